"""A loop over a collection that is too long to go through turn by turn.

What the body assigns can be anything before any turn and after the last: one turn from there stands for all of them.
So more can happen than in reality. Only for bodies that leave alone what is held, made and paid out.
"""

from __future__ import annotations

from collections.abc import Callable

from vprog.dsl.program import statements as s
from vprog.dsl.program.types import CoinsType, ExactType, HeldType, Type
from vprog.dsl.program.walk import statements
from vprog.dsl.prove.explorer import Explorer, TooComplex
from vprog.dsl.prove.path import Flow, Path
from vprog.dsl.prove.solver import number
from vprog.dsl.prove.values import Heap


def any_turn(
    loop: s.ForEach, subject: Heap, path: Path, explorer: Explorer, turn: Callable[[Path], list[Path]]
) -> list[Path]:
    """The path without a turn, those on which a turn returned, and the one behind the turns. Raises TooComplex where
    the body does more than assign."""
    none = path.copy()
    none.assume(subject.length == number(0))
    path.assume(subject.length > number(0))
    locals_, fields = _assigned(loop, path)
    for name, type_ in locals_.items():
        path.locals[name] = explorer.unknown(path, _plain(type_, loop))
    for (role, field), type_ in fields.items():
        path.roles[role].fields[field] = explorer.unknown(path, _plain(type_, loop))
    ends = turn(path.copy())
    if not all(_only_assigned(path, end, set(fields)) for end in ends):
        raise _too_long(loop)
    touched = [touch for end in ends for touch in end.touched[len(path.touched) :]]
    path.touched += {(touch.kind, touch.role, touch.field): touch for touch in touched}.values()
    return [none, *(end for end in ends if end.returned), path]


def _assigned(loop: s.ForEach, path: Path) -> tuple[dict[str, Type], dict[tuple[str, str], Type]]:
    """The locals from before the loop, and the fields, that the body assigns."""
    inner = statements(loop.body)
    locals_ = {x.name: x.value.type for x in inner if isinstance(x, s.AssignLocal) and x.name in path.locals}
    fields = {(x.role, x.field): x.value.type for x in inner if isinstance(x, s.AssignField)}
    if any(role not in path.roles for role, _ in fields):
        raise _too_long(loop)
    return locals_, fields


def _plain(type_: Type, loop: s.ForEach) -> Type:
    """A type whose values can be anything."""
    if isinstance(type_, ExactType | CoinsType | HeldType):
        raise _too_long(loop)
    return type_


def _only_assigned(before: Path, after: Path, fields: set[tuple[str, str]]) -> bool:
    """Whether nothing but these fields, and locals, is another than it was."""
    if after.claims != before.claims or set(after.flows) - set(before.flows):
        return False
    if any(_moved(before.flows[unit], flow) for unit, flow in after.flows.items()):
        return False
    for name, role in after.roles.items():
        was = before.roles.get(name)
        if was is None or (was.resource, was.life, set(was.fields)) != (role.resource, role.life, set(role.fields)):
            return False
        if any(value is not was.fields[f] and (name, f) not in fields for f, value in role.fields.items()):
            return False
    return True


def _moved(before: Flow, after: Flow) -> bool:
    kept = ("claimed", "minted", "exited", "burned")
    return any(getattr(before, name) is not getattr(after, name) for name in kept)


def _too_long(loop: s.ForEach) -> TooComplex:
    return TooComplex(f"a loop goes through a collection of up to {loop.bound} elements")
