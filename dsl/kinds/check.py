"""Layout is the compiler's (rule 12): what its bytes can number, and one lock for each resource."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.layout.sizes import size_bounds
from vprog.dsl.program.declarations import Instruction, Program, Resource
from vprog.dsl.program.types import LockType
from vprog.dsl.types.resolve import MAX_SIZE

MAX_KINDS = 255
"""0xFF is the tombstone."""
MAX_TAGS = 255
"""Tags count from 1 in one byte."""
MAX_ROLES = 255
"""A role index is one byte."""


def declared(program: Program, bag: DiagnosticBag) -> None:
    """VP1001, VP1002, VP1006, VP1010."""
    from vprog.dsl.rules import vp1002_too_many_kinds

    for resource in program.resources:
        _locks(resource, bag)
        _size(resource, bag)
    if len(program.resources) > MAX_KINDS:
        extra = program.resources[MAX_KINDS]
        vp1002_too_many_kinds.report(bag, extra.span, MAX_KINDS + 1)


def whole(program: Program, bag: DiagnosticBag) -> None:
    """VP1003."""
    from vprog.dsl.rules import vp1003_too_many_instructions

    if len(program.instructions) > MAX_TAGS:
        vp1003_too_many_instructions.report(bag, program.instructions[MAX_TAGS].span, MAX_TAGS + 1)


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """VP1004."""
    from vprog.dsl.rules import vp1004_too_many_roles

    count = sum(role.many or 1 for role in instruction.roles)
    if count > MAX_ROLES:
        vp1004_too_many_roles.report(bag, instruction.span, instruction.name, count, MAX_ROLES)


def _size(resource: Resource, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp1010_too_large

    most = 1 + sum(size_bounds(field.type)[1] for field in resource.fields)
    if most > MAX_SIZE:
        vp1010_too_large.report(bag, resource.span, f"`{resource.name}`", most, MAX_SIZE)


def _locks(resource: Resource, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp1001_two_lock_fields, vp1006_empty_resource

    if not resource.fields:
        vp1006_empty_resource.report(bag, resource.span, resource.name)
    locks = [field for field in resource.fields if isinstance(field.type, LockType)]
    for second in locks[1:]:
        vp1001_two_lock_fields.report(bag, second.span, resource.name, locks[0].span)
