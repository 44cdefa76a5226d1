"""Evaluates expressions of the typed program: exact integers, left to right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from vprog.dsl.interpret.failure import Failure, predeclared
from vprog.dsl.interpret.test_keys import test_key, test_lock
from vprog.dsl.layout.codec import Value
from vprog.dsl.program import expressions as e
from vprog.dsl.program.expressions import BinaryOp, ErrorUse, Expression, Rounding
from vprog.dsl.program.tests import TestKey, TestLock
from vprog.dsl.program.types import integer_of
from vprog.wire.codec import DecodeError
from vprog.wire.hashes import sha256
from vprog.wire.l1 import delegate_spk_hash, output_at

if TYPE_CHECKING:
    from vprog.dsl.interpret.frame import Frame

LOCK_ID_DOMAIN = b"\x03"
DEPOSIT_UNSET = bytes(32)


def evaluate(expression: Expression, frame: Frame) -> Any:
    """The value of an expression (a number, bool, bytes, variant name, or None for an empty option)."""
    return _EVALUATORS[type(expression)](expression, frame)


def failure(use: ErrorUse, frame: Frame) -> Failure:
    """The error with its arguments evaluated."""
    declaration = frame.program.error(use.error)
    return Failure(use.error, declaration.code, {name: evaluate(value, frame) for name, value in use.arguments})


def _field(x: e.FieldRef, frame: Frame) -> Value:
    return frame.roles[x.role].values[x.field]


def _binary(x: e.Binary, frame: Frame) -> Value:
    left = evaluate(x.left, frame)
    if x.op is BinaryOp.AND:
        return left and evaluate(x.right, frame)
    if x.op is BinaryOp.OR:
        return left or evaluate(x.right, frame)
    return _OPERATORS[x.op](left, evaluate(x.right, frame))


_OPERATORS: dict[BinaryOp, Callable[[Any, Any], Value]] = {
    BinaryOp.ADD: lambda a, b: a + b,
    BinaryOp.SUBTRACT: lambda a, b: a - b,
    BinaryOp.MULTIPLY: lambda a, b: a * b,
    BinaryOp.EQUAL: lambda a, b: a == b,
    BinaryOp.NOT_EQUAL: lambda a, b: a != b,
    BinaryOp.LESS: lambda a, b: a < b,
    BinaryOp.LESS_EQUAL: lambda a, b: a <= b,
    BinaryOp.GREATER: lambda a, b: a > b,
    BinaryOp.GREATER_EQUAL: lambda a, b: a >= b,
}


def _divisor(x: e.Divide | e.Remainder, frame: Frame) -> tuple[int, int]:
    left, right = evaluate(x.left, frame), evaluate(x.right, frame)
    if right == 0:
        raise failure(x.zero, frame) if x.zero else AssertionError("a divisor proved non-zero is zero")
    return left, right


def _divide(x: e.Divide, frame: Frame) -> int:
    left, right = _divisor(x, frame)
    return left // right if x.rounding is Rounding.FLOOR else -(-left // right)


def _remainder(x: e.Remainder, frame: Frame) -> int:
    left, right = _divisor(x, frame)
    return left % right


def _min_max(x: e.MinMax, frame: Frame) -> int:
    return (max if x.largest else min)(evaluate(x.left, frame), evaluate(x.right, frame))


def _convert(x: e.Convert, frame: Frame) -> int:
    value: int = evaluate(x.value, frame)
    target = integer_of(x.type)
    if target is not None and not target.low <= value <= target.high:
        raise failure(x.error, frame) if x.error else AssertionError("a conversion proved to fit does not")
    return value


def _unwrap(x: e.Unwrap, frame: Frame) -> Value:
    value = evaluate(x.option, frame)
    if value is None:
        raise failure(x.error, frame)
    return value


def _take(x: e.Take, frame: Frame) -> int:
    amount: int = evaluate(x.amount, frame)
    role = frame.roles[x.role]
    held = role.values[x.field]
    assert isinstance(held, int)
    if held < amount:
        raise failure(x.error, frame)
    role.values[x.field] = held - amount
    role.written = True
    return amount


def _claim(x: e.Claim, frame: Frame) -> int:
    """AlreadyClaimed, NoSuchOutput, WrongDepositAddress, DepositConflict, in this order (docs/program-abi.md)."""

    index, covenant = evaluate(x.output, frame), evaluate(x.covenant, frame)
    context = frame.transaction
    if index in context.claimed:
        raise predeclared("AlreadyClaimed")
    try:
        output = output_at(context.rest_preimage, index)
    except DecodeError:
        raise predeclared("NoSuchOutput") from None
    spk_hash = delegate_spk_hash(covenant)
    if output.spk_version != 0 or output.script != b"\xaa\x20" + spk_hash + b"\x87":
        raise predeclared("WrongDepositAddress")
    if context.deposit.value not in (DEPOSIT_UNSET, spk_hash):
        raise predeclared("DepositConflict")
    context.deposit.set(spk_hash)
    context.claimed.add(index)
    return output.value


_EVALUATORS: dict[type, Callable[[Any, Any], Any]] = {
    e.IntLiteral: lambda x, f: x.value,
    e.BoolLiteral: lambda x, f: x.value,
    e.BytesLiteral: lambda x, f: x.value,
    e.EnumLiteral: lambda x, f: x.variant,
    e.ConstRef: lambda x, f: f.program.constant(x.name).value,
    e.ParamRef: lambda x, f: f.parameters[x.name],
    e.LocalRef: lambda x, f: f.locals[x.name],
    e.FieldRef: _field,
    e.RoleId: lambda x, f: f.roles[x.role].id,
    e.Binary: _binary,
    e.Not: lambda x, f: not evaluate(x.operand, f),
    e.Divide: _divide,
    e.Remainder: _remainder,
    e.MinMax: _min_max,
    e.Convert: _convert,
    e.LockIdOf: lambda x, f: sha256(LOCK_ID_DOMAIN, evaluate(x.lock, f)),
    e.OptionSome: lambda x, f: evaluate(x.value, f),
    e.OptionNone: lambda x, f: None,
    e.Unwrap: _unwrap,
    e.Take: _take,
    e.Claim: _claim,
    e.Mint: lambda x, f: evaluate(x.amount, f),
    e.CoinsValue: lambda x, f: f.locals[x.coins],
    TestKey: lambda x, f: test_key(x.name).public_key,
    TestLock: lambda x, f: test_lock(x),
}


def evaluate_all(fields: Iterable[tuple[str, Expression]], frame: Frame) -> dict[str, Value]:
    """Named expressions, in order."""
    return {name: evaluate(value, frame) for name, value in fields}
