"""What a file declares at its top level, by name."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.names.reserved import meaning_of
from vprog.dsl.program.declarations import Constant, ErrorDeclaration, EventDeclaration, Resource
from vprog.dsl.program.predeclared import PREDECLARED
from vprog.dsl.program.types import EnumType, UnitType
from vprog.dsl.source.span import Span


class Symbols:
    """One table for each sort of declaration. A value of None is a declaration with an error that was reported: what
    uses it stays silent."""

    __slots__ = ("constants", "enums", "errors", "events", "resources", "taken", "units")

    def __init__(self) -> None:
        self.taken: dict[str, tuple[str, Span]] = {}
        """Every declared name with the sort it is of, in words, and where."""
        self.units: dict[str, UnitType | None] = {}
        self.enums: dict[str, EnumType | None] = {}
        self.constants: dict[str, Constant | None] = {}
        self.resources: dict[str, Resource | None] = {}
        self.events: dict[str, EventDeclaration | None] = {}
        self.errors: dict[str, ErrorDeclaration | None] = {e.name: e for e in PREDECLARED}

    def sort_of(self, name: str) -> str | None:
        """What a name stands for, in words; None for a name that nobody declared."""
        taken = self.taken.get(name)
        return taken[0] if taken else meaning_of(name)

    def type_names(self) -> Iterator[str]:
        yield from self.units
        yield from self.enums
