"""The types of values in a typed program. Equality is structural; nominal types carry their name."""

from __future__ import annotations

from vprog.dsl.program.node import node


@node
class BoolType:
    """One byte on the wire: 0 or 1, nothing else."""


@node
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


@node
class UnitType:
    """A nominal integer: `unit Sompi: u64`. Two units never mix."""

    name: str
    repr: IntType


@node
class OutputIndexType:
    """Index of an output of the L1 transaction; u32 on the wire."""


@node
class BytesType:
    """`bytes[N]`: exactly N raw bytes."""

    size: int


@node
class OpaqueType:
    """A 32-byte nominal value: `Hash`, `PubKey`, `LockId` or `CovenantId`."""

    name: str
    size: int = 32


@node
class AddressType:
    """`Address<R>`: the 32-byte id of a resource of kind R."""

    resource: str


@node
class LockType:
    """`tag || body` (framework section 7.2); self-delimiting, so a tail in layouts."""


@node
class ScriptType:
    """`L1Script`: a standard script public key, `tag || payload` (framework section 10.1); a tail in layouts."""


@node
class EnumType:
    """A declared enum without payloads; one byte, the variant's index in declaration order."""

    name: str
    variants: tuple[str, ...]


@node
class OptionType:
    """`T?`: a flag byte 0 or 1, then the value when 1; a tail in layouts."""

    inner: Type


@node
class HeldType:
    """`held U`: value kept in a resource. Moves, is never assigned; reads as a number of the unit."""

    unit: UnitType


@node
class CoinsType:
    """Linear value in flight, of one unit. Made by take, claim, mint; ended by put, create, exit, burn."""

    unit: UnitType


@node
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
    | OptionType
    | HeldType
    | CoinsType
    | ExactType
)

BOOL = BoolType()
U8, U16, U32, U64, U128 = (IntType(False, bits) for bits in (8, 16, 32, 64, 128))
LOCK = LockType()
SCRIPT = ScriptType()
OUTPUT_INDEX = OutputIndexType()
HASH, PUB_KEY, LOCK_ID, COVENANT_ID = (OpaqueType(name) for name in ("Hash", "PubKey", "LockId", "CovenantId"))


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


def show(type_: Type) -> str:
    """The type as an author would write it (an exact type as its range)."""
    match type_:
        case BoolType():
            return "bool"
        case IntType() | UnitType() | OpaqueType() | EnumType():
            return type_.name
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
