"""Small questions about typed expressions that several steps ask."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.expressions import (
    Binary,
    BytesLiteral,
    CoinsValue,
    CollectionCall,
    CollectionOp,
    ConstRef,
    Convert,
    Divide,
    Expression,
    FieldOf,
    FieldRef,
    IntLiteral,
    LocalRef,
    MinMax,
    OptionNone,
    ParamRef,
    Random,
    Remainder,
    RoleCount,
    Shift,
    TxField,
    TxPart,
)
from vprog.dsl.program.types import (
    BOOL,
    U64,
    ExactType,
    IntType,
    ListType,
    OutputIndexType,
    TextType,
    Type,
    UnitType,
    integer_of,
    show,
    unit_of,
)
from vprog.dsl.program.walk import operands
from vprog.dsl.types import facts
from vprog.dsl.types.ranges import Range, bits_needed

UNTYPED_LIST = ListType(BOOL, 0)
"""The type of a list in brackets that has not met its place yet; no list is declared with `max 0`."""


def value_type(declared: Type) -> Type:
    """The type of an expression that reads something declared: a number becomes exact and as wide as declared."""
    integer = integer_of(declared)
    if integer is None or isinstance(declared, OutputIndexType):
        return declared
    return ExactType(integer.low, integer.high, unit_of(declared))


def range_of(type_: ExactType) -> Range:
    return Range(type_.low, type_.high)


def is_literal(value: Expression) -> bool:
    """Built from literals alone, so it is known when the program is compiled."""
    match value:
        case IntLiteral():
            return True
        case Binary() | Divide() | Remainder() | MinMax() | Shift():
            return all(is_literal(part) for part in operands(value))
        case _:
            return False


def takes_any_unit(value: Expression) -> bool:
    """Built from literals alone, none of which has a unit by its suffix."""
    match value:
        case IntLiteral():
            return value.type.unit is None
        case Binary() | Divide() | Remainder() | MinMax() | Shift():
            return all(takes_any_unit(part) for part in operands(value))
        case _:
            return False


def declared_bits(value: Expression, scope: Scope) -> int:
    """The width of the widest declared type among the operands; literals count nothing, and neither do numbers that
    nobody declared: loop counters and `.len` (language rule 4)."""
    match value:
        case Binary() | Divide() | Remainder() | MinMax() | Shift():
            return max(declared_bits(part, scope) for part in operands(value))
        case LocalRef():
            binding = scope.find(value.name)
            return binding.bits if binding else 0
        case Convert():
            integer = integer_of(value.type)
            return integer.bits if integer else 0
        case CoinsValue():
            return value.type.unit.repr.bits if value.type.unit else 0
        case ConstRef():
            return bits_needed(range_of(value.type)) if isinstance(value.type, ExactType) else 0
        case TxField(part=TxPart.OUTPUT_VALUE):
            return U64.bits
        case CollectionCall(op=CollectionOp.LENGTH):
            return 0
        case ParamRef() | FieldRef() | FieldOf() | CollectionCall():
            return facts.width(scope, value)
        case _:
            return 0


def changes_sign(value: Expression, room: Range, scope: Scope) -> bool:
    """Whether an operand was declared with values of a sign that `room` does not hold at all (`i64` for `u64`), or
    unsigned where its upper half does not fit (`u64` for `i64`): that is a narrowing at any width."""
    match value:
        case Binary() | Divide() | Remainder() | MinMax() | Shift():
            return any(changes_sign(part, room, scope) for part in operands(value))
        case LocalRef():
            binding = scope.find(value.name)
            if binding is not None and binding.made is not None:
                return changes_sign(binding.made, room, scope)
            declared = integer_of(binding.declared) if binding and binding.declared else None
            return declared is not None and not Range(declared.low, declared.high).inside(room)
        case ParamRef() | FieldRef() | FieldOf() | CollectionCall() | CoinsValue():
            return isinstance(value.type, ExactType) and not range_of(value.type).inside(room)
        case _:
            return False


def overflows_silently(value: Expression, integer: IntType, scope: Scope) -> bool:
    """Whether a value that may not fit needs no `else`: something in it was declared with the width of the target or
    less, and nothing with more. A counter or a length by itself has to fit."""
    room = Range(integer.low, integer.high)
    declared = declared_bits(value, scope)
    return 0 < declared <= integer.bits and not changes_sign(value, room, scope) and _fit(value, room, scope)


def _fit(value: Expression, room: Range, scope: Scope) -> bool:
    """Whether `room` holds every operand that nobody declared a type of and that can be more than one number."""
    match value:
        case Binary() | Divide() | Remainder() | MinMax() | Shift():
            return all(_fit(part, room, scope) for part in operands(value))
        case LocalRef():
            binding = scope.find(value.name)
            if binding is not None and binding.made is not None:
                return _fit(binding.made, room, scope)
            if binding is not None and binding.declared is not None:
                return True
        case CollectionCall(op=CollectionOp.LENGTH) | RoleCount() | Random() | TxField():
            pass
        case _:
            return True
    type_ = value.type
    return not isinstance(type_, ExactType) or type_.low == type_.high or range_of(type_).inside(room)


def describe(value: Expression) -> str:
    """What a value is, for a message."""
    if isinstance(value, OptionNone):
        return "`none`"
    if value.type == UNTYPED_LIST:
        return "a list in brackets"
    if isinstance(value, BytesLiteral) and isinstance(value.type, TextType):
        return f"text of {len(value.value)} bytes"
    if isinstance(value.type, ExactType) and value.type.unit is None:
        return str(value.value) if isinstance(value, IntLiteral) else "an integer"
    return show(value.type)


def unit_name(unit: UnitType | None) -> str:
    return unit.name if unit else "a plain number"
