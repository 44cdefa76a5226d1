"""Counters of a user's role: more of a gain is received, more of a debt is owed."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.program.expressions import Binary, BinaryOp, Convert, Expression, FieldRef, Rounding
from vprog.dsl.program.statements import AssignField, Create
from vprog.dsl.program.types import CoinsType
from vprog.dsl.rounding.flows import Flow, Flows
from vprog.dsl.rounding.limits import comes_with_action
from vprog.dsl.rounding.sources import Sources
from vprog.dsl.rounding.sums import Sums
from vprog.dsl.rounding.ways import other, parts


def changed(statement: AssignField | Create, flows: Flows, sources: Sources, sums: Sums) -> Iterator[Flow]:
    """What a statement adds to counters, takes off them or sets them to, where the way to round it can be told."""
    step = _step(statement) if isinstance(statement, AssignField) else None
    if isinstance(statement, Create):
        for field, value in statement.fields:
            yield from _owed(statement, field, value, flows, sums)
    elif step is None:
        yield from _owed(statement, statement.field, statement.value, flows, sums)
    else:
        yield from _counted(statement, *step, flows, sources, sums)


def _step(statement: AssignField) -> tuple[bool, Expression] | None:
    """Whether the field grows, and by what, or by what it falls; None for one that is set to something else."""
    value = statement.value.value if isinstance(statement.value, Convert) else statement.value
    if not isinstance(value, Binary) or value.op not in (BinaryOp.ADD, BinaryOp.SUBTRACT):
        return None
    before, change = value.left, value.right
    if value.op is BinaryOp.ADD and isinstance(change, FieldRef) and not _is_field(statement, before):
        before, change = change, before
    return (value.op is BinaryOp.ADD, change) if _is_field(statement, before) else None


def _counted(
    statement: AssignField, grows: bool, change: Expression, flows: Flows, sources: Sources, sums: Sums
) -> Iterator[Flow]:
    """`user.points = user.points + earned`: which way `earned` must be rounded; none when that cannot be told.

    A counter that grows by all of what the user receives, and falls by all of what the user pays, is a debt. One that
    grows by something of what the user pays, and falls by something of what the user receives, is a gain. Where value
    moves and it is neither, as with interest on what was there before, it may be either.
    """
    way, done = (Rounding.FLOOR, "added to") if grows else (Rounding.CEIL, "taken off")
    moved, against = (flows.received, flows.paid) if grows else (flows.paid, flows.received)
    debt = any(_holds_all_of(sums, change, flow.amount) for flow in moved)
    if debt:
        if against:
            return
        way = other(way)
    elif any(_is_field(statement, part.node) for part in parts(sources, change, way)):
        return
    elif moved or against or flows.is_owned(statement.role):
        made = _made_of(sums, sources, change)
        if not any(made & _made_of(sums, sources, flow.amount) for flow in against):
            return
    yield Flow(statement, change, way, statement.span, f"what is {done} `{statement.role}.{statement.field}`", debt)


def _owed(statement: AssignField | Create, field: str, value: Expression, flows: Flows, sums: Sums) -> Iterator[Flow]:
    """`create loan = Loan { due: amount + fee }`: what is set to all of what the user receives, and more, is a debt.

    Of anything else that is set, and where the user pays something too, it cannot be told."""
    debt = not flows.paid and not isinstance(value.type, CoinsType)
    if debt and any(_holds_all_of(sums, value, flow.amount) for flow in flows.received):
        what = f"what `{statement.role}.{field}` is set to"
        yield Flow(statement, value, Rounding.CEIL, statement.span, what, debt=True)


def _is_field(statement: AssignField, node: Expression) -> bool:
    return isinstance(node, FieldRef) and (node.role, node.field) == (statement.role, statement.field)


def _holds_all_of(sums: Sums, change: Expression, amount: Expression) -> bool:
    """Whether the amount is one term of the change."""
    terms = sums.sum(change)
    return any(terms.get(product) == times for product, times in sums.sum(amount).items() if product and times > 0)


def _made_of(sums: Sums, sources: Sources, amount: Expression) -> set[int]:
    """The fields that an amount is made of, and what of it comes with the action."""
    found = (part.node for part in parts(sources, amount, Rounding.FLOOR))
    return {sums.number(node) for node in found if isinstance(node, FieldRef) or comes_with_action(sources, node)}
