"""The codec model: every layout of a program, derived once.

The interpreter, the Rust guest, the Python client, `abi.json` and the documentation all take their bytes from here.
"""

from __future__ import annotations

from functools import cached_property

from vprog.dsl.frozen import record
from vprog.dsl.layout.sizes import fixed_size, size_bounds
from vprog.dsl.program.declarations import Field, Instruction, Program, Resource, Role
from vprog.dsl.program.types import Type


@record
class FieldLayout:
    """One field in stored order. `offset` is from the start of the resource, the kind byte included; None in the
    tail behind the first field of varying length. `size` is None for a tail field."""

    name: str
    type: Type
    offset: int | None
    size: int | None


@record
class ResourceLayout:
    """`kind u8 || fixed fields || tail fields`; lengths in bytes."""

    resource: Resource
    fields: tuple[FieldLayout, ...]
    fixed_size: int
    min_size: int
    max_size: int

    @property
    def fixed(self) -> tuple[FieldLayout, ...]:
        return tuple(f for f in self.fields if f.size is not None)

    @property
    def tail(self) -> tuple[FieldLayout, ...]:
        return tuple(f for f in self.fields if f.size is None)


@record
class InstructionLayout:
    """`tag u8 || one u8 per indexed role || parameters in order`."""

    instruction: Instruction
    indexed_roles: tuple[Role, ...]
    parameters: tuple[Field, ...]


class ProgramLayout:
    """All layouts of a program, each worked out when it is asked for."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @cached_property
    def constants(self) -> dict[str, int | bool | bytes | str]:
        """The values of the constants by name."""
        return {c.name: c.value for c in self.program.constants}

    @cached_property
    def resources(self) -> dict[str, ResourceLayout]:
        return {r.name: resource_layout(r) for r in self.program.resources}

    @cached_property
    def by_kind(self) -> dict[int, ResourceLayout]:
        return {layout.resource.kind: layout for layout in self.resources.values()}

    @cached_property
    def instructions(self) -> dict[str, InstructionLayout]:
        return {i.name: instruction_layout(i) for i in self.program.instructions}

    @cached_property
    def by_tag(self) -> dict[int, InstructionLayout]:
        return {layout.instruction.tag: layout for layout in self.instructions.values()}


def resource_layout(resource: Resource) -> ResourceLayout:
    """Fixed fields first, in declaration order, then the tail."""
    fixed = [f for f in resource.fields if fixed_size(f.type) is not None]
    tail = [f for f in resource.fields if fixed_size(f.type) is None]
    fields: list[FieldLayout] = []
    offset: int | None = 1
    for f in (*fixed, *tail):
        size = fixed_size(f.type)
        fields.append(FieldLayout(f.name, f.type, offset, size))
        offset = offset + size if offset is not None and size is not None else None
    head = 1 + sum(layout.size or 0 for layout in fields)
    bounds = [size_bounds(f.type) for f in tail]
    return ResourceLayout(
        resource, tuple(fields), head, head + sum(b[0] for b in bounds), head + sum(b[1] for b in bounds)
    )


def instruction_layout(instruction: Instruction) -> InstructionLayout:
    return InstructionLayout(
        instruction, tuple(r for r in instruction.roles if r.indexed), tuple(instruction.parameters)
    )
