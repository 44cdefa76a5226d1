"""Exact integer expressions: carriers, widening, and the one check where a value meets a declared type."""

from __future__ import annotations

from vprog.codegen.rust import chain, collections, expressions
from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.carriers import U256, WIDE, Carrier, join, narrowest, of_integer
from vprog.codegen.rust.environment import Environment
from vprog.codegen.rust.errors import or_fail
from vprog.codegen.rust.text import limbs
from vprog.dsl.program import expressions as e
from vprog.dsl.program.expressions import BinaryOp, CollectionOp, Expression, Rounding, TxPart
from vprog.dsl.program.types import (
    U16,
    U32,
    U64,
    ExactType,
    OptionType,
    StructType,
    Type,
    element_of,
    integer_of,
)
from vprog.dsl.types.values import is_literal

_CHECKED = {BinaryOp.ADD: "checked_add", BinaryOp.SUBTRACT: "checked_sub", BinaryOp.MULTIPLY: "checked_mul"}


def carrier_of(x: Expression, env: Environment) -> Carrier | None:
    """What the value of `x` is computed in; None for a literal, which takes any type that holds it."""
    if is_literal(x):
        return None
    match x:
        case e.ParamRef():
            return _declared(env.parameter_type(x.name))
        case e.FieldRef():
            return _declared(env.field_type(x.role, x.field))
        case e.ConstRef():
            return _declared(env.program.constant(x.name).type)
        case e.LocalRef():
            return env.locals[x.name][1]
        case e.CoinsValue():
            return env.locals[x.coins][1]
        case e.FieldOf():
            return _declared(_field_type(x))
        case e.Unwrap():
            return _declared(_option_type(x))
        case e.CollectionCall() if x.op is CollectionOp.LENGTH:
            return of_integer(U16)
        case e.CollectionCall():
            return _declared(element_of(x.subject.type))
        case e.RoleCount():
            return of_integer(U16)
        case e.Random():
            return of_integer(U64)
        case e.TxField():
            return of_integer(U32 if x.part is TxPart.OUTPUT_COUNT else U64)
        case e.Shift():
            low, high = bounds(x)
            return join(carrier_of(x.value, env), low=low, high=max(high, bounds(x.value)[1]))
        case e.Binary() | e.Divide() | e.Remainder() | e.MinMax():
            low, high = bounds(x)
            return join(carrier_of(x.left, env), carrier_of(x.right, env), low=_low(x, low), high=_high(x, high))
        case _:
            return _declared(x.type)


def bounds(x: Expression) -> tuple[int, int]:
    """The range that the front end proved for a number."""
    if isinstance(x.type, ExactType):
        return x.type.low, x.type.high
    integer = integer_of(x.type)
    assert integer is not None, x
    return integer.low, integer.high


def common_carrier(left: Expression, right: Expression, env: Environment) -> Carrier:
    """What two numbers are compared in."""
    (a, b), (c, d) = bounds(left), bounds(right)
    known = {carrier_of(left, env), carrier_of(right, env)}
    if U256 in known and known <= {U256, None} and min(a, c) >= 0:
        return U256
    return join(carrier_of(left, env), carrier_of(right, env), low=min(a, c), high=max(b, d))


def natural(x: Expression, env: Environment) -> Carrier:
    """The carrier of a number on its own."""
    return carrier_of(x, env) or narrowest(*bounds(x))


def computing(x: Expression, env: Environment) -> Carrier:
    """The carrier of a number that something is done with: not that of a stored `u256`."""
    found = natural(x, env)
    return WIDE if found is U256 else found


def number(x: Expression, wanted: Carrier, env: Environment) -> rs.Expr:
    """`x` in `wanted`, which holds its range."""
    assert wanted.holds(*bounds(x)), (x, wanted)
    own = carrier_of(x, env)
    if own is None:
        return _literal(x, wanted, env)
    inner = _computed(x, own, env)
    if own == wanted:
        return inner
    if wanted.holds(own.low, own.high):
        return rs.Call(f"{type_name(wanted, env)}::from", (inner,))
    if own in (WIDE, U256):
        if own is U256:
            inner = rs.Call(f"{type_name(WIDE, env)}::from", (inner,))
        narrowed = rs.Call(f"{type_name(wanted, env)}::try_from", (inner,))
        return rs.Method(narrowed, "unwrap_or", (rs.Path(f"{wanted.name}::MAX"),))
    if wanted is U256:
        return rs.Call(f"{type_name(U256, env)}::from", (rs.Cast(inner, f"u{own.name[1:]}"),))
    return rs.Cast(inner, wanted.name)


def converted(x: e.Convert, env: Environment) -> rs.Expr:
    """An exact integer as one of a declared type, checked unless the ranges prove that it fits."""
    integer = integer_of(x.type)
    assert integer is not None
    target = of_integer(integer)
    if x.error is None:
        return number(x.value, target, env)
    inner = x.value
    if isinstance(inner, e.Binary) and all(_fits(part, target, env) for part in (inner.left, inner.right)):
        checked = rs.Method(receiver(inner.left, target, env), _CHECKED[inner.op], (number(inner.right, target, env),))
        return or_fail(checked, x.error, env, option=True)
    exact = number(inner, WIDE if target is U256 else computing(inner, env), env)
    return or_fail(rs.Call(f"{type_name(target, env)}::try_from", (exact,)), x.error, env, option=False)


