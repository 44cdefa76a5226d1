"""Operators and arithmetic functions on typed operands: units, ranges, and what may go wrong at run time."""

from __future__ import annotations

from collections.abc import Callable

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    BytesLiteral,
    Divide,
    ErrorUse,
    Expression,
    IntLiteral,
    MinMax,
    Not,
    Remainder,
    Rounding,
)
from vprog.dsl.program.types import (
    BOOL,
    AddressType,
    ArrayType,
    BoolType,
    BoundedBytesType,
    BytesType,
    EnumType,
    ExactType,
    ListType,
    MapType,
    OpaqueType,
    OutputIndexType,
    SetType,
    StructType,
    TextType,
    UnitType,
)
from vprog.dsl.source.span import Span
from vprog.dsl.types import ranges
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.ranges import MAX_BITS, Range, bits_needed
from vprog.dsl.types.values import UNTYPED_LIST, describe, is_literal, range_of, takes_any_unit, unit_name

_ARITHMETIC: dict[str, tuple[BinaryOp, Callable[[Range, Range], Range]]] = {
    "+": (BinaryOp.ADD, ranges.add),
    "-": (BinaryOp.SUBTRACT, ranges.subtract),
    "*": (BinaryOp.MULTIPLY, ranges.multiply),
}
_COMPARABLE = (
    BoolType,
    BytesType,
    OpaqueType,
    AddressType,
    EnumType,
    OutputIndexType,
    BoundedBytesType,
    TextType,
    ArrayType,
    ListType,
    SetType,
    MapType,
    StructType,
)


def binary(
    ctx: Context,
    span: Span,
    op: str,
    left: Expression,
    right: Expression,
    gap: tuple[int | None, int | None] = (None, None),
    scope: Scope | None = None,
) -> Expression | None:
    """`left op right` for every operator of the grammar. `gap` is what is known of the difference of the two; `scope`
    has what a list in brackets names."""
    if op in _ARITHMETIC:
        kind, combine = _ARITHMETIC[op]
        common = _common_unit(ctx, span, op, left, right)
        if common is None:
            return None
        found = combine(_range(left), _range(right))
        if kind is BinaryOp.SUBTRACT:
            found = _within(found, gap)
        type_ = _exact(ctx, span, found, common[0])
        return Binary(span, type_, kind, left, right) if type_ else None
    if op == "%":
        return _remainder(ctx, span, left, right)
    if op == "/":
        from vprog.dsl.rules.vp0405_bare_division import report

        return report(ctx.bag, span)
    if op in ("<<", ">>"):
        from vprog.dsl.types.shifts import shift

        return shift(ctx, span, op == "<<", left, right)
    if op in ("and", "or"):
        if not _all_bool(ctx, op, left, right):
            return None
        return Binary(span, BOOL, BinaryOp(op), left, right)
    return _comparison(ctx, scope or Scope(), span, op, left, right)


def _within(found: Range, gap: tuple[int | None, int | None]) -> Range:
    low = found.low if gap[0] is None else max(found.low, gap[0])
    high = found.high if gap[1] is None else min(found.high, gap[1])
    return Range(low, high) if low <= high else found


def negate(ctx: Context, span: Span, operand: Expression) -> Expression | None:
    """`-operand`: a literal of its own, or 0 minus it."""
    if isinstance(operand, IntLiteral):
        return IntLiteral(span, ExactType(-operand.value, -operand.value), -operand.value)
    return binary(ctx, span, "-", IntLiteral(span, ExactType(0, 0), 0), operand)


def logical_not(ctx: Context, span: Span, operand: Expression) -> Expression | None:
    return Not(span, BOOL, operand) if _all_bool(ctx, "not", operand) else None


def min_max(ctx: Context, span: Span, name: str, left: Expression, right: Expression) -> Expression | None:
    common = _common_unit(ctx, span, name, left, right)
    if common is None:
        return None
    combine = ranges.maximum if name == "max" else ranges.minimum
    type_ = _exact(ctx, span, combine(_range(left), _range(right)), common[0])
    return MinMax(span, type_, name == "max", left, right) if type_ else None


def divide(ctx: Context, span: Span, rounding: Rounding, left: Expression, right: Expression) -> Expression | None:
    """A number by a plain one keeps its unit; by one of its own unit, it loses it."""
    name = f"div_{rounding.value}"
    if not _all_numbers(ctx, name, left, right):
        return None
    top, bottom = _unit(left), _unit(right)
    if bottom is not None and top != bottom:
        return _mixed(ctx, span, name, top, bottom)
    return _quotient(ctx, span, rounding, left, right, None if bottom else top)


def mul_div(
    ctx: Context, span: Span, rounding: Rounding, a: Expression, b: Expression, c: Expression
) -> Expression | None:
    """`a * b / c`: the unit of `c` cancels against one of the factors, and at most one unit stays."""
    if not _all_numbers(ctx, "mul_div", a, b, c):
        return None
    units = [unit for unit in (_unit(a), _unit(b)) if unit]
    bottom = _unit(c)
    if bottom is not None and bottom not in units:
        return _mixed(ctx, span, "mul_div", units[0] if units else None, bottom)
    left_over = list(units)
    if bottom is not None:
        left_over.remove(bottom)
    if len(left_over) > 1:
        return _mixed(ctx, span, "mul_div", *left_over)
    product_type = _exact(ctx, span, ranges.multiply(_range(a), _range(b)), units[0] if len(units) == 1 else None)
    if product_type is None:
        return None
    product = Binary(span, product_type, BinaryOp.MULTIPLY, a, b)
    return _quotient(ctx, span, rounding, product, c, left_over[0] if left_over else None)


