"""The types of values in a typed program. Equality is structural; nominal types carry their name."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.frozen import record


@record
class BoolType:
    """One byte on the wire: 0 or 1, nothing else."""


@record
class IntType:
    """A machine integer, little-endian on the wire, `bits` in 8, 16, 32, 64, 128, 256."""

    signed: bool
    bits: int

    @property
    def low(self) -> int:
        return -(1 << (self.bits - 1)) if self.signed else 0

    @property
    def high(self) -> int:
        return (1 << (self.bits - 1)) - 1 if self.signed else (1 << self.bits) - 1

    @property
    def name(self) -> str:
        return f"{'i' if self.signed else 'u'}{self.bits}"


@record
class UnitType:
    """A nominal integer: `unit Sompi: u64`. Two units never mix."""

    name: str
    repr: IntType


@record
class OutputIndexType:
    """Index of an output of the L1 transaction; u32 on the wire."""


@record
class BytesType:
    """`bytes[N]`: exactly N raw bytes."""

    size: int


@record
class OpaqueType:
    """A nominal value: `Hash`, `PubKey`, `LockId`, `CovenantId` (32 bytes) or `Signature` (64)."""

    name: str
    size: int = 32


@record
class AddressType:
    """`Address<R>`: the 32-byte id of a resource of kind R."""

    resource: str


@record
class LockType:
    """`tag || body` (framework section 7.2); self-delimiting, so a tail in layouts."""


@record
class ScriptType:
    """`L1Script`: a standard script public key, `tag || payload` (framework section 10.1); a tail in layouts."""


@record
class BoundedBytesType:
    """`bytes<=N`: at most `max` raw bytes; u16 length first, a tail in layouts."""

    max: int


@record
class TextType:
    """`text<=N`: UTF-8 text of at most `max` bytes; u16 length first, a tail in layouts."""

    max: int


@record
class ArrayType:
    """`[T; N]`: exactly `size` elements one after the other; fixed where the element is, else a tail."""

    element: Type
    size: int


@record
class ListType:
    """`list<T, max N>`: u16 count, then the elements; a tail."""

    element: Type
    max: int


@record
class SetType:
    """`set<T, max N>`: as a list, strictly ascending (numbers by value, bytes lexicographically); a tail."""

    element: Type
    max: int


@record
class MapType:
    """`map<K, V, max N>`: u16 count, then key and value in turn, keys strictly ascending; a tail."""

    key: Type
    value: Type
    max: int


@record
class StructType:
    """A declared struct: its fields one after the other; fixed where all fields are, else a tail. A `linear` one is
    value in flight: it has no wire form, and ends exactly once on every path."""

    name: str
    fields: tuple[tuple[str, Type], ...]
    linear: bool = False

    def field(self, name: str) -> Type:
        return next(type_ for field, type_ in self.fields if field == name)


@record
class EnumType:
    """A declared enum: u8, the variant's index in declaration order, then the fields of its payload.

    `payloads` is empty for an enum without any payload, which is one fixed byte; otherwise it has the named fields of
    each variant, and the enum is a tail."""

    name: str
    variants: tuple[str, ...]
    payloads: tuple[tuple[tuple[str, Type], ...], ...] = ()

    def payload(self, variant: str) -> tuple[tuple[str, Type], ...]:
        """The fields that come with a variant."""
        return self.payloads[self.variants.index(variant)] if self.payloads else ()


@record
class OptionType:
    """`T?`: a flag byte 0 or 1, then the value when 1; a tail in layouts."""

    inner: Type


@record
class HeldType:
    """`held U`: value kept in a resource. Moves, is never assigned; reads as a number of the unit."""

    unit: UnitType


@record
class CoinsType:
    """Linear value in flight, of one unit. Made by take, claim, mint; ended by put, create, exit, burn."""

    unit: UnitType


@record
class ExactType:
    """The type of an integer expression: exact, somewhere in `[low, high]`, of a unit or plain (`unit is None`)."""

    low: int
    high: int
    unit: UnitType | None = None


Type = (
    BoolType
    | IntType
    | UnitType
    | OutputIndexType
    | BytesType
    | OpaqueType
    | AddressType
    | LockType
    | ScriptType
    | EnumType
    | BoundedBytesType
    | TextType
    | ArrayType
    | ListType
    | SetType
    | MapType
    | StructType
    | OptionType
    | HeldType
    | CoinsType
    | ExactType
)

CollectionType = ArrayType | ListType | SetType | MapType

BOOL = BoolType()
U8, U16, U32, U64, U128, U256 = (IntType(False, bits) for bits in (8, 16, 32, 64, 128, 256))
LOCK = LockType()
SCRIPT = ScriptType()
OUTPUT_INDEX = OutputIndexType()
HASH, PUB_KEY, LOCK_ID, COVENANT_ID = (OpaqueType(name) for name in ("Hash", "PubKey", "LockId", "CovenantId"))
SIGNATURE = OpaqueType("Signature", 64)


def integer_of(type_: Type) -> IntType | None:
    """The machine integer that a declared type is stored as, or None for a type that is not a number."""
    match type_:
        case IntType():
            return type_
        case UnitType():
            return type_.repr
        case HeldType():
            return type_.unit.repr
        case OutputIndexType():
            return U32
        case _:
            return None


def unit_of(type_: Type) -> UnitType | None:
    """The unit a type is counted in, if any."""
    match type_:
        case UnitType():
            return type_
        case HeldType() | CoinsType() | ExactType():
            return type_.unit
        case _:
            return None


def is_number(type_: Type) -> bool:
    """Computed with as a number; coins count as what they hold."""
    return isinstance(type_, ExactType | CoinsType) or integer_of(type_) is not None


def element_of(type_: Type) -> Type:
    """What an array, a list or a set holds, the keys of a map: what `for` goes through and `contains` asks for. Of any
    other type there is none: ask `isinstance(type_, CollectionType)` before."""
    assert isinstance(type_, CollectionType), type_
    return type_.key if isinstance(type_, MapType) else type_.element


def contained(type_: Type) -> Iterator[Type]:
    """A type, then those that its values are made of, at any depth."""
    yield type_
    match type_:
        case ArrayType() | ListType() | SetType():
            inner: tuple[Type, ...] = (type_.element,)
        case MapType():
            inner = (type_.key, type_.value)
        case StructType():
            inner = tuple(field for _, field in type_.fields)
        case EnumType():
            inner = tuple(field for payload in type_.payloads for _, field in payload)
        case OptionType():
            inner = (type_.inner,)
        case _:
            return
    for one in inner:
        yield from contained(one)


def is_linear(type_: Type | None) -> bool:
    """Value in flight: every binding of the type ends exactly once."""
    return isinstance(type_, CoinsType) or (isinstance(type_, StructType) and type_.linear)


def show(type_: Type) -> str:
    """The type as an author would write it (an exact type as its range)."""
    match type_:
        case BoolType():
            return "bool"
        case IntType() | UnitType() | OpaqueType() | EnumType() | StructType():
            return type_.name
        case BoundedBytesType():
            return f"bytes<={type_.max}"
        case TextType():
            return f"text<={type_.max}"
        case ArrayType():
            return f"[{show(type_.element)}; {type_.size}]"
        case ListType():
            return f"list<{show(type_.element)}, max {type_.max}>"
        case SetType():
            return f"set<{show(type_.element)}, max {type_.max}>"
        case MapType():
            return f"map<{show(type_.key)}, {show(type_.value)}, max {type_.max}>"
        case OutputIndexType():
            return "OutputIndex"
        case BytesType():
            return f"bytes[{type_.size}]"
        case AddressType():
            return f"Address<{type_.resource}>"
        case LockType():
            return "Lock"
        case ScriptType():
            return "L1Script"
        case OptionType():
            return f"{show(type_.inner)}?"
        case HeldType():
            return f"held {type_.unit.name}"
        case CoinsType():
            return f"{type_.unit.name} coins"
        case ExactType():
            return type_.unit.name if type_.unit else f"integer in {type_.low}..={type_.high}"
