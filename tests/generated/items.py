"""The items of a program before its instructions: their model, and their text."""

from __future__ import annotations

from random import Random

from generated.declared import COIN, GOLD, Declared, ResourceModel, Types, written
from vprog.dsl.layout.sizes import size_bounds
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type

LARGEST = 3_000
"""Bytes of a resource: generous for a language of 10,000, and quick to run."""
Fields = tuple[tuple[str, Type], ...]
FIELD_NAMES = ("self", "impl", "loop", "mod", "as_", "async", "to", "from", "view", "type", "id", "len", "x", "y")
"""Words of this and other languages that are names all the same."""


def declare(rng: Random) -> Declared:
    """Everything that instructions can use, small enough to be stored."""
    while True:
        made = _declare(rng)
        if all(sum(size_bounds(type_)[1] for _, type_ in r.fields) < LARGEST for r in made.resources):
            return made


def _declare(rng: Random) -> Declared:
    types = Types(rng)
    types.resources = ["Board", "Item", "Leaf"]
    for number in range(rng.randint(1, 2)):
        types.enums.append(t.EnumType(f"Plain{number}", tuple(f"V{i}a" for i in range(rng.randint(2, 4)))))
    for number in range(rng.randint(1, 2)):
        types.structs.append(t.StructType(f"Pair{number}", _fields(rng, types, 1, 3)))
    variants = tuple(f"Case{i}" for i in range(rng.randint(2, 4)))
    payloads = tuple(() if i == 0 else _fields(rng, types, 0 if i > 1 else 1, 2) for i in range(len(variants)))
    types.enums.append(t.EnumType("Shape", variants, payloads))
    types.structs.append(t.StructType("Whole", (*_fields(rng, types, 1, 2), ("inner", types.structs[0]))))
    errors = tuple((f"Fail{i}", _fields(rng, types, 0, 2, number=True)) for i in range(3))
    events = tuple((f"Event{i}", _fields(rng, types, 0 if i else 1, 3)) for i in range(2))
    return Declared(
        tuple(types.enums),
        tuple(types.structs),
        (("Plain", ()), *errors),
        events,
        _resources(rng, types),
        _constants(rng),
    )


def _fields(rng: Random, types: Types, low: int, high: int, *, number: bool = False) -> Fields:
    names = rng.sample([*FIELD_NAMES[:-2], "left", "right", "wide"], rng.randint(low, high))
    return tuple((name, types.number() if number else types.any(1)) for name in names)


def _resources(rng: Random, types: Types) -> tuple[ResourceModel, ...]:
    def some(low: int, high: int, start: str) -> Fields:
        found: list[tuple[str, Type]] = []
        for number in range(rng.randint(low, high)):
            type_ = types.any()
            found.append((f"{start}{number}", t.U64 if type_ == t.LOCK else type_))
        rng.shuffle(found)
        return tuple(found)

    covenant, lock = ("covenant", t.COVENANT_ID), ("lock", t.LOCK)
    members = ("members", t.SetType(t.AddressType("Item"), 4))
    board = (
        ("kept", t.HeldType(COIN)),
        covenant,
        members,
        *some(5, 8, "b"),
        ("n", t.U64),
        ("gold", t.HeldType(GOLD)),
        lock,
    )
    first = ("first", t.LOCK_ID)
    item = (*some(1, 3, "i"), ("has", t.HeldType(COIN)), first, lock, ("gold", t.HeldType(GOLD)), ("count", t.U32))
    number = ("number", rng.choice([t.U8, t.U16, t.U32, t.U64, t.BOOL, t.BytesType(3), *types.enums[:1]]))
    leaf = (("owner", t.LOCK_ID), number, ("stock", t.HeldType(COIN)), *some(1, 2, "l"), lock)
    return (
        ResourceModel("Board", board, 'label("the {board}")', frozenset(("covenant", "members")), label=True),
        ResourceModel("Item", item, "lock(first)", frozenset(("first",))),
        ResourceModel("Leaf", leaf, "(owner, number)", frozenset(("owner", "number"))),
    )


def _constants(rng: Random) -> tuple[tuple[str, Type, int | bytes | bool], ...]:
    return (
        ("LIMIT", t.U64, rng.choice([0, 7, 1000, 1 << 63])),
        ("LOWEST", t.IntType(True, 16), rng.choice([-7, 3, 32767])),
        ("FEE", COIN, rng.choice([0, 5, 10**9])),
        ("MARK", t.HASH, bytes(32)),
        ("YES", t.BOOL, rng.random() < 0.5),
    )


def item_text(rng: Random, declared: Declared, genesis: bytes) -> list[str]:
    """The source of all of them."""
    lines = ["unit Coin: u64", "unit Gold: u128 { bar: 12, ounce: 3 }", "unit Temp: i32", "unit Score: u64", ""]
    lines += ["type Other = u32", f"const GENESIS: PubKey = 0x{genesis.hex()}"]
    for name, type_, value in declared.constants:
        shown = f"0x{value.hex()}" if isinstance(value, bytes) else str(value).lower()
        lines.append(f"const {name}: {t.show(type_)} = {shown}")
    for enum in declared.enums:
        cases = [f"{v}{_block(enum.payload(v))}" for v in enum.variants]
        lines.append(f"enum {enum.name} {{ {', '.join(cases)} }}")
    for struct in declared.structs:
        lines.append(f"struct {struct.name}{_block(struct.fields)}")
    lines.append("linear struct Ticket { amount: Coin, note: text<=9, on: Other }")
    lines.append("error {")
    for name, fields in declared.errors:
        shown = " ".join(f"{field} {{{field}}}" for field, _ in fields)
        lines.append(f'    {name} "it {{{{fails}}}} {shown}"{_block(fields)}')
    lines.append("}")
    for name, fields in declared.events:
        lines += ["/// Said */ to {nobody} # in particular", f"event {name}{_block(fields) or ' {}'}"]
    for resource in declared.resources:
        lines.append(f"resource {resource.name} at {resource.at}{_block(resource.fields)}")
    return lines


def _block(fields: Fields) -> str:
    return f" {{ {', '.join(f'{name}: {written(type_)}' for name, type_ in fields)} }}" if fields else ""
