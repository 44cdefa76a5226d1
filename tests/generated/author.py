"""Who writes a program: chance, names, and what can be named at a place.

The writer keeps a range for each number it writes. It is never narrower than the checker's, which also knows what
conditions say; `core` are the values that stay possible whatever conditions stood before (see `conditions.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import Protocol, TypeVar

from attrs import define, evolve, field, frozen

from generated.declared import Declared
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type, integer_of, unit_of
from vprog.dsl.types.ranges import Range

T = TypeVar("T")
NOTHING = Range(0, 0)
SMALL = Range(0, 60)
"""Conditions compare with less, so a number that a condition is about can always still be one of these."""


@frozen
class Atom:
    """Something that can be read by its name. `range` and `core` are of numbers only."""

    text: str
    type: Type
    range: Range = NOTHING
    core: Range = NOTHING
    free: bool = False
    """A number that no condition is about, so it may be anything of its type wherever it stands."""
    exact: bool = False
    """An untyped `let` of arithmetic: of no machine type."""
    rounded: bool = False
    """Some division is part of it."""
    role: str = ""
    """It reads this role."""


@frozen
class Place:
    """Something that can be assigned. `role` is empty for a `var`."""

    text: str
    type: Type
    role: str = ""


@frozen
class RoleName:
    """A role at hand, or a parameter of a function that is one. Its fields can be read, written, or given value."""

    name: str
    resource: str
    reads: bool = True
    writes: bool = False
    credits: bool = False


def number_atom(text: str, type_: Type, **more: bool | str) -> Atom:
    """A name of a declared integer type."""
    integer = integer_of(type_)
    assert integer is not None
    room = Range(integer.low, integer.high)
    return Atom(text, type_, room, Range(max(room.low, SMALL.low), min(room.high, SMALL.high)), **more)  # type: ignore[arg-type]


def atoms_of(text: str, type_: Type, *, role: str = "", free: bool = False) -> list[Atom]:
    """The name itself, and what hangs on it: fields of structs."""
    if isinstance(type_, t.HeldType):
        type_ = type_.unit
    if integer_of(type_) is not None and not isinstance(type_, t.OutputIndexType):
        return [number_atom(text, type_, role=role, free=free)]
    found = [Atom(text, type_, role=role)]
    if isinstance(type_, t.StructType) and not type_.linear:
        for name, inner in type_.fields:
            found += atoms_of(f"{text}.{name}", inner, role=role, free=free)
    return found


class Parameter(Protocol):
    def __call__(self, type_: Type, *, own: bool = False) -> Atom:
        """A parameter of what is being written, perhaps a new one; certainly so with `own`, and nobody else's."""
        ...


ANY_DEPTH, NOWHERE = 99, -1


@define
class Author:
    """What is known while a body is written. Blocks inside get a copy of the names (`inside`)."""

    rng: Random
    declared: Declared
    fresh: Callable[[str], str]
    parameter: Parameter
    write: Callable[[Author, int], list[str]]
    """Writes so many statements."""
    atoms: list[Atom] = field(factory=list[Atom])
    places: list[Place] = field(factory=list[Place])
    roles: list[RoleName] = field(factory=list[RoleName])
    lists: list[tuple[str, RoleName]] = field(factory=list[tuple[str, RoleName]])
    """Role lists: (name, what a member is)."""
    asks: set[str] = field(factory=set[str])
    """What the header may say that the body does: "random", "after", "tx", "exit", "mint"."""
    returns: int = ANY_DEPTH
    """Down to which depth `return` may stand. In a function each one inside a branch copies what follows it."""
    calls: bool = True
    """Whether functions may be called here."""
    divides: bool = True
    """Whether amounts may be rounded (what users pay has rules of its own)."""
    vouches: bool = True
    """Whether what may prove who someone is may be compared: where anyone may act it proves nothing."""
    depth: int = 0
    loops: int = 0

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def choose(self, options: Iterable[T]) -> T:
        return self.rng.choice(list(options))

    def inside(self) -> Author:
        """For a block within this one."""
        return evolve(
            self, atoms=list(self.atoms), places=list(self.places), roles=list(self.roles), depth=self.depth + 1
        )

    def bind(self, name: str, type_: Type, *, free: bool = False, rounded: bool = True) -> None:
        """A new local. `rounded`: some division may be part of what is in it."""
        self.atoms += [evolve(atom, rounded=rounded) for atom in atoms_of(name, type_, free=free)]

    def of_type(self, type_: Type) -> list[Atom]:
        """What can be read of exactly this type (numbers of an exact `let` are of none)."""
        return [a for a in self.atoms if a.type == type_ and not a.exact]

    def numbers(self, unit: t.UnitType | None) -> list[Atom]:
        """Numbers of a unit, or plain ones."""
        return [a for a in self.atoms if _is_number(a.type) and unit_of(a.type) == unit]

    def forget_role(self, role: str) -> None:
        """Its fields cannot be read from here on."""
        self.atoms = [a for a in self.atoms if a.role != role]
        self.places = [p for p in self.places if p.role != role]

    def see_field(self, role: str, name: str, type_: Type) -> None:
        self.atoms += atoms_of(f"{role}.{name}", type_, role=role)

    def see_role(self, role: RoleName) -> None:
        """From here on the fields of a role can be read, and written if it is."""
        self.roles.append(role)
        resource = self.declared.resource(role.resource)
        if role.reads:
            for name, type_ in resource.fields:
                self.see_field(role.name, name, type_)
            self.atoms.append(Atom(f"{role.name}.id", t.AddressType(role.resource)))
        if role.writes:
            for name, type_ in resource.fields:
                if name not in resource.fixed and not isinstance(type_, t.HeldType):
                    self.places += places_of(f"{role.name}.{name}", type_, role.name)


def places_of(text: str, type_: Type, role: str = "") -> list[Place]:
    """A place and the fields of structs in it."""
    found = [Place(text, type_, role)]
    if isinstance(type_, t.StructType) and not type_.linear:
        for name, inner in type_.fields:
            found += places_of(f"{text}.{name}", inner, role)
    return found


def _is_number(type_: Type) -> bool:
    return isinstance(type_, t.IntType | t.UnitType | t.ExactType)
