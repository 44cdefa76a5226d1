"""Expressions that make aggregates or look into them: structs, enums with payloads, collections."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from vprog.dsl.frozen import record
from vprog.dsl.program.types import EnumType, StructType, Type
from vprog.dsl.source.span import Span

if TYPE_CHECKING:
    from vprog.dsl.program.expressions import ErrorUse, Expression


@record
class StructLiteral:
    """`Point { x: 1, y: 2 }`: the fields in the struct's declaration order, each of its declared type. Of a linear
    struct: it is made, which only its module may do."""

    span: Span
    type: StructType
    fields: tuple[Expression, ...]


@record
class FieldOf:
    """A field of a struct value; a number has an ExactType as wide as its declared type."""

    span: Span
    type: Type
    value: Expression
    field: str


@record
class VariantLiteral:
    """A variant of an enum with payloads; `fields` in the variant's declaration order, each of its declared type."""

    span: Span
    type: EnumType
    variant: str
    fields: tuple[Expression, ...]


@record
class CollectionLiteral:
    """`[a, b]` as an array, a list or a set (inserted one by one), or `[]` as a map."""

    span: Span
    type: Type
    items: tuple[Expression, ...]


class CollectionOp(Enum):
    """What is asked of a collection, or made from it. None of them changes its subject."""

    LENGTH = "len"
    """How many elements (bytes, of `bytes<=N` and `text<=N`)."""
    INDEX = "[]"
    """(index) The element of an array or a list; OutOfRange or the own error outside of it."""
    CONTAINS = "contains"
    """(item) Whether an array, a list or a set holds it, or a map has it as a key."""
    GET = "get"
    """(key) The value of a map, as an option."""
    PUSH = "push"
    """(item) A list with one more at its end; the error when it is full."""
    POP = "pop"
    """() A list without its last; the error when it is empty."""
    REPLACE = "replace"
    """(index, item) An array or a list with another element there; the error outside of it."""
    INSERT = "insert"
    """(item) of a set, (key, value) of a map, which replaces; the error when it would be one too many."""
    REMOVE = "remove"
    """(item) of a set, (key) of a map; the error when it is not there, or nothing happens where there is no error."""


@record
class CollectionCall:
    """One operation on a collection. `error` is None when nothing can go wrong, as the ranges prove."""

    span: Span
    type: Type
    op: CollectionOp
    subject: Expression
    arguments: tuple[Expression, ...]
    error: ErrorUse | None
