"""Expressions of a typed program. Every node carries its span and its type; every name is resolved."""

from __future__ import annotations

from enum import Enum

from vprog.dsl.frozen import record
from vprog.dsl.program.aggregates import (
    CollectionCall,
    CollectionLiteral,
    FieldOf,
    StructLiteral,
    VariantLiteral,
)
from vprog.dsl.program.aggregates import CollectionOp as CollectionOp
from vprog.dsl.program.types import (
    AddressType,
    BoolType,
    CoinsType,
    ExactType,
    OpaqueType,
    OptionType,
    Type,
    UnitType,
)
from vprog.dsl.source.span import Span


@record
class ErrorUse:
    """One use of an error: which, and its arguments in the order the error declares them."""

    span: Span
    error: str
    arguments: tuple[tuple[str, Expression], ...] = ()


@record
class IntLiteral:
    span: Span
    type: ExactType
    value: int


@record
class BoolLiteral:
    span: Span
    type: BoolType
    value: bool


@record
class BytesLiteral:
    """A literal of an opaque or `bytes[N]` type, of exactly that many bytes; of a `bytes<=N`, of at most N; or of a
    `text<=N`: then the value is its UTF-8 bytes."""

    span: Span
    type: Type
    value: bytes


@record
class EnumLiteral:
    span: Span
    type: Type
    variant: str


@record
class ConstRef:
    """A declared constant; `Program.constant(name)` has its value."""

    span: Span
    type: Type
    name: str


@record
class ParamRef:
    """A parameter. A number has an ExactType as wide as its declared type, or narrower where a condition that holds
    here says so; the same goes for LocalRef, FieldRef, FieldOf and CollectionCall."""

    span: Span
    type: Type
    name: str


@record
class LocalRef:
    """A `let` or `var` or pattern binding in scope."""

    span: Span
    type: Type
    name: str


@record
class FieldRef:
    """The current value of a field of a role; a held field reads as a number of its unit."""

    span: Span
    type: Type
    role: str
    field: str


@record
class RoleId:
    """`role.id`: the address of the resource in that role."""

    span: Span
    type: AddressType
    role: str


class BinaryOp(Enum):
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    EQUAL = "=="
    NOT_EQUAL = "!="
    LESS = "<"
    LESS_EQUAL = "<="
    GREATER = ">"
    GREATER_EQUAL = ">="
    AND = "and"
    OR = "or"


OPPOSITE = {
    BinaryOp.EQUAL: BinaryOp.NOT_EQUAL,
    BinaryOp.NOT_EQUAL: BinaryOp.EQUAL,
    BinaryOp.LESS: BinaryOp.GREATER_EQUAL,
    BinaryOp.LESS_EQUAL: BinaryOp.GREATER,
    BinaryOp.GREATER: BinaryOp.LESS_EQUAL,
    BinaryOp.GREATER_EQUAL: BinaryOp.LESS,
}
"""The comparison that holds where another one does not."""


@record
class Binary:
    """Exact arithmetic on numbers of one unit, comparison, or short-circuit logic."""

    span: Span
    type: Type
    op: BinaryOp
    left: Expression
    right: Expression


@record
class Not:
    span: Span
    type: BoolType
    operand: Expression


class Rounding(Enum):
    FLOOR = "floor"
    CEIL = "ceil"


@record
class Divide:
    """`div_floor(a, b)`, `div_ceil(a, b)`; `mul_div(a, b, c, mode)` is Divide(a * b, c). `zero`: b is 0 at run time."""

    span: Span
    type: ExactType
    rounding: Rounding
    left: Expression
    right: Expression
    zero: ErrorUse | None


@record
class Remainder:
    """`a % b` of non-negative numbers; `zero` when b is 0 at run time."""

    span: Span
    type: ExactType
    left: Expression
    right: Expression
    zero: ErrorUse | None


@record
class MinMax:
    """`min(a, b)` (`largest` false) or `max(a, b)`."""

    span: Span
    type: ExactType
    largest: bool
    left: Expression
    right: Expression


