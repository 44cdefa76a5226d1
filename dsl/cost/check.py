"""Checks what a program promises about cost against the static bounds."""

from __future__ import annotations

from vprog.dsl.cost.bound import bound
from vprog.dsl.cost.gas import limited, storm_of
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.program.declarations import Program
from vprog.dsl.rules import vp1201_limit_exceeded, vp1202_scope_too_large


def whole(program: Program, bag: DiagnosticBag) -> None:
    """`limits(...)` of each instruction, and the scope limit of the program's `storm`."""
    storm = storm_of(program)
    for instruction in program.instructions:
        if instruction.limits:
            bounds = limited(bound(program, instruction), storm)
            for name, limit in instruction.limits:
                if bounds[name] > limit:
                    vp1201_limit_exceeded.report(bag, instruction.span, instruction.name, name, bounds[name], limit)
        scope = sum(role.many or 1 for role in instruction.roles)
        if program.storm is not None and scope > storm.scope_limit:
            vp1202_scope_too_large.report(
                bag, instruction.span, instruction.name, scope, storm.scope_limit, program.storm.span
            )
