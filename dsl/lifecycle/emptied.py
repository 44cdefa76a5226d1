"""Held fields that hold nothing any more when their resource is deleted: all of them was taken just before.

`let coins = jar.coins.take(jar.coins) else Short` in the same block, and nothing put in since, leaves 0 for certain.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.program.expressions import Convert, FieldRef, Take
from vprog.dsl.program.statements import Block, Delete, Put, Statement
from vprog.dsl.program.walk import blocks, evaluated, statements


def emptied(body: Block, wanted: Delete) -> frozenset[str]:
    """The held fields of `wanted`'s role that are empty where it stands."""
    for block in _all(body):
        found = _in_block(block, wanted)
        if found is not None:
            return found
    return frozenset()


def _in_block(block: Block, wanted: Delete) -> frozenset[str] | None:
    """None when the statement is not one of this block's own."""
    empty: set[str] = set()
    for statement in block.statements:
        if statement is wanted:
            return frozenset(empty)
        empty |= set(_taken_whole(statement, wanted.role))
        empty -= set(_filled(statement, wanted.role))
    return None


def _taken_whole(statement: Statement, role: str) -> Iterator[str]:
    for node in evaluated(statement, errors=False):
        if isinstance(node, Take) and node.role == role:
            amount = node.amount.value if isinstance(node.amount, Convert) else node.amount
            if isinstance(amount, FieldRef) and (amount.role, amount.field) == (role, node.field):
                yield node.field


def _filled(statement: Statement, role: str) -> Iterator[str]:
    """What this statement, or one inside it, puts into the role."""
    for inner in (statement, *(s for block in blocks(statement) for s in statements(block))):
        if isinstance(inner, Put) and inner.role == role:
            yield inner.field
        elif isinstance(inner, Delete):
            yield from (field for _, target, field in inner.into if target == role)


def _all(body: Block) -> Iterator[Block]:
    yield body
    for statement in statements(body):
        yield from blocks(statement)
