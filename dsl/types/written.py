"""Which fields of resources a statement may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vprog.dsl.names.known import Writes
from vprog.dsl.program.expressions import CollectionCall, CollectionOp, FieldRef, Take
from vprog.dsl.program.statements import AssignField, Create, Delete, Migrate, Put, Statement
from vprog.dsl.program.walk import blocks, evaluated, statements
from vprog.dsl.syntax import tree as syn


def written_fields(made: Iterable[Statement]) -> Writes | None:
    """What typed statements write; None where it may be anything."""
    found: set[tuple[str, str | None]] = set()
    for outer in made:
        for statement in (outer, *(inner for block in blocks(outer) for inner in statements(block))):
            match statement:
                case AssignField() if _same_length(statement):
                    pass
                case AssignField() | Put():
                    found.add((statement.role, statement.field))
                case Create():
                    found.add((statement.role, None))
                case Delete():
                    found.add((statement.role, None))
                    found.update((role, field) for _, role, field in statement.into)
                case Migrate():
                    return None
                case _:
                    pass
            found.update((part.role, part.field) for part in evaluated(statement) if isinstance(part, Take))
    return frozenset(found)


def _same_length(node: AssignField) -> bool:
    """`role.xs[i] = v`: of a collection only its length can be known, and that stays."""
    value = node.value
    if not isinstance(value, CollectionCall) or value.op is not CollectionOp.REPLACE:
        return False
    subject = value.subject
    return isinstance(subject, FieldRef) and (subject.role, subject.field) == (node.role, node.field)


_MOVING = ("take", "put", "push", "pop", "insert", "remove")


def will_write(node: syn.Node) -> Writes:
    """The same of a statement as it is written, before anything in it has a type. It calls no function of the program:
    what those write, nobody sees from here."""
    return frozenset(_in_text(node))


def _in_text(node: syn.Node) -> Iterator[tuple[str, str | None]]:
    stack: list[object] = [node]
    while stack:
        part = stack.pop()
        match part:
            case syn.Assign(target=syn.Index(target=syn.Member(target=syn.NameRef()))):
                pass  # an element: the length stays
            case syn.Assign():
                yield from _place(part.target)
            case syn.Move():
                yield from _place(part.source)
                yield from _place(part.target)
            case syn.Create():
                yield part.role.text, None
            case syn.Delete():
                yield part.role.text, None
                for target in part.into:
                    yield from _place(target)
            case syn.Call(callee=syn.Member() as callee) if callee.name.text in _MOVING:
                yield from _place(callee.target)
            case _:
                pass
        if isinstance(part, syn.Node):
            stack += [child for _, child in part.children()]
        elif isinstance(part, tuple):
            stack += part


def _place(node: syn.Expression) -> Iterator[tuple[str, str | None]]:
    """The role and the field in `role.field`, `role.field.part[i]` and the like."""
    field: str | None = None
    while not isinstance(node, syn.NameRef):
        match node:
            case syn.Member():
                field, node = node.name.text, node.target
            case syn.Index():
                node = node.target
            case syn.Parenthesised():
                node = node.inner
            case _:
                return
    yield node.name, field
