"""Executes statements of the typed program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vprog.dsl.interpret.address import derive
from vprog.dsl.interpret.evaluate import evaluate, evaluate_all, failure
from vprog.dsl.interpret.failure import predeclared
from vprog.dsl.interpret.frame import Event, Frame
from vprog.dsl.interpret.slots import Life
from vprog.dsl.layout.codec import Value
from vprog.dsl.program import statements as s
from vprog.dsl.program.types import integer_of
from vprog.wire.codec import Reader
from vprog.wire.exits import decode_spk


class Returned(Exception):  # noqa: N818 - a jump, not an error
    """`return`: ends the body successfully."""


def execute(block: s.Block, frame: Frame) -> None:
    """Runs the statements in order; raises Failure for an error, Returned for `return`."""
    outer = frame.locals
    frame.locals = dict(outer)
    for statement in block.statements:
        _EXECUTORS[type(statement)](statement, frame)
    frame.locals = {name: frame.locals[name] for name in outer}


def _let(x: s.Let, frame: Frame) -> None:
    frame.locals[x.name] = evaluate(x.value, frame)


def _assign_local(x: s.AssignLocal, frame: Frame) -> None:
    frame.locals[x.name] = evaluate(x.value, frame)


def _assign_field(x: s.AssignField, frame: Frame) -> None:
    value = evaluate(x.value, frame)
    role = frame.roles[x.role]
    role.values[x.field] = value
    role.written = True


def _require(x: s.Require, frame: Frame) -> None:
    if not evaluate(x.condition, frame):
        raise failure(x.error, frame)


def _if(x: s.If, frame: Frame) -> None:
    if evaluate(x.condition, frame):
        execute(x.then, frame)
    elif x.otherwise is not None:
        execute(x.otherwise, frame)


def _match_role(x: s.MatchRole, frame: Frame) -> None:
    execute(x.new if frame.roles[x.role].life is Life.NEW else x.live, frame)


def _match_option(x: s.MatchOption, frame: Frame) -> None:
    value = evaluate(x.option, frame)
    if value is None:
        execute(x.none, frame)
    else:
        _execute_with(x.some, x.binding, value, frame)


def _execute_with(block: s.Block, name: str, value: Value, frame: Frame) -> None:
    frame.locals[name] = value
    execute(block, frame)
    frame.locals.pop(name)


def _match_enum(x: s.MatchEnum, frame: Frame) -> None:
    variant = evaluate(x.subject, frame)
    execute(next(block for variants, block in x.arms if variant in variants), frame)


def _for(x: s.For, frame: Frame) -> None:
    for i in range(x.low, x.high):
        _execute_with(x.body, x.name, i, frame)


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
    # A frame of its own: a role of the instruction may be called `self` too.
    fields = Frame(frame.program, frame.transaction, {"self": role}, frame.parameters)
    derived = derive(role.layout.resource.address, fields)
    if derived != role.id:
        raise predeclared("WrongAddress", {"role": x.role, "derived": derived})


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


def _burn(x: s.Burn, frame: Frame) -> None:
    evaluate(x.coins, frame)


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
}
