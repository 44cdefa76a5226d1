"""The Python names of everything a program declares: chosen once, so that every emitted module agrees."""

from __future__ import annotations

from attrs import frozen

from vprog.codegen.python.names import (
    CLIENT_MEMBERS,
    MEMBERS,
    TYPES,
    VALUES,
    Names,
    camel,
    snake,
    type_name,
    upper_snake,
)
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.types import EnumType


@frozen
class Catalogue:
    """Names of the source (keys) as names of Python (values)."""

    program: Program
    package: str
    client: str
    base_error: str
    units: dict[str, str]
    enums: dict[str, str]
    variants: dict[tuple[str, str], str]
    resources: dict[str, str]
    addresses: dict[str, str]
    """Resource to the type of its address."""
    locators: dict[str, str]
    """Resource to the function that derives its address."""
    readers: dict[str, str]
    """Resource to the client's method that reads one."""
    fields: dict[tuple[str, str], str]
    instructions: dict[str, str]
    events: dict[str, str]
    errors: dict[str, str]
    constants: dict[str, str]
    origin: str
    """What comments call the source file."""

    def line(self, line: int) -> str:
        """Where something stands in the source: `ledger.vprog:42`."""
        return f"{self.origin}:{line}"


def catalogue(program: Program) -> Catalogue:
    from vprog.dsl.program.predeclared import PREDECLARED

    types, functions, locators = Names(TYPES), Names(VALUES), Names(VALUES)
    methods, errors, constants = Names(CLIENT_MEMBERS), Names(TYPES), Names()
    client = types.take(f"{camel(program.name)}Client")
    base_error = errors.take(f"{camel(program.name)}Error")
    resources = {r.name: types.take(type_name(r.name)) for r in program.resources}
    return Catalogue(
        program=program,
        package=f"{program.name}_client",
        client=client,
        base_error=base_error,
        units={u.name: types.take(type_name(u.name)) for u in program.units},
        enums={e.name: types.take(type_name(e.name)) for e in program.enums},
        variants={key: name for e in program.enums for key, name in _variants(e.type).items()},
        resources=resources,
        addresses={r.name: types.take(type_name(f"{r.name}Address")) for r in program.resources},
        locators={r.name: locators.take(snake(r.name)) for r in program.resources},
        readers={r.name: methods.take(snake(r.name)) for r in program.resources},
        fields={key: name for r in program.resources for key, name in _fields(r.name, [f.name for f in r.fields])},
        instructions={i.name: functions.take(i.name) for i in program.instructions},
        events={e.name: types.take(e.name) for e in program.events},
        errors={e.name: errors.take(e.name) for e in (*PREDECLARED, *program.errors)},
        constants={c.name: constants.take(c.name) for c in program.constants},
        origin=_origin(program),
    )


def _variants(type_: EnumType) -> dict[tuple[str, str], str]:
    names = Names()
    return {(type_.name, variant): names.take(upper_snake(variant)) for variant in type_.variants}


def _fields(owner: str, fields: list[str]) -> list[tuple[tuple[str, str], str]]:
    names = Names(MEMBERS | VALUES)
    return [((owner, field), names.take(field)) for field in fields]


def _origin(program: Program) -> str:
    """The file's own name: folders differ from machine to machine."""
    from vprog.codegen.python.text import plain

    return plain(program.path.replace("\\", "/").rsplit("/", 1)[-1]) or f"{program.name}.vprog"
