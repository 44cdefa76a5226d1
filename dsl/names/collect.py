"""Sorts the items of a file, and finds names that are declared twice or belong to the language."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.names.reserved import function_meaning_of, meaning_of
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn


class Items:
    """The items by sort, in the order of the source, each under a name of its own."""

    __slots__ = (
        "aliases",
        "constants",
        "enums",
        "errors",
        "events",
        "functions",
        "instructions",
        "invariants",
        "migrations",
        "properties",
        "resources",
        "storms",
        "structs",
        "taken",
        "tests",
        "units",
        "views",
    )

    def __init__(self) -> None:
        self.constants: list[syn.Const] = []
        self.units: list[syn.Unit] = []
        self.enums: list[syn.Enum] = []
        self.aliases: list[syn.TypeAlias] = []
        self.structs: list[syn.Struct] = []
        self.errors: list[syn.ErrorDeclaration] = []
        self.events: list[syn.Event] = []
        self.resources: list[syn.Resource] = []
        self.functions: list[syn.Function] = []
        self.migrations: list[syn.Migrate] = []
        self.instructions: list[syn.Instruction] = []
        self.tests: list[syn.Test] = []
        self.views: list[syn.View] = []
        self.invariants: list[syn.Invariant] = []
        self.properties: list[syn.Property] = []
        self.storms: list[syn.Storm] = []
        self.taken: dict[str, tuple[str, Span]] = {}


_NAMED: dict[type, tuple[str, str]] = {
    syn.Const: ("a constant", "constants"),
    syn.Unit: ("a unit", "units"),
    syn.Enum: ("an enum", "enums"),
    syn.TypeAlias: ("a type", "aliases"),
    syn.Struct: ("a struct", "structs"),
    syn.Event: ("an event", "events"),
    syn.Resource: ("a resource", "resources"),
    syn.Function: ("a function", "functions"),
    syn.Instruction: ("an instruction", "instructions"),
    syn.View: ("a view", "views"),
}
"""Items that have a name among those of the program: the sort in words, and the list of Items."""


def collect(file: syn.File, bag: DiagnosticBag) -> Items:
    """All items. Of two with one name the first stays, and the second is reported and left out."""
    items = Items()
    names = _Names(items, bag)
    titles: dict[str, Span] = {}
    promises: dict[str, Span] = {}
    for item in file.items:
        named = _NAMED.get(type(item))
        if named is not None:
            sort, table = named
            if names.take(item.name, sort):  # type: ignore[union-attr]
                getattr(items, table).append(item)
            continue
        match item:
            case syn.ErrorBlock():
                items.errors += [error for error in item.errors if names.take(error.name, "an error")]
            case syn.Migrate():
                items.migrations.append(item)
            case syn.Test():
                first = titles.setdefault(item.name.value, item.name.span)
                if first is not item.name.span:
                    _duplicate(bag, item.name.span, item.name.value, first)
                items.tests.append(item)
            case syn.Property():
                first = titles.setdefault(item.name.value, item.name.span)
                if first is not item.name.span:
                    _duplicate(bag, item.name.span, item.name.value, first)
                items.properties.append(item)
            case syn.Invariant():
                first = promises.setdefault(item.name.value, item.name.span)
                if first is not item.name.span:
                    _duplicate(bag, item.name.span, item.name.value, first)
                items.invariants.append(item)
            case syn.Storm():
                items.storms.append(item)
            case _:
                pass
    return items


class _Names:
    def __init__(self, items: Items, bag: DiagnosticBag) -> None:
        self.taken = items.taken
        self.bag = bag

    def take(self, name: syn.Identifier, sort: str) -> bool:
        meaning = function_meaning_of(name.text) if sort == "a function" else meaning_of(name.text)
        if meaning is not None:
            from vprog.dsl.rules.vp0208_reserved_name import report

            report(self.bag, name.span, name.text, meaning)
            return False
        if name.text in self.taken:
            _duplicate(self.bag, name.span, name.text, self.taken[name.text][1])
            return False
        self.taken[name.text] = (sort, name.span)
        return True


def _duplicate(bag: DiagnosticBag, span: Span, name: str, first: Span) -> None:
    from vprog.dsl.rules.vp0202_duplicate_name import report

    report(bag, span, name, first)
