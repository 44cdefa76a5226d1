"""Small questions about typed expressions that several steps ask."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.expressions import (
    Binary,
    BytesLiteral,
    CoinsValue,
    CollectionCall,
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
    Remainder,
    Shift,
)
from vprog.dsl.program.types import (
    BOOL,
    ExactType,
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
    """The width of the widest declared type among the operands; literals count nothing (language rule 4)."""
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
