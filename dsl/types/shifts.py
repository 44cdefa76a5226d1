"""Shifts, and arithmetic that wraps around or stops at the ends of one machine type.

All of it is exact arithmetic followed by something that brings the result back: a remainder, or a bound.
"""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.expressions import (
    CollectionCall,
    CollectionOp,
    ConstRef,
    Convert,
    Expression,
    FieldOf,
    FieldRef,
    IntLiteral,
    LocalRef,
    ParamRef,
    Rounding,
    Shift,
)
from vprog.dsl.program.types import (
    ArrayType,
    ExactType,
    IntType,
    ListType,
    StructType,
    Type,
    UnitType,
    integer_of,
    unit_of,
)
from vprog.dsl.source.span import Span
from vprog.dsl.types.context import Context
from vprog.dsl.types.operators import bad_operand, binary, divide, min_max
from vprog.dsl.types.ranges import MAX_BITS, Range, bits_needed
from vprog.dsl.types.values import describe, range_of, takes_any_unit

MAX_SHIFT = 255
FUNCTIONS = {
    f"{how}_{what}": (how, op)
    for how in ("wrapping", "saturating")
    for what, op in (("add", "+"), ("sub", "-"), ("mul", "*"))
}


def shift(ctx: Context, span: Span, left: bool, value: Expression, amount: Expression) -> Expression | None:
    """`value << amount` or `value >> amount`, of numbers that are never negative."""
    sign = "<<" if left else ">>"
    for operand in (value, amount):
        if not isinstance(operand.type, ExactType):
            return bad_operand(ctx, sign, operand)
    assert isinstance(value.type, ExactType) and isinstance(amount.type, ExactType)
    found, places = range_of(value.type), range_of(amount.type)
    if amount.type.unit is not None:
        return bad_operand(ctx, sign, amount)
    if found.low < 0:
        return _bad(ctx, value, "what is shifted", found)
    if places.low < 0 or places.high > MAX_SHIFT:
        return _bad(ctx, amount, "the number of places", places)
    if places.low == places.high:
        factor = IntLiteral(amount.span, ExactType(1 << places.low, 1 << places.low), 1 << places.low)
        if left:
            return binary(ctx, span, "*", value, factor)
        return divide(ctx, span, Rounding.FLOOR, value, factor)
    if left:
        room = Range(found.low << places.low, found.high << places.high)
    else:
        room = Range(found.low >> places.high, found.high >> places.low)
    if bits_needed(room) > MAX_BITS:
        from vprog.dsl.rules.vp0401_too_wide import report

        return report(ctx.bag, span, bits_needed(room))
    return Shift(span, ExactType(room.low, room.high, value.type.unit), left, value, amount)


def bounded(ctx: Context, scope: Scope, span: Span, name: str, a: Expression, b: Expression) -> Expression | None:
    """`wrapping_add(a, b)` and its like: in the one machine type that both are declared with."""
    how, op = FUNCTIONS[name]
    for operand in (a, b):
        if not isinstance(operand.type, ExactType):
            return bad_operand(ctx, name, operand)
    one, other = declared_number(ctx, scope, a), declared_number(ctx, scope, b)
    if takes_any_unit(a):
        one = other
    if takes_any_unit(b):
        other = one
    integer = integer_of(one) if one is not None else None
    if one is None or integer is None or one != other:
        from vprog.dsl.rules.vp0328_no_common_machine_type import report

        return report(ctx.bag, span, name, _show(one, a), _show(other, b))
    exact = binary(ctx, span, op, a, b)
    if exact is None:
        return None
    unit = unit_of(one)
    if how == "saturating":
        capped = min_max(ctx, span, "min", exact, _literal(span, integer.high, unit))
        return min_max(ctx, span, "max", capped, _literal(span, integer.low, unit)) if capped is not None else None
    return _wrapped(ctx, span, exact, integer, unit)


def _wrapped(ctx: Context, span: Span, exact: Expression, integer: IntType, unit: UnitType | None) -> Expression | None:
    """`exact` modulo 2^bits, in the range of the type: shifted up by a multiple of 2^bits first, where it may be
    negative, since a remainder is of numbers that never are."""
    assert isinstance(exact.type, ExactType)
    turn = 1 << integer.bits
    lowest = exact.type.low - integer.low
    up = -(lowest // turn) * turn if lowest < 0 else 0
    raised = binary(ctx, span, "+", exact, _literal(span, up - integer.low, unit)) if up - integer.low else exact
    rest = binary(ctx, span, "%", raised, _literal(span, turn, unit)) if raised is not None else None
    if rest is None or integer.low == 0:
        return rest
    return binary(ctx, span, "+", rest, _literal(span, integer.low, unit))


def declared_number(ctx: Context, scope: Scope, value: Expression) -> Type | None:
    """The declared integer type that a value was read as; None for the result of arithmetic. `Shares(x)` and `plain(x)`
    read the same number as one of another type."""
    found = declared_of(ctx, scope, value)
    if not isinstance(found, IntType | UnitType):
        return None
    integer = integer_of(found)
    if integer is None or not isinstance(value.type, ExactType) or value.type.unit == unit_of(found):
        return found
    shown = value.type.unit
    return integer if shown is None else shown if range_of(value.type).inside(_room(shown.repr)) else None


def declared_of(ctx: Context, scope: Scope, value: Expression) -> Type | None:
    """The declared type of what an expression reads; None where it computes something new."""
    match value:
        case ParamRef() | LocalRef():
            binding = scope.find(value.name)
            return binding.declared if binding else None
        case FieldRef():
            binding = scope.find(value.role)
            if value.role == "self" and binding is None:
                # In an address or an invariant: a field of the resource itself.
                binding = scope.find(value.field)
                return binding.declared if binding else None
            if binding is None:
                return None
            resource = ctx.symbols.resources.get(binding.resource or "")
            field = next((f for f in resource.fields if f.name == value.field), None) if resource else None
            declared = field.type if field else None
            return unit_of(declared) or declared if declared is not None else None
        case FieldOf():
            return value.value.type.field(value.field) if isinstance(value.value.type, StructType) else None
        case CollectionCall(op=CollectionOp.INDEX):
            sequence = value.subject.type
            return sequence.element if isinstance(sequence, ArrayType | ListType) else None
        case ConstRef():
            constant = ctx.symbols.constants.get(value.name)
            return constant.type if constant else None
        case Convert():
            return value.type
        case _:
            return None


def _room(integer: IntType) -> Range:
    return Range(integer.low, integer.high)


def _literal(span: Span, value: int, unit: UnitType | None) -> IntLiteral:
    return IntLiteral(span, ExactType(value, value, unit), value)


def _show(type_: Type | None, value: Expression) -> str:
    integer = integer_of(type_) if type_ is not None else None
    if integer is None or type_ is None:
        return f"the result of arithmetic ({describe(value)})"
    return f"`{type_.name if isinstance(type_, IntType | UnitType) else integer.name}`"


def _bad(ctx: Context, operand: Expression, what: str, found: Range) -> None:
    from vprog.dsl.rules.vp0414_bad_shift import report

    report(ctx.bag, operand.span, what, found.low, found.high)
