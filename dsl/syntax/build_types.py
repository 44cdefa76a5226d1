"""Builds names and types."""

from __future__ import annotations

from vprog.dsl.syntax import tree_types as syn
from vprog.dsl.syntax.build_base import BuilderBase, Part, after, identifier, trees
from vprog.dsl.syntax.literals import integer
from vprog.dsl.syntax.node import Identifier, Node, node


@node
class SizeNumber(Node):
    """A size while its type is being built."""

    value: int


def _size(part: SizeNumber | Identifier) -> int | Identifier:
    return part.value if isinstance(part, SizeNumber) else part


class TypeBuilder(BuilderBase):
    def name(self, parts: list[Part]) -> Identifier:
        return identifier(parts[0])

    type_name = plain_name = const_name = error_name = type_path = const_path = path_name = module_path = name

    def size_number(self, parts: list[Part]) -> SizeNumber:
        return SizeNumber(parts[0].span, integer(parts[0], self.bag)[0])

    def named_type(self, parts: list[Part]) -> syn.NamedType:
        return syn.NamedType(parts[0].span, parts[0])

    def sized_type(self, parts: list[Part]) -> syn.SizedType:
        return syn.SizedType(self.span(parts), parts[0], _size(parts[2]))

    def bounded_type(self, parts: list[Part]) -> syn.BoundedType:
        return syn.BoundedType(self.span(parts), parts[0], _size(parts[2]))

    def array_type(self, parts: list[Part]) -> syn.ArrayType:
        return syn.ArrayType(self.span(parts), parts[1], _size(parts[3]))

    def generic_type(self, parts: list[Part]) -> syn.GenericType:
        bound = after(parts, "MAX")
        arguments = trees(parts[2:-3] if bound else parts[2:])
        return syn.GenericType(self.span(parts), parts[0], arguments, None if bound is None else _size(bound))

    def optional_type(self, parts: list[Part]) -> syn.OptionalType:
        return syn.OptionalType(self.span(parts), parts[0])

    def held_type(self, parts: list[Part]) -> syn.HeldType:
        return syn.HeldType(self.span(parts), parts[1])

    def coins_type(self, parts: list[Part]) -> syn.CoinsType:
        return syn.CoinsType(self.span(parts), parts[1])
