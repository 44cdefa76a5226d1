"""What is known at a place beyond the declared types: `require a <= b else E` narrows what follows it.

A fact is about names that do not change (parameters, `let`s, loop counters) or about fields of roles. The latter are
dropped as soon as the field is written, of this role or of one that may be the same resource. A loop starts and ends
without facts about the fields that it writes. `var`s have none.
"""

from __future__ import annotations

from collections.abc import Iterable

from vprog.dsl.frozen import replace
from vprog.dsl.names.known import Key, Writes
from vprog.dsl.names.scope import NameKind, Scope
from vprog.dsl.program.expressions import (
    OPPOSITE,
    Binary,
    BinaryOp,
    CollectionCall,
    CollectionOp,
    Expression,
    FieldOf,
    FieldRef,
    LocalRef,
    Not,
    ParamRef,
)
from vprog.dsl.program.statements import Statement
from vprog.dsl.program.types import ExactType
from vprog.dsl.program.walk import expressions
from vprog.dsl.types.ranges import Range, bits_needed
from vprog.dsl.types.written import written_fields

Gap = tuple[int | None, int | None]


def assume(scope: Scope, condition: Expression, holds: bool = True) -> None:
    """From here to the end of the scope, the condition holds (or does not)."""
    match condition:
        case Not():
            assume(scope, condition.operand, not holds)
        case Binary(op=BinaryOp.AND | BinaryOp.OR):
            if (condition.op is BinaryOp.AND) == holds:  # both are known; of `a or b` neither is by itself
                assume(scope, condition.left, holds)
                assume(scope, condition.right, holds)
        case Binary() if isinstance(condition.left.type, ExactType) and isinstance(condition.right.type, ExactType):
            op = condition.op if holds else OPPOSITE[condition.op]
            _compared(scope, op, condition.left, condition.right)
        case _:
            pass


def _compared(scope: Scope, op: BinaryOp, left: Expression, right: Expression) -> None:
    match op:
        case BinaryOp.GREATER_EQUAL:
            _at_least(scope, left, right, 0)
        case BinaryOp.GREATER:
            _at_least(scope, left, right, 1)
        case BinaryOp.LESS_EQUAL:
            _at_least(scope, right, left, 0)
        case BinaryOp.LESS:
            _at_least(scope, right, left, 1)
        case BinaryOp.EQUAL:
            _at_least(scope, left, right, 0)
            _at_least(scope, right, left, 0)
        case BinaryOp.NOT_EQUAL:
            _differ(scope, left, right)
            _differ(scope, right, left)
        case _:
            pass


def _at_least(scope: Scope, greater: Expression, less: Expression, by: int) -> None:
    """`greater - less >= by`."""
    high, low = key_of(scope, greater), key_of(scope, less)
    most, least = _range(scope, greater), _range(scope, less)
    if high is not None:
        _narrow(scope, high, greater, Range(least.low + by, most.high))
    if low is not None:
        _narrow(scope, low, less, Range(least.low, most.high - by))
    if high is not None and low is not None:
        known = scope.known.differences
        known[high, low] = max(by, known.get((high, low), by))


def _differ(scope: Scope, value: Expression, other: Expression) -> None:
    """A number that is not the first or the last of its range has a narrower one."""
    key, found, out = key_of(scope, value), _range(scope, value), _range(scope, other)
    if key is None or out.low != out.high:
        return
    if found.low == out.low:
        _narrow(scope, key, value, Range(found.low + 1, found.high))
    elif found.high == out.high:
        _narrow(scope, key, value, Range(found.low, found.high - 1))


def _narrow(scope: Scope, key: Key, value: Expression, known: Range) -> None:
    found = _range(scope, value)
    both = Range(max(found.low, known.low), min(found.high, known.high))
    if both.low <= both.high and both != found:  # an empty range: nobody comes here, and nothing needs to be known
        scope.known.widths.setdefault(key, width(scope, value))
        scope.known.ranges[key] = both


