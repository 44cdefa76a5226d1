"""Executes statements on paths: the meaning of `dsl/interpret/execute.py`; a branch makes two paths of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from vprog.dsl.effects.table import Kind
from vprog.dsl.program import statements as s
from vprog.dsl.program.declarations import Address, LabelAddress, LockAddress
from vprog.dsl.program.expressions import ErrorUse
from vprog.dsl.program.types import (
    EnumType,
    element_of,
    integer_of,
)
from vprog.dsl.prove.evaluate import check, evaluate, unit_name
from vprog.dsl.prove.explorer import Explorer, TooComplex
from vprog.dsl.prove.loops import any_turn
from vprog.dsl.prove.path import Life, Path
from vprog.dsl.prove.solver import Term, any_of, decided, negated, number
from vprog.dsl.prove.values import Heap, Option, Record, Sequence, Symbolic, Variant
from vprog.dsl.source.span import Span

MOST_TURNS = 8
"""A loop over a collection of which only the length is known is gone through up to so many elements."""


def execute(block: s.Block, path: Path, explorer: Explorer) -> list[Path]:
    """The paths out of a block, those that returned among them."""
    outer = list(path.locals)
    paths = [path]
    for statement in block.statements:
        step = _EXECUTORS[type(statement)]
        following: list[Path] = []
        for current in paths:
            if current.returned:
                following.append(current)
            else:
                following += step(statement, current, explorer)
        paths = explorer.limited(following)
    for current in paths:
        current.locals = {name: current.locals[name] for name in outer}
    return paths


def derive(address: Address, path: Path, explorer: Explorer) -> Term:
    """The address that a declaration or a header gives."""
    match address:
        case LabelAddress():
            return explorer.label(path, address.label)
        case LockAddress():
            return explorer.address(path, "lock", (evaluate(address.source, path, explorer),))
        case _:
            parts = tuple(_term(evaluate(part, path, explorer)) for part in address.parts)
            return explorer.address(path, f"kind {address.kind}", parts)


def _term(part: Symbolic) -> Term:
    if isinstance(part, Option | Record | Variant | Sequence | Heap):
        raise TooComplex("an address is made of values that are themselves put together")
    return part


def own_address(role: str, path: Path, explorer: Explorer) -> Term:
    """The address that a live role's own fields give."""
    with path.itself(role):
        return derive(explorer.program.resource(path.roles[role].resource).address, path, explorer)


def _let(x: s.Let | s.AssignLocal, path: Path, explorer: Explorer) -> list[Path]:
    path.locals[x.name] = evaluate(x.value, path, explorer)
    return [path]


def _assign_field(x: s.AssignField, path: Path, explorer: Explorer) -> list[Path]:
    path.roles[x.role].fields[x.field] = evaluate(x.value, path, explorer)
    path.touch(Kind.WRITE, x.role, x.field, x.span)
    return [path]


def _require(x: s.Require, path: Path, explorer: Explorer) -> list[Path]:
    check(path, explorer, "require", x.span, x.error, evaluate(x.condition, path, explorer))
    return [path]


def fork(path: Path, condition: Term) -> tuple[Path | None, Path | None]:
    """The path where the condition holds, and where it does not; None where that cannot be."""
    known = decided(condition)
    if known is not None:
        return (path, None) if known else (None, path)
    other = path.copy()
    path.assume(condition)
    other.assume(negated(condition))
    return path, other


def _if(x: s.If, path: Path, explorer: Explorer) -> list[Path]:
    then, otherwise = fork(path, evaluate(x.condition, path, explorer))
    paths = execute(x.then, then, explorer) if then is not None else []
    if otherwise is not None:
        paths += execute(x.otherwise, otherwise, explorer) if x.otherwise is not None else [otherwise]
    return paths


def _match_role(x: s.MatchRole, path: Path, explorer: Explorer) -> list[Path]:
    return execute(x.new if path.roles[x.role].life is Life.NEW else x.live, path, explorer)


