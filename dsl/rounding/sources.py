"""What a name, a field or an element stands for in the body of one instruction: the expressions that it was made from.

A value keeps its makers through bindings, calls, structs, options, payloads, linear structs, collections and fields of
roles.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from vprog.dsl.program.expressions import (
    CoinsValue,
    CollectionCall,
    CollectionLiteral,
    CollectionOp,
    Convert,
    Expression,
    FieldOf,
    FieldRef,
    LocalRef,
    OptionNone,
    OptionSome,
    StructLiteral,
    Unwrap,
    VariantLiteral,
)
from vprog.dsl.program.walk import operands
from vprog.dsl.rounding.bindings import ITEM, SOME, Bindings, Path

_MANY = 8
"""A variable that is set more often than this is not asked whether it is always the same."""

Reference = LocalRef | FieldOf | Unwrap | CollectionCall | CoinsValue


class Sources:
    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._known: dict[Hashable, tuple[Expression | None, ...]] = {}

    def made(self, node: Reference) -> tuple[Expression, ...]:
        """What a reference may stand for; none where that comes from outside the body."""
        return tuple(found for found in self._found(node) if found is not None)

    def only(self, node: Reference) -> Expression | None:
        """The one expression that a reference stands for, on every path."""
        root: Expression = node
        while isinstance(root, FieldOf | Unwrap | CollectionCall):
            root = operands(root)[0]
        if isinstance(root, LocalRef) and len(self._bindings.bound.get(root.name, ())) > _MANY:
            return None
        found = self._found(node)
        return found[0] if len(found) == 1 else None

    def written(self, node: FieldRef) -> tuple[Expression, ...]:
        """What the field of a role may have been set to before it is read here."""
        at, loop = self._bindings.read.get(id(node), (-1, 0))
        found = self._bindings.written.get((node.role, node.field), ())
        return tuple(value for (place, within), value in found if place < at or (within and within == loop))

    def origins(self, node: Expression) -> Iterator[Expression]:
        """All that an expression may stand for or be a part of, itself first."""
        return (one for one, _ in self._visited(node) if one is not None)

    def _found(self, node: Reference) -> tuple[Expression | None, ...]:
        """The makers of a reference; None for one that is not known."""
        key = _key(node)
        if key not in self._known:
            ends = (one for one, path in self._visited(node) if one is None or _is_maker(one, path))
            self._known[key] = tuple({id(one): one for one in ends}.values())
        return self._known[key]

    def _visited(self, node: Expression) -> Iterator[tuple[Expression | None, Path]]:
        """What is met on the way to the makers of an expression, and the way that is left from there."""
        ahead: list[tuple[Expression | None, Path]] = [(node, ())]
        seen: set[tuple[str | int, Path]] = set()
        while ahead:
            one, path = ahead.pop()
            key = one.name if isinstance(one, LocalRef) else id(one)
            if (key, path) not in seen:
                seen.add((key, path))
                yield one, path
                if one is not None and not _is_maker(one, path):
                    ahead += reversed([*self._step(one, path)])

    def _step(self, node: Expression, path: Path) -> Iterator[tuple[Expression | None, Path]]:
        """One step nearer to the makers of what `path` leads to in `node`."""
        match node:
            case LocalRef(name=name) | CoinsValue(coins=name):
                bound = self._bindings.bound.get(name)
                yield from ((value, (*steps, *path)) for value, steps in bound or ())
                if bound is None:
                    yield None, path
            case Convert():
                yield node.value, path
            case FieldOf():
                yield node.value, (node.field, *path)
            case Unwrap():
                yield node.option, (SOME, *path)
            case CollectionCall():
                yield from _collection(node, path)
            case OptionNone():
                return
            case OptionSome() if path[0] == SOME:
                yield node.value, path[1:]
            case StructLiteral():
                fields = zip(node.type.fields, node.fields, strict=True)
                yield from ((value, path[1:]) for (name, _), value in fields if name == path[0])
            case VariantLiteral():
                fields = zip(node.type.payload(node.variant), node.fields, strict=True)
                yield from ((value, path[1:]) for (name, _), value in fields if f"{node.variant}.{name}" == path[0])
            case CollectionLiteral():
                yield from ((value, path[1:]) for value in node.items)
            case FieldRef():
                yield from ((value, path) for value in self.written(node))
                yield None, path
            case _:
                yield None, path


def _key(node: Expression) -> Hashable:
    """The same for the same field of the same name, wherever it stands."""
    path: Path = ()
    while isinstance(node, FieldOf):
        node, path = node.value, (node.field, *path)
    return (node.name, path) if isinstance(node, LocalRef) else (id(node), path)


def _is_maker(node: Expression, path: Path) -> bool:
    return not path and not isinstance(node, Reference | Convert)


def _collection(node: CollectionCall, path: Path) -> Iterator[tuple[Expression | None, Path]]:
    match node.op:
        case CollectionOp.INDEX:
            yield node.subject, (ITEM, *path)
        case CollectionOp.GET:
            yield node.subject, (ITEM, *path[1:])
        case CollectionOp.PUSH | CollectionOp.REPLACE | CollectionOp.INSERT if path:
            yield node.arguments[-1], path[1:]
            yield node.subject, path
        case CollectionOp.POP | CollectionOp.REMOVE if path:
            yield node.subject, path
        case _:
            yield None, path
