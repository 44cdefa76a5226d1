"""What a program declares before its instructions: units, constants, enums, structs, errors, events, resources."""

from __future__ import annotations

from random import Random

from attrs import field, frozen

from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type, show

COIN = t.UnitType("Coin", t.U64)
GOLD = t.UnitType("Gold", t.U128)
TEMP = t.UnitType("Temp", t.IntType(True, 32))
SCORE = t.UnitType("Score", t.U64)
UNITS = (COIN, GOLD, TEMP, SCORE)
INTEGERS = tuple(t.IntType(False, bits) for bits in (8, 16, 32, 64, 128, 256)) + tuple(
    t.IntType(True, bits) for bits in (8, 16, 32, 64, 128)
)
OPAQUE = (t.HASH, t.PUB_KEY, t.LOCK_ID, t.COVENANT_ID)
"""What keys can be. A signature is not looked up (VP0621): it proves nothing by being known."""


@frozen
class ResourceModel:
    """A resource to be. `fixed` are the fields that make its address; `at` is how the source writes it."""

    name: str
    fields: tuple[tuple[str, Type], ...]
    at: str
    fixed: frozenset[str] = frozenset()
    label: bool = False

    @property
    def held(self) -> list[tuple[str, t.UnitType]]:
        return [(name, type_.unit) for name, type_ in self.fields if isinstance(type_, t.HeldType)]


@frozen
class FunctionModel:
    """A function that bodies may call: `parameters` are types, or names of resources for roles."""

    name: str
    parameters: tuple[Type | str, ...]
    result: Type | None
    writes: bool = False


@frozen
class Declared:
    """The names that instructions can use."""

    enums: tuple[t.EnumType, ...]
    structs: tuple[t.StructType, ...]
    errors: tuple[tuple[str, tuple[tuple[str, Type], ...]], ...]
    events: tuple[tuple[str, tuple[tuple[str, Type], ...]], ...]
    resources: tuple[ResourceModel, ...]
    constants: tuple[tuple[str, Type, int | bytes | bool], ...]
    functions: list[FunctionModel] = field(factory=list[FunctionModel])

    def resource(self, name: str) -> ResourceModel:
        return next(r for r in self.resources if r.name == name)


class Types:
    """Types by chance, of those that are declared so far."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.enums: list[t.EnumType] = []
        self.structs: list[t.StructType] = []
        self.resources: list[str] = []

    def number(self) -> Type:
        rng = self.rng
        return rng.choice(UNITS[:3]) if rng.random() < 0.25 else rng.choice(INTEGERS)

    def key(self) -> Type:
        """A type with an order."""
        rng = self.rng
        plain = [enum for enum in self.enums if not enum.payloads]
        options: list[Type] = [
            self.number(),
            t.BOOL,
            t.OUTPUT_INDEX,
            rng.choice(OPAQUE),
            t.BytesType(rng.randint(1, 5)),
        ]
        options += [rng.choice(plain)] if plain else []
        options += [t.AddressType(rng.choice(self.resources))] if self.resources else []
        return rng.choice([self.number(), *options])

    def any(self, depth: int = 0) -> Type:
        """A type that can be stored."""
        rng = self.rng
        if depth < 2 and rng.random() < 0.5:
            return self._made(depth)
        options: list[Type] = [self.number(), self.key(), t.TextType(rng.choice([1, 4, 9])), t.SCRIPT, t.LOCK]
        options += [t.SIGNATURE, t.BoundedBytesType(rng.choice([1, 3, 8]))]
        return rng.choice(options)

    def _made(self, depth: int) -> Type:
        rng = self.rng
        options: list[Type] = [
            t.ArrayType(self.any(depth + 1), rng.randint(1, 3)),
            t.ListType(self.any(depth + 1), rng.randint(1, 4)),
            t.SetType(self.key(), rng.randint(1, 4)),
            t.MapType(self.key(), self.certain(depth + 1), rng.randint(1, 3)),
            *self.enums[-3:],
            *self.structs[-3:],
        ]
        options.append(t.OptionType(self.certain(depth + 1)))
        return rng.choice(options)

    def certain(self, depth: int) -> Type:
        """No option."""
        made = self.any(depth)
        return made.inner if isinstance(made, t.OptionType) else made


def written(type_: Type) -> str:
    """The type as the source writes it."""
    return f"coins {type_.unit.name}" if isinstance(type_, t.CoinsType) else show(type_)
