"""The Python names of everything a program declares: chosen once, so that every emitted module agrees."""

from __future__ import annotations

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
from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.types import EnumType


@record
class Catalogue:
    """Names of the source (keys) as names of Python (values)."""

    program: Program
    package: str
    client: str
    base_error: str
    units: dict[str, str]
    enums: dict[str, str]
    variants: dict[tuple[str, str], str]
    """(enum, variant) to a member, of an enum with payloads to a class."""
    variant_readers: dict[str, str]
    """Enum with payloads to the function that reads one."""
    variant_observers: dict[str, str]
    structs: dict[str, str]
    views: dict[str, str]
    view_class: str
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
    multiples: dict[tuple[str, str], str]
    """(unit, suffix) to the attribute of the unit's class."""
    origin: str
    """What comments call the source file."""

    def line(self, line: int) -> str:
        """Where something stands in the source: `ledger.vprog:42`."""
        return f"{self.origin}:{line}"


def catalogue(program: Program) -> Catalogue:
    from vprog.dsl.program.predeclared import PREDECLARED

    types, functions, locators = Names(TYPES), Names(VALUES), Names(VALUES)
    methods, errors, constants = Names(CLIENT_MEMBERS), Names(TYPES), Names()
    structs, views, owners = Names(VALUES | {"observed"}), Names(), _owners(program)
    client = types.take(f"{camel(program.name)}Client")
    base_error = errors.take(f"{camel(program.name)}Error")
    resources = {r.name: types.take(type_name(r.name)) for r in program.resources}
    variants = {key: name for e in program.enums if not e.type.payloads for key, name in _variants(e.type).items()}
    tagged = [enum.type for enum in program.enums if enum.type.payloads]
    variants |= {(e.name, v): types.take(type_name(f"{e.name}{v}")) for e in tagged for v in e.variants}
    view_class = types.take(f"{camel(program.name)}Views")
    return Catalogue(
        program=program,
        package=f"{program.name}_client",
        client=client,
        base_error=base_error,
        units={u.name: types.take(type_name(u.name)) for u in program.units},
        enums={e.name: types.take(type_name(e.name)) for e in program.enums},
        variants=variants,
        variant_readers={e.name: structs.take(f"read_{snake(e.name)}") for e in tagged},
        variant_observers={e.name: structs.take(f"observe_{snake(e.name)}") for e in tagged},
        structs={s.name: types.take(type_name(s.name)) for s in program.structs},
        views={v.name: views.take(v.name) for v in program.views},
        view_class=view_class,
        resources=resources,
        addresses={r.name: types.take(type_name(f"{r.name}Address")) for r in program.resources},
        locators={r.name: locators.take(snake(r.name)) for r in program.resources},
        readers={r.name: methods.take(snake(r.name)) for r in program.resources},
        fields={key: name for owner, fields in owners for key, name in _fields(owner, fields)},
        instructions={i.name: functions.take(i.name) for i in program.instructions},
        events={e.name: types.take(e.name) for e in program.events},
        errors={e.name: errors.take(e.name) for e in (*PREDECLARED, *program.errors)},
        constants={c.name: constants.take(c.name) for c in program.constants},
        multiples={(u.name, m): upper_snake(m) for u in program.units for m, _ in u.multiples},
        origin=_origin(program),
    )


def _variants(type_: EnumType) -> dict[tuple[str, str], str]:
    names = Names()
    return {(type_.name, variant): names.take(upper_snake(variant)) for variant in type_.variants}


def variant_owner(enum: str, variant: str) -> str:
    """Under which name a variant's fields stand in `Catalogue.fields`."""
    return f"{enum}.{variant}"


def _owners(program: Program) -> list[tuple[str, list[str]]]:
    """Everything that has fields which become attributes."""
    found = [(r.name, [f.name for f in r.fields]) for r in program.resources]
    found += [(s.name, [name for name, _ in s.type.fields]) for s in program.structs]
    for enum in (e.type for e in program.enums if e.type.payloads):
        found += [(variant_owner(enum.name, v), [name for name, _ in enum.payload(v)]) for v in enum.variants]
    return found


def _fields(owner: str, fields: list[str]) -> list[tuple[tuple[str, str], str]]:
    names = Names(MEMBERS | VALUES)
    return [((owner, field), names.take(field)) for field in fields]


def _origin(program: Program) -> str:
    """The file's own name: folders differ from machine to machine."""
    from vprog.codegen.python.text import plain

    return plain(program.path.replace("\\", "/").rsplit("/", 1)[-1]) or f"{program.name}.vprog"
