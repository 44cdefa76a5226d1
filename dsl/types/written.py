"""Which fields of resources a statement may change."""

from __future__ import annotations

from collections.abc import Iterable

from vprog.dsl.program.expressions import CollectionCall, CollectionOp, FieldRef, Take
from vprog.dsl.program.statements import AssignField, Create, Delete, Migrate, Put, Statement
from vprog.dsl.program.walk import blocks, evaluated, statements


def written_fields(made: Iterable[Statement]) -> frozenset[str] | None:
    """The names of the fields, whatever role they are of; None where it may be any field."""
    found: set[str] = set()
    for outer in made:
        for statement in (outer, *(inner for block in blocks(outer) for inner in statements(block))):
            match statement:
                case AssignField() if _same_length(statement):
                    pass
                case AssignField() | Put():
                    found.add(statement.field)
                case Create() | Delete() | Migrate():
                    return None
                case _:
                    found.update(part.field for part in evaluated(statement) if isinstance(part, Take))
    return frozenset(found)


def _same_length(node: AssignField) -> bool:
    """`role.xs[i] = v`: of a collection only its length can be known, and that stays."""
    value = node.value
    if not isinstance(value, CollectionCall) or value.op is not CollectionOp.REPLACE:
        return False
    subject = value.subject
    return isinstance(subject, FieldRef) and (subject.role, subject.field) == (node.role, node.field)
