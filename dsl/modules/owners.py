"""Says of every declaration which module it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from vprog.dsl.frozen import replace
from vprog.dsl.program.declarations import (
    EnumDeclaration,
    Program,
    Resource,
    StructDeclaration,
    Unit,
)

D = TypeVar("D", Unit, EnumDeclaration, StructDeclaration, Resource)


def owned(program: Program, modules: Mapping[str, str]) -> Program:
    """`modules`: path to name. Files tell modules apart, whatever the code in them is called."""

    def of(found: tuple[D, ...]) -> tuple[D, ...]:
        return tuple(replace(one, module=modules.get(one.span.path, "")) for one in found)

    return replace(
        program,
        units=of(program.units),
        enums=of(program.enums),
        structs=of(program.structs),
        resources=of(program.resources),
        modules=tuple((name, path) for path, name in modules.items()),
    )