def _quotient(
    ctx: Context, span: Span, rounding: Rounding, left: Expression, right: Expression, unit: UnitType | None
) -> Expression | None:
    divide_ranges = ranges.div_floor if rounding is Rounding.FLOOR else ranges.div_ceil
    quotient = divide_ranges(_range(left), _range(right))
    if quotient is None:
        return _zero_divisor(ctx, right)
    type_ = _exact(ctx, span, quotient, unit)
    return Divide(span, type_, rounding, left, right, _zero(right)) if type_ else None


def _remainder(ctx: Context, span: Span, left: Expression, right: Expression) -> Expression | None:
    common = _common_unit(ctx, span, "%", left, right)
    if common is None:
        return None
    for operand in (left, right):
        if _range(operand).low < 0:
            from vprog.dsl.rules.vp0407_negative_remainder import report

            return report(ctx.bag, operand.span, _range(operand).low)
    rest = ranges.remainder(_range(left), _range(right))
    if rest is None:
        return _zero_divisor(ctx, right)
    type_ = _exact(ctx, span, rest, common[0])
    return Remainder(span, type_, left, right, _zero(right)) if type_ else None


def _comparison(
    ctx: Context, scope: Scope, span: Span, op: str, left: Expression, right: Expression
) -> Expression | None:
    kind = BinaryOp(op)
    indices = isinstance(left.type, OutputIndexType) or isinstance(right.type, OutputIndexType)
    if not indices and (isinstance(left.type, ExactType) or isinstance(right.type, ExactType)):
        return Binary(span, BOOL, kind, left, right) if _common_unit(ctx, span, op, left, right) else None
    for operand in (left, right):
        fits = isinstance(operand.type, _COMPARABLE) or (indices and is_literal(operand))
        if isinstance(operand.type, StructType) and operand.type.linear:
            fits = False
        if not fits or kind not in (BinaryOp.EQUAL, BinaryOp.NOT_EQUAL):
            return bad_operand(ctx, op, operand)
    a: Expression | None = left
    b: Expression | None = right
    if left.type != right.type:  # a literal takes the type of what it is compared with
        if isinstance(left, BytesLiteral) or left.type == UNTYPED_LIST or is_literal(left):
            a = convert(ctx, scope, left, right.type)
        else:
            b = convert(ctx, scope, right, left.type)
    return Binary(span, BOOL, kind, a, b) if a is not None and b is not None else None


def _common_unit(
    ctx: Context, span: Span, op: str, left: Expression, right: Expression
) -> tuple[UnitType | None] | None:
    """The unit that two operands share, in a tuple; None when they share none, which is reported."""
    if not _all_numbers(ctx, op, left, right):
        return None
    a, b = _unit(left), _unit(right)
    if a == b or takes_any_unit(right) or (op == "*" and b is None):  # so many times as much
        return (a,)
    if takes_any_unit(left) or (op == "*" and a is None):
        return (b,)
    return _mixed(ctx, span, op, a, b)


def _all_numbers(ctx: Context, op: str, *operands: Expression) -> bool:
    wrong = [operand for operand in operands if not isinstance(operand.type, ExactType)]
    for operand in wrong:
        bad_operand(ctx, op, operand)
    return not wrong


def _all_bool(ctx: Context, op: str, *operands: Expression) -> bool:
    wrong = [operand for operand in operands if operand.type != BOOL]
    for operand in wrong:
        bad_operand(ctx, op, operand)
    return not wrong


def _exact(ctx: Context, span: Span, found: Range, unit: UnitType | None) -> ExactType | None:
    if bits_needed(found) <= MAX_BITS:
        return ExactType(found.low, found.high, unit)
    from vprog.dsl.rules.vp0401_too_wide import report

    return report(ctx.bag, span, bits_needed(found))


def _range(value: Expression) -> Range:
    return range_of(value.type) if isinstance(value.type, ExactType) else Range(0, 0)


def _unit(value: Expression) -> UnitType | None:
    return value.type.unit if isinstance(value.type, ExactType) else None


def _zero(divisor: Expression) -> ErrorUse | None:
    found = _range(divisor)
    return ErrorUse(divisor.span, "DivisionByZero") if found.low <= 0 <= found.high else None


def _zero_divisor(ctx: Context, divisor: Expression) -> None:
    from vprog.dsl.rules.vp0406_divisor_is_zero import report

    report(ctx.bag, divisor.span)


def _mixed(ctx: Context, span: Span, op: str, a: UnitType | None, b: UnitType | None) -> None:
    from vprog.dsl.rules.vp0404_mixed_units import report

    report(ctx.bag, span, op, unit_name(a), unit_name(b))


def bad_operand(ctx: Context, op: str, operand: Expression) -> None:
    from vprog.dsl.rules.vp0303_bad_operand import report

    report(ctx.bag, operand.span, op, describe(operand))
