"""Evaluates expressions of the typed program on a path: the meaning of `dsl/interpret/evaluate.py`, over symbols."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vprog.dsl.effects.table import Kind
from vprog.dsl.program import expressions as e
from vprog.dsl.program.expressions import BinaryOp, ErrorUse, Expression, Rounding
from vprog.dsl.program.types import CoinsType, EnumType, ExactType, Type, integer_of
from vprog.dsl.prove.explorer import Check, Explorer
from vprog.dsl.prove.path import Claimed, Path
from vprog.dsl.prove.solver import INTEGERS, TRUE, Term, all_of, any_of, choose, decided, negated, number, symbol, truth
from vprog.dsl.prove.values import NOTHING, Option, Symbolic, equal
from vprog.dsl.source.span import Span

_L1_VALUE = (1 << 64) - 1


def evaluate(node: Expression, path: Path, explorer: Explorer) -> Any:
    """The value; checks on the way are noted in the explorer, and the path goes on where they hold."""
    return _EVALUATORS[type(node)](node, path, explorer)


def constant(value: int | bool | bytes | str, type_: Type, explorer: Explorer) -> Symbolic:
    if isinstance(value, bool):
        return truth(value)
    if isinstance(value, int):
        return number(value)
    if isinstance(value, bytes):
        return explorer.literal(value)
    assert isinstance(type_, EnumType)
    return number(type_.variants.index(value))


def unit_name(type_: Type) -> str:
    """The unit of coins."""
    return type_.unit.name if isinstance(type_, CoinsType) else ""


def check(path: Path, explorer: Explorer, kind: str, span: Span, error: ErrorUse | str | None, holds: Term) -> None:
    """Notes a check and goes on where it holds. The arguments of its error are evaluated where it does not, and may
    fail themselves."""
    if decided(holds) is True:
        return
    failing = path.copy()
    failing.facts += failing.guards
    failing.guards = []
    failing.assume(negated(holds))
    if isinstance(error, ErrorUse):
        for _, argument in error.arguments:
            evaluate(argument, failing, explorer)
        error = error.error
    if not failing.dead:
        explorer.checks.append(Check(kind, span, error, failing))
    path.assume(holds)


def _constant(x: e.ConstRef, _: Path, explorer: Explorer) -> Symbolic:
    declared = explorer.program.constant(x.name)
    return constant(declared.value, declared.type, explorer)


def _binary(x: e.Binary, path: Path, explorer: Explorer) -> Term:
    left = evaluate(x.left, path, explorer)
    if x.op in (BinaryOp.AND, BinaryOp.OR):
        # The right side is evaluated only under the guard, and so are its checks.
        path.guards.append(left if x.op is BinaryOp.AND else negated(left))
        right = evaluate(x.right, path, explorer)
        path.guards.pop()
        return (all_of if x.op is BinaryOp.AND else any_of)([left, right])
    return _OPERATORS[x.op](left, evaluate(x.right, path, explorer))


_OPERATORS: dict[BinaryOp, Callable[[Any, Any], Term]] = {
    BinaryOp.ADD: lambda a, b: a + b,
    BinaryOp.SUBTRACT: lambda a, b: a - b,
    BinaryOp.MULTIPLY: lambda a, b: a * b,
    BinaryOp.EQUAL: equal,
    BinaryOp.NOT_EQUAL: lambda a, b: negated(equal(a, b)),
    BinaryOp.LESS: lambda a, b: a < b,
    BinaryOp.LESS_EQUAL: lambda a, b: a <= b,
    BinaryOp.GREATER: lambda a, b: a > b,
    BinaryOp.GREATER_EQUAL: lambda a, b: a >= b,
}


def _divisor(x: e.Divide | e.Remainder, path: Path, explorer: Explorer) -> tuple[Term, Term]:
    left, right = evaluate(x.left, path, explorer), evaluate(x.right, path, explorer)
    check(path, explorer, "division", x.span, x.zero, right != 0)
    return left, right


def _divide(x: e.Divide, path: Path, explorer: Explorer) -> Term:
    left, right = _divisor(x, path, explorer)
    positive = isinstance(x.right.type, ExactType) and x.right.type.low >= 0
    return _floor(left, right, positive) if x.rounding is Rounding.FLOOR else -_floor(-left, right, positive)


def _floor(left: Term, right: Term, positive: bool) -> Term:
    """z3 leaves a remainder that is never negative; for a positive divisor that is rounding down."""
    quotient = left / right
    return quotient if positive else choose(any_of([right > 0, left % right == 0]), quotient, quotient - 1)


def _remainder(x: e.Remainder, path: Path, explorer: Explorer) -> Term:
    left, right = _divisor(x, path, explorer)
    return left % right


def _min_max(x: e.MinMax, path: Path, explorer: Explorer) -> Term:
    left, right = evaluate(x.left, path, explorer), evaluate(x.right, path, explorer)
    return choose(left >= right if x.largest else left <= right, left, right)


def _convert(x: e.Convert, path: Path, explorer: Explorer) -> Term:
    value = evaluate(x.value, path, explorer)
    target = integer_of(x.type)
    if target is not None:
        check(path, explorer, "conversion", x.span, x.error, all_of([value >= target.low, value <= target.high]))
    return value


def _unwrap(x: e.Unwrap, path: Path, explorer: Explorer) -> Symbolic:
    option: Option = evaluate(x.option, path, explorer)
    check(path, explorer, "unwrap", x.span, x.error, option.present)
    return option.value


def _take(x: e.Take, path: Path, explorer: Explorer) -> Term:
    amount = evaluate(x.amount, path, explorer)
    held = path.roles[x.role].fields[x.field]
    check(path, explorer, "take", x.span, x.error, held >= amount)
    path.roles[x.role].fields[x.field] = held - amount
    path.touch(Kind.DEBIT, x.role, x.field, x.span)
    return amount


def _claim(x: e.Claim, path: Path, explorer: Explorer) -> Term:
    """Any amount that an L1 output can have; each output once, all of one covenant."""
    output, covenant = evaluate(x.output, path, explorer), evaluate(x.covenant, path, explorer)
    amount = symbol(f"claim {len(path.claims)}", INTEGERS)
    path.assume(all_of([amount >= 0, amount <= _L1_VALUE]))
    for earlier in path.claims:
        path.assume(all_of([earlier.output != output, earlier.covenant == covenant]))
    path.claims.append(Claimed(output, covenant, amount))
    flow = path.flow(unit_name(x.type))
    flow.claimed = flow.claimed + amount
    return amount


def _mint(x: e.Mint, path: Path, explorer: Explorer) -> Term:
    amount = evaluate(x.amount, path, explorer)
    flow = path.flow(unit_name(x.type))
    flow.minted = flow.minted + amount
    return amount


_EVALUATORS: dict[type, Callable[[Any, Path, Explorer], Any]] = {
    e.IntLiteral: lambda x, p, ex: number(x.value),
    e.BoolLiteral: lambda x, p, ex: truth(x.value),
    e.BytesLiteral: lambda x, p, ex: ex.literal(x.value),
    e.EnumLiteral: lambda x, p, ex: constant(x.variant, x.type, ex),
    e.ConstRef: _constant,
    e.ParamRef: lambda x, p, ex: ex.parameters[x.name],
    e.LocalRef: lambda x, p, ex: p.locals[x.name],
    e.FieldRef: lambda x, p, ex: p.roles[x.role].fields[x.field],
    e.RoleId: lambda x, p, ex: p.roles[x.role].id,
    e.Binary: _binary,
    e.Not: lambda x, p, ex: negated(evaluate(x.operand, p, ex)),
    e.Divide: _divide,
    e.Remainder: _remainder,
    e.MinMax: _min_max,
    e.Convert: _convert,
    e.LockIdOf: lambda x, p, ex: ex.lock_id(p, evaluate(x.lock, p, ex)),
    e.OptionSome: lambda x, p, ex: Option(TRUE, evaluate(x.value, p, ex)),
    e.OptionNone: lambda x, p, ex: NOTHING,
    e.Unwrap: _unwrap,
    e.Take: _take,
    e.Claim: _claim,
    e.Mint: _mint,
    e.CoinsValue: lambda x, p, ex: p.locals[x.coins],
}
