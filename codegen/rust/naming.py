"""Every name of the source that the crate declares, as it is called in Rust."""

from __future__ import annotations

from vprog.codegen.rust.names import (
    Names,
    camel,
    identifier,
    module_identifier,
    snake,
    type_identifier,
    type_names,
    upper_snake,
)
from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import LabelAddress, Program
from vprog.dsl.program.predeclared import PREDECLARED_CODES


@record
class Naming:
    """Maps from source names. `labels` maps the label of a constant address to its constant."""

    enums: dict[str, str]
    structs: dict[str, str]
    events: dict[str, str]
    resources: dict[str, str]
    errors: dict[str, str]
    constants: dict[str, str]
    labels: dict[str, str]
    instructions: dict[str, str]
    modules: dict[str, str]

    @staticmethod
    def of(program: Program) -> Naming:
        """Names in one module are distinct; the modules keep the rest apart."""
        # A resource type that another migrates to has its label; the later one gives the name.
        addresses = [r for r in program.resources if isinstance(r.address, LabelAddress)]
        labels = _distinct(Names(), {r.address.label: upper_snake(r.name) for r in addresses})  # type: ignore[union-attr]
        return Naming(
            enums=_distinct(type_names(), {e.name: type_identifier(e.name) for e in program.enums}),
            structs=_distinct(type_names(), {s.name: type_identifier(s.name) for s in program.structs}),
            events=_distinct(type_names(), {e.name: type_identifier(e.name) for e in program.events}),
            resources=_distinct(type_names(), {r.name: type_identifier(r.name) for r in program.resources}),
            errors=_distinct(Names(), {e.name: upper_snake(e.name) for e in program.errors}),
            constants={c.name: c.name for c in program.constants},
            labels=labels,
            instructions=_distinct(type_names(), {i.name: camel(i.name) for i in program.instructions}),
            modules=_distinct(Names(), {i.name: module_identifier(i.name) for i in program.instructions}),
        )

    def field(self, name: str) -> str:
        return identifier(name)

    def variable(self, resource: str) -> str:
        """A local that holds a resource."""
        return identifier(snake(resource))


def predeclared(name: str) -> str | None:
    """The constant of `vprog_guest::Error` for a predeclared error; None for a program's own."""
    return upper_snake(name) if name in PREDECLARED_CODES else None


def _distinct(names: Names, wanted: dict[str, str]) -> dict[str, str]:
    return {source: names.take(name) for source, name in wanted.items()}