def _match_option(x: s.MatchOption, path: Path, explorer: Explorer) -> list[Path]:
    option: Option = evaluate(x.option, path, explorer)
    some, none = fork(path, option.present)
    paths = execute(x.none, none, explorer) if none is not None else []
    return paths + (_with(x.some, {x.binding: option.value}, some, explorer) if some is not None else [])


def _with(block: s.Block, bindings: dict[str, Symbolic], path: Path, explorer: Explorer) -> list[Path]:
    """The block with names bound in it that end with it; what they hide comes back."""
    hidden = {name: path.locals[name] for name in bindings if name in path.locals}
    path.locals |= bindings
    paths = execute(block, path, explorer)
    for current in paths:
        for name in bindings:
            current.locals.pop(name)
        current.locals |= hidden
    return paths


def _match_enum(x: s.MatchEnum, path: Path, explorer: Explorer) -> list[Path]:
    subject = evaluate(x.subject, path, explorer)
    assert isinstance(x.subject.type, EnumType)
    names = x.subject.type.variants
    paths: list[Path] = []
    rest: Path | None = path
    for variants, block in x.arms:
        if rest is None:
            break
        chosen, rest = fork(rest, any_of([subject == names.index(variant) for variant in variants]))
        if chosen is not None:
            paths += execute(block, chosen, explorer)
    return paths


def _match_variant(x: s.MatchVariant, path: Path, explorer: Explorer) -> list[Path]:
    subject: Variant = evaluate(x.subject, path, explorer)
    assert isinstance(x.subject.type, EnumType)
    names = x.subject.type.variants
    paths: list[Path] = []
    rest: Path | None = path
    for arm in x.arms:
        if rest is None:
            break
        chosen, rest = fork(rest, any_of([subject.index == names.index(variant) for variant in arm.variants]))
        if chosen is not None:
            payload = subject.payloads[names.index(arm.variants[0])]
            paths += _with(arm.body, dict(zip(arm.bindings, payload, strict=False)), chosen, explorer)
    return paths


def _for(x: s.For, path: Path, explorer: Explorer) -> list[Path]:
    turns = [{x.name: number(i)} for i in range(x.low, x.high)]
    return _turns(turns, [path], explorer, lambda turn, current: _with(x.body, turn, current, explorer))


def _for_each(x: s.ForEach, path: Path, explorer: Explorer) -> list[Path]:
    """Turn by turn, as long as there are elements."""
    subject: Sequence | Heap = evaluate(x.subject, path, explorer)
    if isinstance(subject, Heap) and x.bound > MOST_TURNS:
        element = explorer.unknown(path, element_of(x.subject.type))
        turns = any_turn(x, subject, path, explorer, lambda there: _with(x.body, {x.name: element}, there, explorer))
        return explorer.limited(turns)
    ended: list[Path] = []

    def item(n: int, current: Path) -> Symbolic:
        if isinstance(subject, Sequence):
            return subject.items[n]
        return explorer.unknown(current, element_of(x.subject.type))

    def turn(n: int, current: Path) -> list[Path]:
        there, over = fork(current, number(n) < subject.length)
        if over is not None:
            ended.append(over)
        if there is None:
            return []
        return _with(x.body, {x.name: item(n, there)}, there, explorer)

    items = len(subject.items) if isinstance(subject, Sequence) else x.bound
    paths = _turns(list(range(items)), [path], explorer, turn)
    return explorer.limited(paths + ended)


def _for_roles(x: s.ForRoles, path: Path, explorer: Explorer) -> list[Path]:
    def turn(member: str, current: Path) -> list[Path]:
        current.roles[x.name] = current.roles[member]
        current.before = {**current.before, x.name: current.before[member]}
        current.members[x.name] = member
        paths = execute(x.body, current, explorer)
        for done in paths:
            del done.roles[x.name], done.members[x.name]
            done.before = {name: role for name, role in done.before.items() if name != x.name}
        return paths

    return _turns([*path.lists[x.role]], [path], explorer, turn)


T = TypeVar("T")


