"""Lowers the clauses `random`, `after`, `limits` and `ensures`."""

from __future__ import annotations

from vprog.dsl.program.types import BOOL
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.entries import entries
from vprog.dsl.types.expressions import infer
from vprog.dsl.types.header import Header
from vprog.dsl.types.promises import promise
from vprog.dsl.types.transaction import score_of

LIMITS = {"cycles": (1 << 40), "gas": (1 << 40)}
"""What a bound on cycles and gas may say at most: far beyond what is ever proved."""

Clause = syn.RandomClause | syn.AfterClause | syn.LimitsClause | syn.EnsuresClause


def lower_clause(ctx: Context, header: Header, node: Clause) -> None:
    """Puts the clause into the header; what is wrong in it is reported."""
    match node:
        case syn.RandomClause():
            header.random = True
        case syn.AfterClause():
            header.after_declared = True
            if node.score is not None:
                header.after = score_of(ctx, header.scope, node.score)
                if header.after is None:
                    ctx.fail()
        case syn.LimitsClause():
            from vprog.dsl.rules.vp1112_bad_limit import report

            header.limits = entries(ctx, node.entries, "limits", LIMITS, report)
        case syn.EnsuresClause():
            with_old, ctx.old = ctx.old, True
            condition = convert(ctx, header.scope, infer(ctx, header.scope, node.condition), BOOL)
            ctx.old = with_old
            if condition is None or not promise(ctx, header.roles, condition):
                return ctx.fail()
            header.ensures += (condition,)
    return None
