"""What locals have been read from, and what has become of it since."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from vprog.dsl.frozen import record
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    CoinsValue,
    CollectionCall,
    CollectionOp,
    Convert,
    Expression,
    FieldOf,
    FieldRef,
    LocalRef,
    StructLiteral,
)
from vprog.dsl.program.walk import expressions, operands
from vprog.dsl.source.span import Span

_GROWING = (CollectionOp.PUSH, CollectionOp.POP, CollectionOp.REMOVE)


@record
class View:
    """A read of a role's field, and what has happened since.

    A call `wrote` it, or a statement did under the name `writer`, which set the field to `value` (a shape; None: who
    knows): then the view is stale. `used`: where it was asked for nevertheless; `lost`: where the field was set to
    something else under its own name."""

    role: str
    field: str
    read: Span
    wrote: Span | None = None
    writer: str | None = None
    value: object = None
    used: Span | None = None
    lost: Span | None = None

    @property
    def aliased(self) -> bool:
        """It was written under another name."""
        return self.writer is not None


Views = frozenset[View]
State = dict[str, Views]
NONE: Views = frozenset()


def views(root: Expression, state: State) -> Views:
    """What a value depends on."""
    match root:
        case FieldRef():
            return frozenset({View(root.role, root.field, root.span)})
        case LocalRef():
            return state.get(root.name, NONE)
        case CoinsValue():
            return state.get(root.coins, NONE)
        case _:
            found = NONE
            for operand in operands(root):
                found |= views(operand, state)
            return found


Made = dict[str, Expression]
"""By name: what a binding that never changes was made of."""


def shape(node: object, made: Made) -> object:
    """Equal of expressions that have the same value wherever both stand; None of what may have another one by then."""
    if isinstance(node, LocalRef):
        return node.name if node.name in made else None
    if isinstance(node, tuple):
        parts = tuple(shape(part, made) for part in cast("tuple[object, ...]", node))
        return None if None in parts else parts
    names = cast("tuple[str, ...]", getattr(node, "__match_args__", ()))
    if "span" not in names:
        return "nothing" if node is None else node
    kept = shape(tuple(getattr(node, name) for name in names if name not in ("span", "type")), made)
    return None if kept is None or isinstance(node, FieldRef) else (type(node), kept)


def set_to(root: Expression, place: tuple[str, str], state: State, made: Made) -> Views:
    """What a place is set to, without what is only added to it, or taken away from what it is by now."""
    match root:
        case Convert():
            return set_to(root.value, place, state, made)
        case LocalRef() if root.name in made and _is_fresh(root.name, state, made):
            return set_to(made[root.name], place, state, made)
        case Binary(op=BinaryOp.ADD | BinaryOp.SUBTRACT):
            if _is_now(root.left, place, state):
                return set_to(root.left, place, state, made)
            if root.op is BinaryOp.ADD and _is_now(root.right, place, state):
                return set_to(root.right, place, state, made)
            return views(root, state)
        case StructLiteral():
            return NONE.union(*(set_to(part, place, state, made) for part in root.fields))
        case CollectionCall() if _is_now(root.subject, place, state):
            if root.op in _GROWING:
                return views(root.subject, state)
            changed = root.arguments[-1:] if root.op in (CollectionOp.REPLACE, CollectionOp.INSERT) else root.arguments
            return views(root.subject, state).union(*(set_to(part, place, state, made) for part in changed))
        case _:
            return views(root, state)


def _is_fresh(name: str, state: State, made: Made) -> bool:
    """No field that the binding itself read has changed: it is what it would be if it were made now."""
    own = {part.span for part in expressions(made[name], errors=False) if isinstance(part, FieldRef)}
    return all(view.wrote is None for view in state.get(name, NONE) if view.read in own)


def _is_now(root: Expression, place: tuple[str, str], state: State) -> bool:
    """It is made of what the place holds by now."""
    match root:
        case Convert() | FieldOf():
            return _is_now(root.value, place, state)
        case Binary(op=BinaryOp.ADD):
            return _is_now(root.left, place, state) or _is_now(root.right, place, state)
        case Binary(op=BinaryOp.SUBTRACT):
            return _is_now(root.left, place, state)
        case CollectionCall():
            return _is_now(root.subject, place, state)
        case FieldRef():
            return (root.role, root.field) == place
        case LocalRef():
            found = state.get(root.name, NONE)
            return all(view.wrote is None for view in found) and any((v.role, v.field) == place for v in found)
        case _:
            return False


def change(state: State, each: Callable[[View], View | None]) -> None:
    """Puts another view in the place of each; None drops it."""
    for name, found in state.items():
        if found:
            made = frozenset(view for old in found if (view := each(old)) is not None)
            if made != found:
                state[name] = made


def either(states: Iterable[State]) -> State:
    """What holds behind branches: a value is stale when it is on some path."""
    found: State = {}
    for state in states:
        for name, held in state.items():
            found[name] = found.get(name, NONE) | held
    return found
