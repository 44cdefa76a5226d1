"""What a file declares at its top level, by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vprog.dsl.names.reserved import meaning_of
from vprog.dsl.program.declarations import Constant, ErrorDeclaration, EventDeclaration, Resource
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.predeclared import PREDECLARED
from vprog.dsl.program.types import Type, UnitType
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn

if TYPE_CHECKING:
    from vprog.dsl.types.functions import Template


class Symbols:
    """One table for each sort of declaration. A value of None is a declaration with an error that was reported: what
    uses it stays silent."""

    __slots__ = (
        "at_l1",
        "constants",
        "errors",
        "events",
        "functions",
        "literals",
        "resolving",
        "resources",
        "suffixes",
        "taken",
        "type_nodes",
        "types",
        "units",
    )

    def __init__(self) -> None:
        self.taken: dict[str, tuple[str, Span]] = {}
        """Every declared name with the sort it is of, in words, and where."""
        self.units: dict[str, UnitType | None] = {}
        self.at_l1: frozenset[str] = frozenset()
        """The names of the units that some header claims from L1 or pays out to it."""
        self.suffixes: dict[str, list[tuple[UnitType, int]]] = {}
        """What a number with this suffix counts, of which unit; of several units, a use is ambiguous."""
        self.type_nodes: dict[str, syn.TypeAlias | syn.Struct | syn.Enum] = {}
        """Declared aliases, structs and enums; `dsl.types.declared_types` works them out into `types`."""
        self.types: dict[str, Type | None] = {}
        self.resolving: list[str] = []
        """The types being worked out, outermost first."""
        self.constants: dict[str, Constant | None] = {}
        self.literals: dict[str, Expression | None] = {}
        """Constants that are no single number, flag, variant or fixed bytes: each use is this literal."""
        self.resources: dict[str, Resource | None] = {}
        self.functions: dict[str, Template | None] = {}
        self.events: dict[str, EventDeclaration | None] = {}
        self.errors: dict[str, ErrorDeclaration | None] = {e.name: e for e in PREDECLARED}

    def sort_of(self, name: str) -> str | None:
        """What a name stands for, in words; None for a name that nobody declared."""
        taken = self.taken.get(name)
        return taken[0] if taken else meaning_of(name)

    def type_names(self) -> Iterator[str]:
        yield from self.units
        yield from self.type_nodes
