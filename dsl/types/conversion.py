"""Where a value meets a declared type: the one place that puts `Convert` nodes into a program (language rule 4)."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.expressions import (
    BytesLiteral,
    CollectionLiteral,
    Convert,
    ErrorUse,
    Expression,
    IntLiteral,
    OptionNone,
    OptionSome,
)
from vprog.dsl.program.types import (
    ArrayType,
    BoundedBytesType,
    BytesType,
    CoinsType,
    ExactType,
    HeldType,
    IntType,
    ListType,
    MapType,
    OpaqueType,
    OptionType,
    OutputIndexType,
    SetType,
    TextType,
    Type,
    UnitType,
    integer_of,
    show,
    unit_of,
)
from vprog.dsl.types import facts
from vprog.dsl.types.context import Context
from vprog.dsl.types.ranges import Range, bits_needed
from vprog.dsl.types.values import (
    describe,
    is_literal,
    overflows_silently,
    range_of,
    takes_any_unit,
    unit_name,
)


def convert(
    ctx: Context, scope: Scope, value: Expression | None, target: Type, error: ErrorUse | None = None
) -> Expression | None:
    """The value as one of the declared type `target`; `error` is what the author wrote behind `else`.

    None when it does not fit, which is reported, or when there is no value, which was."""
    if value is None:
        return None
    match target:
        case IntType() | UnitType():
            return _number(ctx, scope, value, target, error)
        case OutputIndexType() if is_literal(value):
            return _number(ctx, scope, value, target, error)
        case HeldType():
            return _held(ctx, value, target, error)
        case CoinsType() if value.type != target:
            return not_coins(ctx, value, show(target))
        case OptionType():
            if value.type == target:
                return _certain(ctx, value, error)
            if isinstance(value, OptionNone):
                return OptionNone(value.span, target)
            inner = convert(ctx, scope, value, target.inner, error)
            return OptionSome(value.span, target, inner) if inner is not None else None
        case BoundedBytesType() | TextType() if isinstance(value, BytesLiteral):
            return _bounded(ctx, value, target, error)
        case ArrayType() | ListType() | SetType() | MapType() if isinstance(value, CollectionLiteral):
            if value.type == target:
                return _certain(ctx, value, error)
            from vprog.dsl.types.aggregates import typed_list

            typed = typed_list(ctx, scope, value, target)
            return _certain(ctx, typed, error) if typed is not None else None
        case OpaqueType() | BytesType() if isinstance(value, BytesLiteral) and isinstance(value.type, BytesType):
            if len(value.value) != target.size:
                from vprog.dsl.rules.vp0302_wrong_length import report

                report(ctx.bag, value.span, show(target), target.size, len(value.value))
                return None
            return _certain(ctx, BytesLiteral(value.span, target, value.value), error)
        case _:
            if value.type != target:
                return mismatch(ctx, value, show(target))
            return _certain(ctx, value, error)


def _bounded(
    ctx: Context, value: BytesLiteral, target: BoundedBytesType | TextType, error: ErrorUse | None
) -> Expression | None:
    """A literal of bytes or text in a type with a bound."""
    if value.type == target:
        return _certain(ctx, value, error)
    if not isinstance(value.type, TextType if isinstance(target, TextType) else BytesType):
        return mismatch(ctx, value, show(target))
    if len(value.value) > target.max:
        from vprog.dsl.rules.vp0327_too_long import report

        return report(ctx.bag, value.span, "bytes", len(value.value), target.max, show(target))
    return _certain(ctx, BytesLiteral(value.span, target, value.value), error)


def mismatch(ctx: Context, value: Expression, needed: str) -> None:
    from vprog.dsl.rules.vp0301_type_mismatch import report

    report(ctx.bag, value.span, describe(value), needed)


def not_coins(ctx: Context, value: Expression, needed: str) -> None:
    """Reports what stands in the place of coins: a number is no value."""
    if not isinstance(value.type, ExactType):
        return mismatch(ctx, value, needed)
    from vprog.dsl.rules.vp0909_value_from_nothing import report

    return report(ctx.bag, value.span, None, needed)


def _certain(ctx: Context, value: Expression, error: ErrorUse | None) -> Expression | None:
    if error is None:
        return value
    from vprog.dsl.rules.vp0307_not_optional import report

    report(ctx.bag, error.span, describe(value))
    return None


def _held(ctx: Context, value: Expression, target: HeldType, error: ErrorUse | None) -> Expression | None:
    if isinstance(value, IntLiteral) and value.value == 0:
        return _certain(ctx, IntLiteral(value.span, ExactType(0, 0, target.unit), 0), error)
    if isinstance(value.type, ExactType):
        from vprog.dsl.rules.vp0909_value_from_nothing import report

        return report(ctx.bag, value.span, show(target))
    if value.type != CoinsType(target.unit):
        return mismatch(ctx, value, f"{show(CoinsType(target.unit))} (or the literal 0)")
    return _certain(ctx, value, error)


def _number(
    ctx: Context, scope: Scope, value: Expression, target: IntType | UnitType | OutputIndexType, error: ErrorUse | None
) -> Expression | None:
    exact, integer = value.type, integer_of(target)
    if not isinstance(exact, ExactType) or integer is None:
        return mismatch(ctx, value, show(target))
    if exact.unit != unit_of(target) and not takes_any_unit(value):
        from vprog.dsl.rules.vp0409_wrong_unit import report

        return report(ctx.bag, value.span, unit_name(exact.unit), unit_name(unit_of(target)))
    found, room = range_of(exact), Range(integer.low, integer.high)
    if found.inside(room):
        if error is not None and not facts.used(scope, value):
            from vprog.dsl.rules.vp0315_needless_else import report

            report(ctx.bag, error.span, show(target))
        return Convert(value.span, target, value, None)
    if found.disjoint(room):
        from vprog.dsl.rules.vp0403_never_fits import report

        return report(ctx.bag, value.span, found.low, found.high, show(target))
    if error is not None:
        return Convert(value.span, target, value, error)
    if overflows_silently(value, integer, scope):
        return Convert(value.span, target, value, ErrorUse(value.span, "Overflow"))
    from vprog.dsl.rules.vp0402_narrowing_needs_else import report

    return report(ctx.bag, value.span, bits_needed(found), show(target), negative=found.low < 0)
