"""Bugs that the compiler would not let through, put into the typed program."""

from __future__ import annotations

from collections.abc import Callable

from vprog.dsl.frozen import replace
from vprog.dsl.program import statements as s
from vprog.dsl.program.declarations import Instruction, Program

Rewrite = Callable[[s.Statement], tuple[s.Statement, ...]]


def with_instruction(program: Program, name: str, change: Callable[[Instruction], Instruction]) -> Program:
    """The program with one instruction changed."""
    assert any(instruction.name == name for instruction in program.instructions)
    changed = (change(i) if i.name == name else i for i in program.instructions)
    return replace(program, instructions=tuple(changed))


def with_statements(program: Program, name: str, rewrite: Rewrite) -> Program:
    """The program with every statement of one instruction replaced by what `rewrite` makes of it."""
    changed = with_instruction(program, name, lambda i: replace(i, body=_block(i.body, rewrite)))
    assert changed != program
    return changed


def _block(block: s.Block, rewrite: Rewrite) -> s.Block:
    statements = (made for statement in block.statements for made in rewrite(_inside(statement, rewrite)))
    return replace(block, statements=tuple(statements))


def _inside(statement: s.Statement, rewrite: Rewrite) -> s.Statement:
    match statement:
        case s.MatchRole():
            return replace(statement, new=_block(statement.new, rewrite), live=_block(statement.live, rewrite))
        case s.If() if statement.otherwise is None:
            return replace(statement, then=_block(statement.then, rewrite))
        case _:
            return statement