@record
class Convert:
    """An exact integer meets a declared type. `error` is None when the ranges prove that it fits."""

    span: Span
    type: Type
    value: Expression
    error: ErrorUse | None


@record
class LockIdOf:
    """`id(lock)`: SHA-256(03 || tag || body)."""

    span: Span
    type: OpaqueType
    lock: Expression


@record
class OptionSome:
    span: Span
    type: OptionType
    value: Expression


@record
class OptionNone:
    span: Span
    type: OptionType


@record
class Unwrap:
    """`option else Error`: the value inside, or the error. Only as the whole value of a `let`."""

    span: Span
    type: Type
    option: Expression
    error: ErrorUse


@record
class Take:
    """`role.field.take(amount) else Error`: coins out of a held field; the error when it holds less."""

    span: Span
    type: CoinsType
    role: str
    field: str
    amount: Expression
    error: ErrorUse


@record
class Claim:
    """`claim(output, covenant)`: the value of an L1 output that pays the covenant's deposit address, once."""

    span: Span
    type: CoinsType
    output: Expression
    covenant: Expression


@record
class Mint:
    """`Unit.mint(amount)`: new value, only in the program or module that declares the unit."""

    span: Span
    type: CoinsType
    amount: Expression


@record
class CoinsValue:
    """`coins.value`: how much a coins binding holds, without moving it."""

    span: Span
    type: ExactType
    coins: str


@record
class Shift:
    """`value << amount` or `value >> amount` (floor) of non-negative numbers: multiplied or divided by 2^amount."""

    span: Span
    type: ExactType
    left: bool
    value: Expression
    amount: Expression


@record
class Random:
    """`random(nonce)`: SHA-256(05 || context hash || tx id || merge index u32 || nonce u64), a Hash.

    `random(nonce, n)`: those bytes as a little-endian number, modulo `below` (at least 1 by its range, at most 64 bits
    wide)."""

    span: Span
    type: Type
    nonce: Expression
    below: Expression | None


@record
class After:
    """`after(score)`: L1 itself has made sure that this transaction comes at this DAA score or later: its lock time is
    a DAA score of at least `score`, and not all of its inputs switch the lock time off."""

    span: Span
    type: BoolType
    score: Expression


class TxPart(Enum):
    """What a body can know of its L1 transaction."""

    ID = "id"
    """Its id, a Hash."""
    OUTPUT_COUNT = "outputs.len"
    OUTPUT_VALUE = "value"
    """(index) What the output is worth in sompi, a plain u64; NoSuchOutput outside."""
    OUTPUT_PAYS = "pays"
    """(index, script) Whether the output pays this L1Script; NoSuchOutput outside."""


@record
class TxField:
    """`tx.id`, `tx.outputs.len`, `tx.outputs[i].value`, `tx.outputs[i].pays(script)`."""

    span: Span
    type: Type
    part: TxPart
    arguments: tuple[Expression, ...]


@record
class RoleCount:
    """`voters.len`: how many resources a role list has in this action."""

    span: Span
    type: ExactType
    role: str


@record
class Old:
    """`old(value)` in an invariant: as it was before the body ran. Numbers of a resource that is not live read as 0."""

    span: Span
    type: Type
    value: Expression


Expression = (
    IntLiteral
    | BoolLiteral
    | BytesLiteral
    | EnumLiteral
    | ConstRef
    | ParamRef
    | LocalRef
    | FieldRef
    | RoleId
    | Binary
    | Not
    | Divide
    | Remainder
    | MinMax
    | Convert
    | LockIdOf
    | OptionSome
    | OptionNone
    | Unwrap
    | Take
    | Claim
    | Mint
    | CoinsValue
    | StructLiteral
    | FieldOf
    | VariantLiteral
    | CollectionLiteral
    | CollectionCall
    | Shift
    | Random
    | After
    | TxField
    | RoleCount
    | Old
)


def exact(low: int, high: int, unit: UnitType | None = None) -> ExactType:
    """Shorthand for the type of an integer expression."""
    return ExactType(low, high, unit)
