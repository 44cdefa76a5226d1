"""Types as written. Whether a name is a type, and of what kind, is decided later."""

from __future__ import annotations

from vprog.dsl.syntax.node import Identifier, Node, node


@node
class NamedType(Node):
    """`u64`, `Lock`, `Sompi`."""

    name: Identifier


@node
class SizedType(Node):
    """`bytes[8]`: exactly that many; the size is an integer or the name of a constant."""

    name: Identifier
    size: int | Identifier


@node
class BoundedType(Node):
    """`bytes<=64`, `text<=32`: at most that many."""

    name: Identifier
    bound: int | Identifier


@node
class ArrayType(Node):
    """`[T; 4]`."""

    element: TypeNode
    size: int | Identifier


@node
class GenericType(Node):
    """`Address<User>`, `list<T, max 16>`, `map<K, V, max 16>`; `bound` is what follows `max`."""

    name: Identifier
    arguments: tuple[TypeNode, ...]
    bound: int | Identifier | None


@node
class OptionalType(Node):
    """`T?`."""

    inner: TypeNode


@node
class HeldType(Node):
    """`held Sompi`."""

    unit: Identifier


@node
class CoinsType(Node):
    """`coins Sompi`: value in flight, as the parameter or the result of a function."""

    unit: Identifier


TypeNode = NamedType | SizedType | BoundedType | ArrayType | GenericType | OptionalType | HeldType | CoinsType
