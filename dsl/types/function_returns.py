"""`return` in a function: the value that it gives back, of the type that the function says."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.statements import Statement, Yield
from vprog.dsl.program.types import show
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.expressions import infer
from vprog.dsl.types.functions import Signature


def function_return(ctx: Context, scope: Scope, node: syn.Return, function: Signature) -> Statement | None:
    """The Yield; early ones move to the end of their path later."""
    result = function.result
    if (node.value is None) != (result is None):
        from vprog.dsl.rules.vp0219_unexpected_return_value import report

        return report(ctx.bag, node.span, function.name, None if result is None else show(result))
    if node.value is None or result is None:
        return Yield(node.span, None)
    value = convert(ctx, scope, infer(ctx, scope, node.value), result)
    return Yield(node.span, value) if value is not None else None
