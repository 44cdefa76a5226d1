"""The error behind a statement, which an index inside its value may end with: `let x = xs[i] + 1 else Missing`; and
whether a statement calls functions, which run before it."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.expressions import ErrorUse, Expression
from vprog.dsl.program.types import ExactType, OptionType, Type, integer_of
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import infer


def infer_or(
    ctx: Context, scope: Scope, node: syn.Expression, error: ErrorUse | None, declared: Type | None = None
) -> tuple[Expression | None, ErrorUse | None]:
    """The value, and the error as far as something else may still need it: an index that took it may be the only
    reason why it was written, and it is no needless `else` then."""
    around = ctx.otherwise, ctx.otherwise_spent
    ctx.otherwise, ctx.otherwise_spent = error, False
    value = infer(ctx, scope, node)
    spent = ctx.otherwise_spent
    ctx.otherwise, ctx.otherwise_spent = around
    if value is None or error is None or not spent:
        return value, error
    return value, error if may_still_fail(value, declared) else None


def may_still_fail(value: Expression, declared: Type | None) -> bool:
    """Whether the value is an option that is unwrapped, or a number that the declared type may not hold."""
    if isinstance(value.type, OptionType):
        return not isinstance(declared, OptionType)
    if isinstance(declared, OptionType):
        declared = declared.inner
    integer = integer_of(declared) if declared is not None else None
    if integer is None or not isinstance(value.type, ExactType):
        return False
    return not (integer.low <= value.type.low and value.type.high <= integer.high)


def calls_function(ctx: Context, node: syn.Node) -> bool:
    """Whether a function of the program is called somewhere in a statement."""
    if not ctx.symbols.functions:
        return False
    stack: list[object] = [node]
    while stack:
        part = stack.pop()
        callee = part.callee if isinstance(part, syn.Call) else None
        if isinstance(callee, syn.NameRef) and callee.name in ctx.symbols.functions:
            return True
        if isinstance(part, syn.Node):
            stack += [child for _, child in part.children()]
        elif isinstance(part, tuple):
            stack += part
    return False
