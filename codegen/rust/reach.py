"""Which expressions of a body reach the emitted code, and which bindings those read.

The arguments of an error do not: a failure is its code. Except where evaluating an argument can itself fail, because
that failure, an error of its own, comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vprog.dsl.effects.table import CHANGES, Effect, own_effects
from vprog.dsl.program.expressions import CoinsValue, ErrorUse, Expression, LocalRef, ParamRef, TxField, TxPart
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import Block, For, ForEach, ForRoles, Migrate, Statement
from vprog.dsl.program.walk import blocks, error_of, expressions, operands, statements, values


def fallible_arguments(use: ErrorUse | None) -> tuple[Expression, ...]:
    """The arguments whose evaluation can fail, in order."""
    if use is None:
        return ()
    return tuple(
        value for _, value in use.arguments if any(_can_fail(node) for node in expressions(value, errors=False))
    )


def _can_fail(node: Expression) -> bool:
    return error_of(node) is not None or (
        isinstance(node, TxField) and node.part in (TxPart.OUTPUT_VALUE, TxPart.OUTPUT_PAYS)
    )


def emitted(root: Expression) -> Iterator[Expression]:
    """`root` and the expressions below it that are emitted, operands first."""
    for operand in operands(root):
        yield from emitted(operand)
    yield root
    for argument in fallible_arguments(error_of(root)):
        yield from emitted(argument)


def emitted_of(statement: Statement) -> Iterator[Expression]:
    """The emitted expressions of one statement, without its nested blocks."""
    for value in values(statement):
        yield from emitted(value)
    for argument in fallible_arguments(error_of(statement)):
        yield from emitted(argument)


def used_names(body: Block) -> frozenset[str]:
    """The bindings that emitted code reads."""
    found: set[str] = set()
    for statement in statements(body):
        for node in emitted_of(statement):
            if isinstance(node, LocalRef):
                found.add(node.name)
            elif isinstance(node, CoinsValue):
                found.add(node.coins)
    return frozenset(found)


def named_roles(body: Block) -> frozenset[str]:
    """The roles that emitted code of a block names, the members of role lists by their own names and their list's."""
    of = members(body)
    named = {effect.role for effect in _effects(body) if effect.role is not None}
    return frozenset(named | {of[name] for name in named if name in of})


def changed_roles(body: Block) -> frozenset[str]:
    """The roles that a block writes, credits, debits, creates or deletes on any path; a list for its members."""
    of = members(body)
    changed = (effect.role for effect in _effects(body) if effect.role is not None and effect.kind in CHANGES)
    return frozenset(of.get(name, name) for name in changed)


def _effects(body: Block) -> Iterator[Effect]:
    for statement in statements(body):
        for node in emitted_of(statement):
            yield from own_effects(node)
        if isinstance(statement, Migrate):
            continue  # makes another role of it, which is stored on the spot
        yield from own_effects(statement)


def last_uses(body: Block) -> frozenset[int]:
    """Ids of the nodes that read a parameter or binding for the last time, outside loops: they may move its value."""
    order: list[Expression] = []
    looped: set[int] = set()
    _collect(body, order, looped, in_loop=False)
    last = {(type(node), node.name): node for node in order if isinstance(node, ParamRef | LocalRef)}
    seen = Counter(id(node) for node in order)
    return frozenset(id(node) for node in last.values() if id(node) not in looped and seen[id(node)] == 1)


def _collect(block: Block, order: list[Expression], looped: set[int], *, in_loop: bool) -> None:
    for statement in block.statements:
        found = list(emitted_of(statement))
        order.extend(found)
        if in_loop:
            looped.update(id(node) for node in found)
        for inner in blocks(statement):
            _collect(inner, order, looped, in_loop=in_loop or isinstance(statement, For | ForEach | ForRoles))
