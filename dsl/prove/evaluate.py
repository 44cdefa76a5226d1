"""Evaluates expressions of the typed program on a path: the meaning of `dsl/interpret/evaluate.py`, over symbols."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from vprog.dsl.effects.table import Kind
from vprog.dsl.interpret.l1 import LOCK_TIME_THRESHOLD
from vprog.dsl.program import expressions as e
from vprog.dsl.program.expressions import BinaryOp, ErrorUse, Expression, Rounding
from vprog.dsl.program.types import (
    BOOL,
    HASH,
    U32,
    U64,
    U256,
    ArrayType,
    BoolType,
    BoundedBytesType,
    CoinsType,
    EnumType,
    ExactType,
    ListType,
    StructType,
    TextType,
    Type,
    integer_of,
)
from vprog.dsl.prove import collections
from vprog.dsl.prove.explorer import Check, Explorer
from vprog.dsl.prove.path import Claimed, Path
from vprog.dsl.prove.solver import (
    FALSE,
    INTEGERS,
    TRUE,
    ZERO,
    Term,
    all_of,
    any_of,
    choose,
    decided,
    negated,
    number,
    symbol,
    truth,
)
from vprog.dsl.prove.values import NOTHING, Option, Record, Symbolic, Variant, equal, heap
from vprog.dsl.source.span import Span

_L1_VALUE = (1 << 64) - 1


def evaluate(node: Expression, path: Path, explorer: Explorer) -> Any:
    """The value; checks on the way are noted in the explorer, and the path goes on where they hold."""
    return _EVALUATORS[type(node)](node, path, explorer)


def constant(value: Any, type_: Type, path: Path, explorer: Explorer) -> Symbolic:
    """A declared constant; of a set or a map, nothing but its type is known."""
    if isinstance(value, bool):
        return truth(value)
    if isinstance(value, int):
        return number(value)
    if isinstance(type_, EnumType) and isinstance(value, str):
        return _variant(type_, value, (), explorer)
    if isinstance(value, tuple) and isinstance(type_, StructType):
        pairs = zip(cast("tuple[Any, ...]", value), type_.fields, strict=True)
        return Record(tuple(constant(part, inner, path, explorer) for part, (_, inner) in pairs))
    if isinstance(value, tuple) and isinstance(type_, ArrayType | ListType):
        items = tuple(constant(part, type_.element, path, explorer) for part in cast("tuple[Any, ...]", value))
        return collections.literal(type_, items, path, explorer)
    if isinstance(value, str):
        value = value.encode()
    return _bytes(value, type_, path, explorer) if isinstance(value, bytes) else explorer.unknown(path, type_)


def _bytes(value: bytes, type_: Type, path: Path, explorer: Explorer) -> Symbolic:
    found = explorer.literal(value)
    if not isinstance(type_, BoundedBytesType | TextType):
        return found
    known = heap(found)
    path.facts.append(known.length == len(value))
    return known


def _variant(type_: EnumType, name: str, payload: tuple[Symbolic, ...], explorer: Explorer) -> Symbolic:
    index = type_.variants.index(name)
    if not type_.payloads:
        return number(index)
    return Variant(number(index), tuple(payload if n == index else () for n in range(len(type_.variants))))


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


def _constant(x: e.ConstRef, path: Path, explorer: Explorer) -> Symbolic:
    declared = explorer.program.constant(x.name)
    return constant(declared.value, declared.type, path, explorer)


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


def _struct(x: e.StructLiteral, path: Path, explorer: Explorer) -> Record:
    return Record(tuple(evaluate(field, path, explorer) for field in x.fields))


def _field_of(x: e.FieldOf, path: Path, explorer: Explorer) -> Symbolic:
    value: Record = evaluate(x.value, path, explorer)
    assert isinstance(x.value.type, StructType)
    names = [name for name, _ in x.value.type.fields]
    return value.fields[names.index(x.field)]


def _field(x: e.FieldRef, path: Path, explorer: Explorer) -> Symbolic:
    """In an invariant a number of what does not live reads as 0, a flag as false; of the rest nothing is known."""
    role = path.roles[x.role]
    if x.field in role.fields:
        return role.fields[x.field]
    if isinstance(x.type, BoolType):
        return FALSE
    return ZERO if isinstance(x.type, ExactType) else explorer.unknown(path, x.type)


def _old(x: e.Old, path: Path, explorer: Explorer) -> Symbolic:
    now = path.roles
    path.roles = path.before
    value = evaluate(x.value, path, explorer)
    path.roles = now
    return value


def _variant_literal(x: e.VariantLiteral, path: Path, explorer: Explorer) -> Symbolic:
    fields = tuple(evaluate(field, path, explorer) for field in x.fields)
    return _variant(x.type, x.variant, fields, explorer)


def _collection(x: e.CollectionCall, path: Path, explorer: Explorer) -> Any:
    subject = evaluate(x.subject, path, explorer)
    arguments = [evaluate(argument, path, explorer) for argument in x.arguments]

    def note(kind: str, holds: Term) -> None:
        check(path, explorer, kind, x.span, x.error, holds)

    return collections.call(collections.Operation(x, subject, arguments, path, explorer, note))


def _collection_literal(x: e.CollectionLiteral, path: Path, explorer: Explorer) -> Symbolic:
    items = tuple(evaluate(item, path, explorer) for item in x.items)
    return collections.literal(x.type, items, path, explorer)


def _shift(x: e.Shift, path: Path, explorer: Explorer) -> Term:
    """By each amount that it can be, a product or a quotient; by very many, anything that it could be."""
    value, amount = evaluate(x.value, path, explorer), evaluate(x.amount, path, explorer)
    assert isinstance(x.amount.type, ExactType)
    amounts = range(x.amount.type.low, x.amount.type.high + 1)
    if len(amounts) > _MOST_AMOUNTS:
        anything: Term = explorer.unknown(path, U256)
        path.assume(anything >= value if x.left else anything <= value)
        return anything
    found = ZERO
    for n in reversed(amounts):
        shifted = value * number(1 << n) if x.left else value / number(1 << n)
        found = choose(amount == n, shifted, found)
    return found


def _random(x: e.Random, path: Path, explorer: Explorer) -> Symbolic:
    """Anything: what is proved, is proved of every outcome."""
    evaluate(x.nonce, path, explorer)
    if x.below is None:
        return explorer.unknown(path, HASH)
    below = evaluate(x.below, path, explorer)
    found = explorer.unknown(path, U64)
    path.assume(found < below)
    return found


def is_after(score: Term) -> Term:
    """What the lock time is, nobody knows; but it is one number, and 0 where it says nothing."""
    return all_of([LOCK_TIME > 0, LOCK_TIME < LOCK_TIME_THRESHOLD, score <= LOCK_TIME])


def _tx_field(x: e.TxField, path: Path, explorer: Explorer) -> Symbolic:
    arguments = [evaluate(argument, path, explorer) for argument in x.arguments]
    if x.part is e.TxPart.ID:
        return explorer.once(path, "tx.id", HASH)
    count = explorer.once(path, "tx.outputs.len", U32)
    if x.part is e.TxPart.OUTPUT_COUNT:
        return count
    check(path, explorer, "output", x.span, "NoSuchOutput", arguments[0] < count)
    return explorer.unknown(path, U64 if x.part is e.TxPart.OUTPUT_VALUE else BOOL)


LOCK_TIME = symbol("lock time", INTEGERS)
_MOST_AMOUNTS = 64

_EVALUATORS: dict[type, Callable[[Any, Path, Explorer], Any]] = {
    e.IntLiteral: lambda x, p, ex: number(x.value),
    e.BoolLiteral: lambda x, p, ex: truth(x.value),
    e.BytesLiteral: lambda x, p, ex: _bytes(x.value, x.type, p, ex),
    e.EnumLiteral: lambda x, p, ex: _variant(x.type, x.variant, (), ex),
    e.ConstRef: _constant,
    e.ParamRef: lambda x, p, ex: ex.parameters[x.name],
    e.LocalRef: lambda x, p, ex: p.locals[x.name],
    e.FieldRef: _field,
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
    e.StructLiteral: _struct,
    e.FieldOf: _field_of,
    e.VariantLiteral: _variant_literal,
    e.CollectionLiteral: _collection_literal,
    e.CollectionCall: _collection,
    e.Shift: _shift,
    e.Random: _random,
    e.After: lambda x, p, ex: is_after(evaluate(x.score, p, ex)),
    e.TxField: _tx_field,
    e.RoleCount: lambda x, p, ex: number(len(p.lists[x.role])),
    e.Old: _old,
}
