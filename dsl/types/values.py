"""Small questions about typed expressions that several steps ask."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.expressions import (
    Binary,
    CoinsValue,
    ConstRef,
    Convert,
    Divide,
    Expression,
    FieldRef,
    IntLiteral,
    LocalRef,
    MinMax,
    OptionNone,
    ParamRef,
    Remainder,
)
from vprog.dsl.program.types import ExactType, OutputIndexType, Type, UnitType, integer_of, show, unit_of
from vprog.dsl.types.ranges import Range, bits_needed


def value_type(declared: Type) -> Type:
    """The type of an expression that reads something declared: a number becomes exact and as wide as declared."""
    integer = integer_of(declared)
    if integer is None or isinstance(declared, OutputIndexType):
        return declared
    return ExactType(integer.low, integer.high, unit_of(declared))


def range_of(type_: ExactType) -> Range:
    return Range(type_.low, type_.high)


def is_literal(value: Expression) -> bool:
    """Built from literals alone, so it takes any unit."""
    match value:
        case IntLiteral():
            return True
        case Binary() | Divide() | Remainder() | MinMax():
            return is_literal(value.left) and is_literal(value.right)
        case _:
            return False


def declared_bits(value: Expression, scope: Scope) -> int:
    """The width of the widest declared type among the operands; literals count nothing (language rule 4)."""
    match value:
        case Binary() | Divide() | Remainder() | MinMax():
            return max(declared_bits(value.left, scope), declared_bits(value.right, scope))
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
        case ParamRef() | FieldRef():
            return bits_needed(range_of(value.type)) if isinstance(value.type, ExactType) else 0
        case _:
            return 0


def changes_sign(value: Expression, room: Range, scope: Scope) -> bool:
    """Whether an operand was declared with values of a sign that `room` does not hold at all (`i64` for `u64`), or
    unsigned where its upper half does not fit (`u64` for `i64`): that is a narrowing at any width."""
    match value:
        case Binary() | Divide() | Remainder() | MinMax():
            return changes_sign(value.left, room, scope) or changes_sign(value.right, room, scope)
        case LocalRef():
            binding = scope.find(value.name)
            declared = integer_of(binding.declared) if binding and binding.declared else None
            return declared is not None and not Range(declared.low, declared.high).inside(room)
        case ParamRef() | FieldRef() | CoinsValue():
            return isinstance(value.type, ExactType) and not range_of(value.type).inside(room)
        case _:
            return False


def describe(value: Expression) -> str:
    """What a value is, for a message."""
    if isinstance(value, OptionNone):
        return "`none`"
    if isinstance(value.type, ExactType) and value.type.unit is None:
        return str(value.value) if isinstance(value, IntLiteral) else "an integer"
    return show(value.type)


def unit_name(unit: UnitType | None) -> str:
    return unit.name if unit else "a plain number"
