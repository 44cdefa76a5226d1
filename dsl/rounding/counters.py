"""Counters of a user's role: more of a gain is received, more of a debt is owed."""

from __future__ import annotations

from vprog.dsl.program.expressions import Binary, BinaryOp, Convert, Expression, FieldRef, Rounding
from vprog.dsl.program.statements import AssignField
from vprog.dsl.rounding.flows import Flow, Flows
from vprog.dsl.rounding.limits import comes_with_action
from vprog.dsl.rounding.sources import Sources
from vprog.dsl.rounding.sums import Sums
from vprog.dsl.rounding.ways import other, parts


def changed(statement: AssignField, flows: Flows, sources: Sources, sums: Sums) -> Flow | None:
    """`user.points = user.points + earned`: which way `earned` must be rounded; None when that cannot be told.

    A counter that grows by all of what the user receives, and falls by all of what the user pays, is a debt. One that
    only has to do with what the user receives (as a debt with its price in one division has), or pays, or with itself
    (as interest has), may be either.
    """
    value = statement.value.value if isinstance(statement.value, Convert) else statement.value
    if not isinstance(value, Binary) or value.op not in (BinaryOp.ADD, BinaryOp.SUBTRACT):
        return None
    before, change = value.left, value.right
    if value.op is BinaryOp.ADD and isinstance(change, FieldRef) and not _is_field(statement, before):
        before, change = change, before
    if not _is_field(statement, before):
        return None
    grows = value.op is BinaryOp.ADD
    way, done = (Rounding.FLOOR, "added to") if grows else (Rounding.CEIL, "taken off")
    moved, against = (flows.received, flows.paid) if grows else (flows.paid, flows.received)
    if not against:
        if any(_holds_all_of(sums, change, flow.amount) for flow in moved):
            way = other(way)
        elif any(_atoms(sums, sources, change) & _atoms(sums, sources, flow.amount) for flow in moved) or any(
            _is_field(statement, part.node) for part in parts(sources, change, way)
        ):
            return None
    return Flow(statement, change, way, statement.span, f"what is {done} `{statement.role}.{statement.field}`")


def _is_field(statement: AssignField, node: Expression) -> bool:
    return isinstance(node, FieldRef) and (node.role, node.field) == (statement.role, statement.field)


def _holds_all_of(sums: Sums, change: Expression, amount: Expression) -> bool:
    """Whether the amount is one term of the change."""
    terms = sums.sum(change)
    return any(terms.get(product) == times for product, times in sums.sum(amount).items() if product and times > 0)


def _atoms(sums: Sums, sources: Sources, amount: Expression) -> set[int]:
    """What an amount is made of that is not made in the body."""
    return {sums.number(p.node) for p in parts(sources, amount, Rounding.FLOOR) if comes_with_action(sources, p.node)}
