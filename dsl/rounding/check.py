"""Amounts are rounded for what is shared: see `amounts`, which a program without a division never loads."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.expressions import Divide
from vprog.dsl.program.walk import evaluated, expressions, statements


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """VP0420 and VP0421."""
    body = (node for s in statements(instruction.body) for node in evaluated(s, errors=False))
    header = (node for where in instruction.conditions for node in expressions(where.condition, errors=False))
    if any(isinstance(node, Divide) for nodes in (body, header) for node in nodes):
        from vprog.dsl.rounding.amounts import Amounts

        Amounts(program, instruction, bag).run()
