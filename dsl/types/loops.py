"""Lowers `for i in low..high`: bounds are known when the program is compiled, so every program ends."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.statements import For
from vprog.dsl.program.types import ExactType
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.bindings import bind
from vprog.dsl.types.constants import constant_integer
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import infer, not_supported
from vprog.dsl.types.statements import block

MAX_STEPS = 65536


def for_range(ctx: Context, scope: Scope, node: syn.For) -> For | None:
    """The loop; its body is lowered even when the bounds are wrong."""
    low, high = 0, 1
    sound = isinstance(node.over, syn.Range)
    if isinstance(node.over, syn.Range):
        bounds = [
            constant_integer(ctx, infer(ctx, scope, bound), "the bound of a loop")
            for bound in (node.over.low, node.over.high)
        ]
        if bounds[0] is None or bounds[1] is None:
            sound = False
        else:
            low, high = bounds[0], bounds[1]
        if high <= low or high - low > MAX_STEPS:
            from vprog.dsl.rules.vp0410_bad_loop_bounds import report

            report(ctx.bag, node.over.span, low, high)
            sound, low, high = False, 0, 1
    else:
        not_supported(ctx, node.over.span, "a loop over a list")
    own = Scope(scope)
    bind(ctx, own, Binding(NameKind.LOOP, node.name.text, node.name.span, ExactType(low, high - 1) if sound else None))
    around = ctx.turns
    ctx.turns = around * (high - low)
    if around <= MAX_STEPS < ctx.turns:
        from vprog.dsl.rules.vp0411_too_many_turns import report

        report(ctx.bag, node.over.span, ctx.turns)
        ctx.fail()
    body = block(ctx, own, node.body)
    ctx.turns = around
    return For(node.span, node.name.text, low, high, body) if sound else None
