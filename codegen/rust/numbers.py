"""Exact integer expressions: carriers, widening, and the one check where a value meets a declared type."""

from __future__ import annotations

from vprog.codegen.rust import expressions
from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.carriers import WIDE, Carrier, join, narrowest, of_integer
from vprog.codegen.rust.environment import Environment
from vprog.codegen.rust.errors import or_fail
from vprog.dsl.program import expressions as e
from vprog.dsl.program.expressions import BinaryOp, Expression, Rounding
from vprog.dsl.program.types import ExactType, integer_of
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
    return join(carrier_of(left, env), carrier_of(right, env), low=min(a, c), high=max(b, d))


def natural(x: Expression, env: Environment) -> Carrier:
    """The carrier of a number on its own."""
    return carrier_of(x, env) or narrowest(*bounds(x))


def number(x: Expression, wanted: Carrier, env: Environment) -> rs.Expr:
    """`x` in `wanted`, which holds its range."""
    assert wanted.holds(*bounds(x)), (x, wanted)
    own = carrier_of(x, env)
    if wanted is WIDE:
        env.scope.guest("Wide")
    if own is None:
        return _literal(x, wanted)
    inner = _computed(x, own, env)
    if own == wanted:
        return inner
    if wanted.holds(own.low, own.high):
        return rs.Call(f"{_type_name(wanted, env)}::from", (inner,))
    if own is WIDE:
        narrowed = rs.Call(f"{wanted.name}::try_from", (inner,))
        return rs.Method(narrowed, "unwrap_or", (rs.Path(f"{wanted.name}::MAX"),))
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
    exact = number(inner, natural(inner, env), env)
    return or_fail(rs.Call(f"{target.name}::try_from", (exact,)), x.error, env, option=False)


def _fits(x: Expression, target: Carrier, env: Environment) -> bool:
    own = carrier_of(x, env)
    low, high = bounds(x) if own is None else (own.low, own.high)
    return target.holds(low, high)


def receiver(x: Expression, target: Carrier, env: Environment) -> rs.Expr:
    """`x` as the receiver of a method: a literal needs its type."""
    if carrier_of(x, env) is not None or target is WIDE:
        return number(x, target, env)
    constant = bounds(x)[0]
    typed = rs.Path(f"{constant}_{target.name}")
    return typed if constant >= 0 else rs.Paren(typed)


def _literal(x: Expression, wanted: Carrier) -> rs.Expr:
    """A number built from literals alone: the front end has worked it out."""
    constant = bounds(x)[0]
    if wanted is not WIDE:
        return rs.Path(str(constant)) if constant >= 0 else rs.Prefix("-", rs.Path(str(-constant)))
    if 0 <= constant < 1 << 64:
        return rs.Call("Wide::from", (rs.Path(f"{constant}_u64"),))
    limbs = ", ".join(hex(abs(constant) >> shift & (1 << 64) - 1) for shift in (0, 64, 128, 192))
    return rs.Call("Wide::literal", (rs.Path("true" if constant < 0 else "false"), rs.Path(f"[{limbs}]")))


def _computed(x: Expression, carrier: Carrier, env: Environment) -> rs.Expr:
    if carrier is WIDE:
        env.scope.guest("Wide")
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
        case e.ParamRef() | e.FieldRef() | e.ConstRef() | e.LocalRef() | e.CoinsValue():
            return expressions.leaf(x, env)
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


def _type_name(carrier: Carrier, env: Environment) -> str:
    return env.scope.guest("Wide") if carrier is WIDE else carrier.name
