"""Evaluates expressions of the typed program: exact integers, left to right."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from vprog.dsl.interpret.collections import Refused, ask, set_of
from vprog.dsl.interpret.failure import Failure, predeclared
from vprog.dsl.interpret.l1 import draw, is_after, output, output_count, pays
from vprog.dsl.interpret.test_keys import test_key, test_lock
from vprog.dsl.layout.codec import Value
from vprog.dsl.program import expressions as e
from vprog.dsl.program.expressions import BinaryOp, ErrorUse, Expression, Rounding, TxPart
from vprog.dsl.program.tests import TestKey, TestLock, TestScript
from vprog.dsl.program.types import SetType, StructType, TextType, integer_of
from vprog.wire.hashes import sha256
from vprog.wire.l1 import delegate_spk_hash

if TYPE_CHECKING:
    from vprog.dsl.interpret.frame import Frame

LOCK_ID_DOMAIN = b"\x03"
DEPOSIT_UNSET = bytes(32)


def evaluate(expression: Expression, frame: Frame) -> Any:
    """The value, as `vprog.dsl.layout.codec` holds it; of coins the amount, of a linear struct its fields."""
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
    found = output(context.rest_preimage, index)
    spk_hash = delegate_spk_hash(covenant)
    if found.spk_version != 0 or found.script != b"\xaa\x20" + spk_hash + b"\x87":
        raise predeclared("WrongDepositAddress")
    if context.deposit.value not in (DEPOSIT_UNSET, spk_hash):
        raise predeclared("DepositConflict")
    context.deposit.set(spk_hash)
    context.claimed.add(index)
    if context.observer is not None:
        context.observer.moved("claim", x.type, found.value)
    return found.value


def _mint(x: e.Mint, frame: Frame) -> int:
    amount: int = evaluate(x.amount, frame)
    if frame.transaction.observer is not None:
        frame.transaction.observer.moved("mint", x.type, amount)
    return amount


def _bytes(x: e.BytesLiteral, frame: Frame) -> Value:
    value: Any = x.value
    return value.decode() if isinstance(x.type, TextType) and isinstance(value, bytes) else value


def _variant(x: e.VariantLiteral, frame: Frame) -> Value:
    return (x.variant, *[evaluate(field, frame) for field in x.fields])


def _field_of(x: e.FieldOf, frame: Frame) -> Value:
    type_ = x.value.type
    assert isinstance(type_, StructType)
    position = next(i for i, (name, _) in enumerate(type_.fields) if name == x.field)
    return evaluate(x.value, frame)[position]


def _literal(x: e.CollectionLiteral, frame: Frame) -> Value:
    items = tuple([evaluate(item, frame) for item in x.items])
    return set_of(x.type, items) if isinstance(x.type, SetType) else items


def _collection(x: e.CollectionCall, frame: Frame) -> Any:
    subject = evaluate(x.subject, frame)
    arguments = [evaluate(argument, frame) for argument in x.arguments]
    try:
        return ask(x.op, x.subject.type, subject, arguments)
    except Refused:
        if x.error is not None:
            raise failure(x.error, frame) from None
    if x.op is e.CollectionOp.REMOVE:
        return subject
    raise AssertionError(f"`{x.op.value}` proved to succeed does not")


def _shift(x: e.Shift, frame: Frame) -> int:
    value, amount = evaluate(x.value, frame), evaluate(x.amount, frame)
    return value << amount if x.left else value >> amount


def _random(x: e.Random, frame: Frame) -> bytes | int:
    nonce = evaluate(x.nonce, frame)
    transaction = frame.transaction
    drawn = draw(transaction.context_hash, transaction.tx_id, transaction.merge_idx, nonce)
    return drawn if x.below is None else int.from_bytes(drawn, "little") % evaluate(x.below, frame)


def _tx_field(x: e.TxField, frame: Frame) -> Value:
    transaction = frame.transaction
    arguments = [evaluate(argument, frame) for argument in x.arguments]
    match x.part:
        case TxPart.ID:
            return transaction.tx_id
        case TxPart.OUTPUT_COUNT:
            return output_count(transaction.rest_preimage)
        case TxPart.OUTPUT_VALUE:
            return output(transaction.rest_preimage, arguments[0]).value
        case TxPart.OUTPUT_PAYS:
            return pays(output(transaction.rest_preimage, arguments[0]), arguments[1])


def _old(x: e.Old, frame: Frame) -> Value:
    assert frame.before is not None, "`old` stands in invariants and `ensures` only"
    return evaluate(x.value, frame.before)


_EVALUATORS: dict[type, Callable[[Any, Any], Any]] = {
    e.IntLiteral: lambda x, f: x.value,
    e.BoolLiteral: lambda x, f: x.value,
    e.BytesLiteral: _bytes,
    e.EnumLiteral: lambda x, f: x.variant,
    e.ConstRef: lambda x, f: f.transaction.layout.constants[x.name],
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
    e.Mint: _mint,
    e.CoinsValue: lambda x, f: f.locals[x.coins],
    e.StructLiteral: lambda x, f: tuple([evaluate(field, f) for field in x.fields]),
    e.FieldOf: _field_of,
    e.VariantLiteral: _variant,
    e.CollectionLiteral: _literal,
    e.CollectionCall: _collection,
    e.Shift: _shift,
    e.Random: _random,
    e.After: lambda x, f: is_after(f.transaction.rest_preimage, evaluate(x.score, f)),
    e.TxField: _tx_field,
    e.RoleCount: lambda x, f: len(f.lists[x.role]),
    e.Old: _old,
    TestKey: lambda x, f: test_key(x.name).public_key,
    TestLock: lambda x, f: test_lock(x),
    TestScript: lambda x, f: b"\x00" + test_key(x.key.name).public_key,
}


def evaluate_all(fields: Iterable[tuple[str, Expression]], frame: Frame) -> dict[str, Value]:
    """Named expressions, in order."""
    return {name: evaluate(value, frame) for name, value in fields}


@contextmanager
def watched(see: Callable[[Expression, Any], None]) -> Generator[None]:
    """While it lasts, every expression that has a value is shown to `see` with it, operands first. Costs nothing
    otherwise; what `see` raises reaches the caller of the interpreter."""
    before = dict(_EVALUATORS)

    def shown(found: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        def evaluator(expression: Any, frame: Any) -> Any:
            value = found(expression, frame)
            see(expression, value)
            return value

        return evaluator

    _EVALUATORS.update((kind, shown(found)) for kind, found in before.items())
    try:
        yield
    finally:
        _EVALUATORS.update(before)