def _turns(turns: list[T], paths: list[Path], explorer: Explorer, step: Callable[[T, Path], list[Path]]) -> list[Path]:
    """One turn after the other, on every path that has not returned."""
    for turn in turns:
        following: list[Path] = []
        for current in paths:
            following += [current] if current.returned else step(turn, current)
        paths = explorer.limited(following)
    return paths


def _unpack(x: s.Unpack, path: Path, explorer: Explorer) -> list[Path]:
    value: Record = evaluate(x.value, path, explorer)
    path.locals |= zip(x.names, value.fields, strict=True)
    return [path]


def _inline(x: s.Inline, path: Path, explorer: Explorer) -> list[Path]:
    paths = execute(x.body, path, explorer)
    for current in paths:
        if x.name is not None and not current.returned:
            current.locals[x.name] = current.result
    return paths


def _yield(x: s.Yield, path: Path, explorer: Explorer) -> list[Path]:
    path.result = None if x.value is None else evaluate(x.value, path, explorer)
    return [path]


def _migrate(x: s.Migrate, path: Path, explorer: Explorer) -> list[Path]:
    """The same resource, of another kind. Another lock is a write of the lock."""
    role = path.roles[x.role]
    fields = {name: evaluate(value, path, explorer) for name, value in x.fields}
    old = explorer.program.resource(role.resource).lock_field
    new = explorer.program.resource(x.resource).lock_field
    kept = old is None or (new is not None and fields[new] is role.fields[old])
    path.touch(Kind.WRITE, x.role, None if kept else old, x.span)
    role.resource, role.fields = x.resource, fields
    return [path]


def _put(x: s.Put, path: Path, explorer: Explorer) -> list[Path]:
    amount = evaluate(x.coins, path, explorer)
    _add(path, explorer, x.role, x.field, amount, "put", x.span, x.error)
    return [path]


def _add(
    path: Path, explorer: Explorer, role: str, field: str, amount: Term, kind: str, span: Span, error: ErrorUse | str
) -> None:
    value = path.roles[role]
    target = integer_of(explorer.program.resource(value.resource).field(field).type)
    assert target is not None
    total = value.fields[field] + amount
    check(path, explorer, kind, span, error, total <= target.high)
    value.fields[field] = total


def _create(x: s.Create, path: Path, explorer: Explorer) -> list[Path]:
    role = path.roles[x.role]
    role.fields = {name: evaluate(value, path, explorer) for name, value in x.fields}
    role.life = Life.LIVE
    path.assume(own_address(x.role, path, explorer) == role.id)
    return [path]


def _delete(x: s.Delete, path: Path, explorer: Explorer) -> list[Path]:
    role = path.roles[x.role]
    for field, target, target_field in x.into:
        _add(path, explorer, target, target_field, role.fields[field], "delete", x.span, "Overflow")
    role.life = Life.DELETED
    role.fields = {}
    path.touch(Kind.DELETE, x.role, None, x.span)
    return [path]


def _exit(x: s.Exit, path: Path, explorer: Explorer) -> list[Path]:
    flow = path.flow(unit_name(x.coins.type))
    amount = evaluate(x.coins, path, explorer)
    evaluate(x.script, path, explorer)
    flow.exited = flow.exited + amount
    return [path]


def _burn(x: s.Burn, path: Path, explorer: Explorer) -> list[Path]:
    flow = path.flow(unit_name(x.coins.type))
    amount = evaluate(x.coins, path, explorer)
    flow.burned = flow.burned + amount
    return [path]


def _emit(x: s.Emit, path: Path, explorer: Explorer) -> list[Path]:
    for _, value in x.fields:
        evaluate(value, path, explorer)
    return [path]


def _return(_: s.Return, path: Path, explorer: Explorer) -> list[Path]:
    path.returned = True
    return [path]


_EXECUTORS: dict[type, Callable[[Any, Path, Explorer], list[Path]]] = {
    s.Let: _let,
    s.AssignLocal: _let,
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