def _fits(x: Expression, target: Carrier, env: Environment) -> bool:
    own = carrier_of(x, env)
    low, high = bounds(x) if own is None else (own.low, own.high)
    return target.holds(low, high)


def receiver(x: Expression, target: Carrier, env: Environment) -> rs.Expr:
    """`x` as the receiver of a method: a literal needs its type."""
    if carrier_of(x, env) is not None or target in (WIDE, U256):
        return number(x, target, env)
    constant = bounds(x)[0]
    typed = rs.Path(f"{constant}_{target.name}")
    return typed if constant >= 0 else rs.Paren(typed)


def _literal(x: Expression, wanted: Carrier, env: Environment) -> rs.Expr:
    """A number built from literals alone: the front end has worked it out."""
    constant = bounds(x)[0]
    if wanted not in (WIDE, U256):
        return rs.Path(str(constant)) if constant >= 0 else rs.Prefix("-", rs.Path(str(-constant)))
    if 0 <= constant < 1 << 64:
        return rs.Call(f"{type_name(wanted, env)}::from", (rs.Path(f"{constant}_u64"),))
    words = rs.Path(f"[{limbs(constant)}]")
    sign = () if wanted is U256 else (rs.Path("true" if constant < 0 else "false"),)
    return rs.Call(f"{type_name(wanted, env)}::literal", (*sign, words))


def _computed(x: Expression, carrier: Carrier, env: Environment) -> rs.Expr:
    match x:
        case e.Binary():
            return rs.infix(x.op.value, number(x.left, carrier, env), number(x.right, carrier, env))
        case e.MinMax():
            name = "max" if x.largest else "min"
            return rs.Method(receiver(x.left, carrier, env), name, (number(x.right, carrier, env),))
        case e.Divide():
            return _quotient(x, "div_floor" if x.rounding is Rounding.FLOOR else "div_ceil", carrier, env)
        case e.Remainder():
            return _quotient(x, "remainder", carrier, env)
        case e.Convert():
            return converted(x, env)
        case e.Shift():
            return _shifted(x, carrier, env)
        case e.RoleCount():
            return rs.Method(rs.Path(env.role_names[x.role]), "len")
        case e.Random():
            return chain.drawn(x, env)
        case e.TxField():
            return chain.asked(x, env)
        case e.ParamRef() | e.FieldRef() | e.ConstRef() | e.LocalRef() | e.CoinsValue() | e.FieldOf():
            return expressions.leaf(x, env)
        case e.CollectionCall():
            return collections.asked(x, env)
        case _:
            return expressions.value(x, env)


_PLAIN = {"div_floor": "/", "remainder": "%"}


def _quotient(x: e.Divide | e.Remainder, name: str, carrier: Carrier, env: Environment) -> rs.Expr:
    """`vprog_guest::math` divides totally: None for a divisor of zero. Plain division where that cannot be."""
    left, right = receiver(x.left, carrier, env), number(x.right, carrier, env)
    if carrier_of(x.right, env) is None and carrier.low == 0:
        return rs.infix(_PLAIN[name], left, right) if name in _PLAIN else rs.Method(left, name, (right,))
    divided = rs.Call(f"{env.scope.guest('math')}::{name}", (left, right))
    return or_fail(divided, x.zero or e.ErrorUse(x.span, "DivisionByZero"), env, option=True)


def _shifted(x: e.Shift, carrier: Carrier, env: Environment) -> rs.Expr:
    """`vprog_guest::math` shifts by any amount."""
    name = "shift_left" if x.left else "shift_right"
    u32 = of_integer(U32)
    if u32.holds(*bounds(x.amount)):
        amount = number(x.amount, u32, env)
    else:
        exact = rs.Call("u32::try_from", (number(x.amount, computing(x.amount, env), env),))
        amount = rs.Method(exact, "unwrap_or", (rs.Path("u32::MAX"),))
    return rs.Call(f"{env.scope.guest('math')}::{name}", (receiver(x.value, carrier, env), amount))


def _field_type(x: e.FieldOf) -> Type:
    assert isinstance(x.value.type, StructType)
    return x.value.type.field(x.field)


def _option_type(x: e.Unwrap) -> Type:
    assert isinstance(x.option.type, OptionType)
    return x.option.type.inner


def _low(x: Expression, low: int) -> int:
    return min([low, *(bounds(part)[0] for part in _parts(x))])


def _high(x: Expression, high: int) -> int:
    return max([high, *(bounds(part)[1] for part in _parts(x))])


def _parts(x: Expression) -> tuple[Expression, ...]:
    assert isinstance(x, e.Binary | e.Divide | e.Remainder | e.MinMax)
    return (x.left, x.right)


def _declared(type_: object) -> Carrier | None:
    integer = integer_of(type_)  # type: ignore[arg-type]
    if integer is not None:
        return of_integer(integer)
    assert isinstance(type_, ExactType), type_
    return narrowest(type_.low, type_.high)


def type_name(carrier: Carrier, env: Environment) -> str:
    """The Rust type of a carrier; one of the runtime is imported."""
    return env.scope.guest(carrier.name) if carrier in (WIDE, U256) else carrier.name