def _range(scope: Scope, value: Expression) -> Range:
    shown = narrowed(scope, value)
    assert isinstance(shown.type, ExactType)
    return Range(shown.type.low, shown.type.high)


def key_of(scope: Scope, value: Expression) -> Key | None:
    """What a fact about this expression is filed under; None for what may change, or has no name."""
    match value:
        case ParamRef():
            return ("name", value.name)
        case LocalRef():
            binding = scope.find(value.name)
            return ("name", value.name) if binding is not None and binding.kind is not NameKind.VAR else None
        case FieldRef():
            return None if scope.in_test else ("field", value.role, value.field)
        case FieldOf():
            inner = key_of(scope, value.value)
            return (*inner, value.field) if inner else None
        case CollectionCall(op=CollectionOp.LENGTH):
            inner = key_of(scope, value.subject)
            return (*inner, ".len") if inner else None
        case _:
            return None


def narrowed(scope: Scope, value: Expression) -> Expression:
    """The expression with the range that the facts leave to it."""
    if not isinstance(value.type, ExactType):
        return value
    key = key_of(scope, value)
    if key is None:
        return value
    low, high = value.type.low, value.type.high
    around: Scope | None = scope
    while around is not None:
        known = around.known.ranges.get(key)
        if known is not None:
            low, high = max(low, known.low), min(high, known.high)
        around = around.parent
    if low > high or (low, high) == (value.type.low, value.type.high):
        return value
    return replace(value, type=ExactType(low, high, value.type.unit))


def width(scope: Scope, value: Expression) -> int:
    """Bits of the declared type of what an expression reads, whatever is known of its value."""
    if not isinstance(value.type, ExactType):
        return 0
    key, around = key_of(scope, value), scope
    while key is not None and around is not None:
        if key in around.known.widths:
            return around.known.widths[key]
        around = around.parent
    return bits_needed(Range(value.type.low, value.type.high))


def gap(scope: Scope, left: Expression, right: Expression) -> Gap:
    """The least and the greatest that `left - right` is known to be, each None where nothing is known."""
    high = difference(scope, right, left)
    return difference(scope, left, right), None if high is None else -high


def difference(scope: Scope, left: Expression, right: Expression) -> int | None:
    """The greatest number that `left - right` is known to reach; None when nothing is known of the two."""
    if isinstance(right, Binary) and right.op is BinaryOp.SUBTRACT and isinstance(right.right.type, ExactType):
        known = difference(scope, left, right.left)  # left - (a - b) = (left - a) + b
        return None if known is None else known + _range(scope, right.right).low
    one, other = key_of(scope, left), key_of(scope, right)
    if one is None or other is None:
        return None
    if one == other:
        return 0
    found: int | None = None
    around: Scope | None = scope
    while around is not None:
        known = around.known.differences.get((one, other))
        if known is not None:
            found = known if found is None else max(found, known)
        around = around.parent
    return found


def exceeds(scope: Scope, left: Expression, right: Expression, by: int) -> bool:
    """Whether `left - right >= by` is known."""
    known = difference(scope, left, right)
    return known is not None and known >= by


def used(scope: Scope, value: Expression) -> bool:
    """Whether something is known about a part of the expression, beyond its declared type."""
    keys = {key for part in expressions(value, errors=False) if (key := key_of(scope, part)) is not None}
    around: Scope | None = scope
    while around is not None:
        if keys & around.known.ranges.keys() or any(keys & set(pair) for pair in around.known.differences):
            return True
        around = around.parent
    return False


def forget(scope: Scope, statements: Iterable[Statement]) -> None:
    """Drops what the statements may have changed, here and in the scopes around."""
    forget_fields(scope, written_fields(statements))


def forget_fields(scope: Scope, writes: Writes | None) -> None:
    """Drops what these writes may have changed, here and in the scopes around; None: what is known of any field."""
    around: Scope | None = scope
    while around is not None and (writes is None or writes):
        around.known.forget(writes, scope.same)
        around = around.parent
