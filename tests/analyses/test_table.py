"""The walk sees every child, and the table of operations has a row for every kind of node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from program_texts import programs

from vprog.dsl.effects.infer import Inferred, body_effects
from vprog.dsl.effects.table import CHANGES, TABLE, Kind
from vprog.dsl.program.declarations import Access
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.statements import Block, Statement
from vprog.dsl.program.walk import evaluated, statements

EXPRESSIONS, STATEMENTS = get_args(Expression), get_args(Statement)


def test_a_row_for_every_node() -> None:
    assert set(TABLE) == {*EXPRESSIONS, *STATEMENTS}


def test_every_node_occurs() -> None:
    """The corpora use the whole language, so that what follows speaks about all of it."""
    seen = {type(node) for program in programs() for i in program.instructions for node in _nodes((i.body, i.ensures))}
    assert {*EXPRESSIONS, *STATEMENTS} - seen == set()


def test_the_walk_sees_every_node() -> None:
    for program in programs():
        for instruction in program.instructions:
            walked = [node for s in statements(instruction.body) for node in (*evaluated(s), s)]
            nested = list(_nodes(instruction.body))
            assert sorted(map(id, walked)) == sorted(map(id, nested)), instruction.name


def test_compiled_programs_do_no_more_than_their_headers_say() -> None:
    """What rule 2 promises, asked of the effects directly: w(x) is a part of r(x), claims and exits are declared."""
    for program in programs():
        for instruction in program.instructions:
            effects = body_effects(instruction)
            written = {effect.role for effect in effects if effect.kind in CHANGES}
            assert written <= {role.name for role in instruction.roles if role.writable}
            deleted = {effect.role for effect in effects if effect.kind is Kind.DELETE}
            assert deleted <= {role.name for role in instruction.roles if role.access is Access.DELETES}
            assert {e.unit for e in effects if e.kind is Kind.CLAIM} == set(instruction.claims)
            assert {e.unit for e in effects if e.kind is Kind.EXIT} == set(instruction.exits)
            inferred = Inferred(instruction)
            for role in instruction.roles:
                if role.access is Access.CREDITS:
                    assert inferred.kinds(role.name) & CHANGES <= {Kind.CREDIT, Kind.CREATE}


def _nodes(value: Any) -> Iterator[Any]:
    """Every expression and statement inside a value, found by looking into all fields of all nodes."""
    if isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)
    elif hasattr(value, "__match_args__"):
        if isinstance(value, (*EXPRESSIONS, *STATEMENTS)) and not isinstance(value, Block):
            yield value
        for field in value.__match_args__:
            yield from _nodes(getattr(value, field))
