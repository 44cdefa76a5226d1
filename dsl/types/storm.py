"""Lowers `storm { throughput: 1_000_000, w_seq: 2 }`."""

from __future__ import annotations

from collections.abc import Sequence

from vprog.dsl.program.declarations import Storm
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.entries import entries

KEYS = {
    "throughput": (1 << 40),
    "state_size": (1 << 40),
    "scope_limit": 255,
    "gas_scale": (1 << 32),
    "w_seq": (1 << 16),
    "w_par": (1 << 16),
}
"""The entries of `storm`, each with the largest value: products of them stay far below 2^128."""


def lower_storm(ctx: Context, nodes: Sequence[syn.Storm]) -> Storm | None:
    """The one block, or None without one; a second one is reported."""
    for second in nodes[1:]:
        from vprog.dsl.rules.vp1111_two_storms import report

        report(ctx.bag, second.span, nodes[0].span)
    if not nodes:
        return None
    from vprog.dsl.rules.vp1110_bad_storm import report as out_of_range

    found = entries(ctx, nodes[0].entries, "storm", KEYS, out_of_range)
    return Storm(nodes[0].span, **dict(found))
