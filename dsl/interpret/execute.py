"""Executes statements of the typed program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from vprog.dsl.interpret.address import derive
from vprog.dsl.interpret.evaluate import evaluate, evaluate_all, failure
from vprog.dsl.interpret.failure import predeclared
from vprog.dsl.interpret.frame import Event, Frame
from vprog.dsl.interpret.slots import Life, RoleState
from vprog.dsl.layout.codec import Value
from vprog.dsl.program import statements as s
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import MapType, integer_of
from vprog.wire.codec import Reader
from vprog.wire.exits import decode_spk


class Returned(Exception):  # noqa: N818 - a jump, not an error
    """`return`: ends the body successfully."""


def execute(block: s.Block, frame: Frame) -> None:
    """Runs the statements in order; raises Failure for an error, Returned for `return`."""
    mark = len(frame.trail)
    for statement in block.statements:
        _EXECUTORS[type(statement)](statement, frame)
    if len(frame.trail) > mark:
        frame.unwind(mark)


def _let(x: s.Let, frame: Frame) -> None:
    frame.bind(x.name, evaluate(x.value, frame))


def _assign_local(x: s.AssignLocal, frame: Frame) -> None:
    frame.locals[x.name] = evaluate(x.value, frame)


def _assign_field(x: s.AssignField, frame: Frame) -> None:
    value = evaluate(x.value, frame)
    role = frame.roles[x.role]
    role.values[x.field] = value
    role.written = True


def _require(x: s.Require, frame: Frame) -> None:
    holds = evaluate(x.condition, frame)
    if frame.transaction.observer is not None:
        frame.transaction.observer.branch(x.span, "holds" if holds else "fails")
    if not holds:
        raise failure(x.error, frame)


def _if(x: s.If, frame: Frame) -> None:
    if evaluate(x.condition, frame):
        _took(x, "then", frame)
        execute(x.then, frame)
    else:
        _took(x, "else", frame)
        if x.otherwise is not None:
            execute(x.otherwise, frame)


def _match_role(x: s.MatchRole, frame: Frame) -> None:
    new = frame.roles[x.role].life is Life.NEW
    _took(x, "new" if new else "live", frame)
    execute(x.new if new else x.live, frame)


def _match_option(x: s.MatchOption, frame: Frame) -> None:
    value = evaluate(x.option, frame)
    _took(x, "none" if value is None else "some", frame)
    if value is None:
        execute(x.none, frame)
    else:
        _execute_with(x.some, ((x.binding, value),), frame)


def _match_enum(x: s.MatchEnum, frame: Frame) -> None:
    variant = evaluate(x.subject, frame)
    _took(x, variant, frame)
    execute(next(block for variants, block in x.arms if variant in variants), frame)


def _match_variant(x: s.MatchVariant, frame: Frame) -> None:
    variant, *fields = evaluate(x.subject, frame)
    _took(x, variant, frame)
    arm = next(arm for arm in x.arms if variant in arm.variants)
    _execute_with(arm.body, zip(arm.bindings, fields, strict=False), frame)


def _took(x: s.If | s.MatchRole | s.MatchOption | s.MatchEnum | s.MatchVariant, way: str, frame: Frame) -> None:
    if frame.transaction.observer is not None:
        frame.transaction.observer.branch(x.span, way)


def _execute_with(block: s.Block, bindings: Iterable[tuple[str, Value]], frame: Frame) -> None:
    """The block with names bound in it that end with it."""
    mark = len(frame.trail)
    for name, value in bindings:
        frame.bind(name, value)
    execute(block, frame)
    frame.unwind(mark)


def _for(x: s.For, frame: Frame) -> None:
    for i in range(x.low, x.high):
        _execute_with(x.body, ((x.name, i),), frame)


def _for_each(x: s.ForEach, frame: Frame) -> None:
    items: Any = evaluate(x.subject, frame)
    if isinstance(x.subject.type, MapType):
        items = [key for key, _ in items]
    for item in items:
        _execute_with(x.body, ((x.name, item),), frame)


def _for_roles(x: s.ForRoles, frame: Frame) -> None:
    hidden = frame.roles.get(x.name)
    for state in frame.lists[x.role]:
        frame.roles[x.name] = state
        execute(x.body, frame)
    frame.roles.pop(x.name, None)
    if hidden is not None:
        frame.roles[x.name] = hidden


def _unpack(x: s.Unpack, frame: Frame) -> None:
    for name, value in zip(x.names, evaluate(x.value, frame), strict=True):
        frame.bind(name, value)


def _inline(x: s.Inline, frame: Frame) -> None:
    execute(x.body, frame)
    if x.name is not None:
        frame.bind(x.name, frame.result)


def _yield(x: s.Yield, frame: Frame) -> None:
    # Always the last statement of its path: no jump is needed.
    frame.result = None if x.value is None else evaluate(x.value, frame)


def _put(x: s.Put, frame: Frame) -> None:
    amount: int = evaluate(x.coins, frame)
    _add(frame, x.role, x.field, amount, x)


def _add(frame: Frame, role_name: str, field: str, amount: int, put: s.Put | None) -> None:
    role = frame.roles[role_name]
    held = role.values[field]
    target = integer_of(role.layout.resource.field(field).type)
    assert isinstance(held, int) and target is not None
    if held + amount > target.high:
        raise failure(put.error, frame) if put else predeclared("Overflow")
    role.values[field] = held + amount
    role.written = True


def _create(x: s.Create, frame: Frame) -> None:
    role = frame.roles[x.role]
    role.values = evaluate_all(x.fields, frame)
    role.life = Life.LIVE
    role.written = True
    _check_address(x.role, role, frame)


def _check_address(name: str, role: RoleState, frame: Frame) -> None:
    """The resource stands where its fields say."""
    # A frame of its own: a role of the instruction may be called `self` too.
    fields = Frame(frame.program, frame.transaction, {"self": role}, frame.parameters)
    derived = derive(role.layout.resource.address, fields)
    if derived != role.id:
        raise predeclared("WrongAddress", {"role": name, "derived": derived})


def _migrate(x: s.Migrate, frame: Frame) -> None:
    role = frame.roles[x.role]
    role.values = evaluate_all(x.fields, frame)
    role.layout = frame.transaction.layout.resources[x.resource]
    role.written = True
    _check_address(x.role, role, frame)


def _delete(x: s.Delete, frame: Frame) -> None:
    role = frame.roles[x.role]
    for field, target, target_field in x.into:
        held = role.values[field]
        assert isinstance(held, int)
        _add(frame, target, target_field, held, None)
    role.life = Life.DELETED
    role.values = {}
    role.written = True


def _exit(x: s.Exit, frame: Frame) -> None:
    amount, script = evaluate(x.coins, frame), evaluate(x.script, frame)
    frame.transaction.exits.emit(decode_spk(Reader(script)), amount)
    _moved("exit", x.coins, amount, frame)


def _burn(x: s.Burn, frame: Frame) -> None:
    _moved("burn", x.coins, evaluate(x.coins, frame), frame)


def _moved(how: str, coins: Expression, amount: int, frame: Frame) -> None:
    if frame.transaction.observer is not None:
        frame.transaction.observer.moved(how, coins.type, amount)


def _emit(x: s.Emit, frame: Frame) -> None:
    frame.transaction.events.append(Event(x.event, evaluate_all(x.fields, frame)))


def _return(x: s.Return, frame: Frame) -> None:
    raise Returned


_EXECUTORS: dict[type, Callable[[Any, Frame], None]] = {
    s.Let: _let,
    s.AssignLocal: _assign_local,
    s.AssignField: _assign_field,
    s.Require: _require,
    s.If: _if,
    s.MatchRole: _match_role,
    s.MatchOption: _match_option,
    s.MatchEnum: _match_enum,
    s.For: _for,
    s.Put: _put,
    s.Create: _create,
    s.Delete: _delete,
    s.Exit: _exit,
    s.Burn: _burn,
    s.Emit: _emit,
    s.Return: _return,
    s.MatchVariant: _match_variant,
    s.ForEach: _for_each,
    s.ForRoles: _for_roles,
    s.Unpack: _unpack,
    s.Inline: _inline,
    s.Yield: _yield,
    s.Migrate: _migrate,
}
