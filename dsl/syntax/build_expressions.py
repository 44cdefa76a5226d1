"""Builds expressions."""

from __future__ import annotations

from vprog.dsl.source.span import Span
from vprog.dsl.syntax import literals
from vprog.dsl.syntax import tree_expressions as syn
from vprog.dsl.syntax.build_base import Part, nodes, trees
from vprog.dsl.syntax.build_types import TypeBuilder
from vprog.dsl.syntax.node import Identifier


def is_type_name(text: str) -> bool:
    """Whether a name is spelt as those of types are; what stands before `::` does not count."""
    own = text.rpartition("::")[2]
    return own[0].isupper() and not own.isupper()


class ExpressionBuilder(TypeBuilder):
    def name_ref(self, parts: list[Part]) -> syn.NameRef:
        return syn.NameRef(parts[0].span, parts[0].text)

    def int_literal(self, parts: list[Part]) -> syn.IntLiteral:
        span: Span = parts[0].span
        value, suffix = literals.integer(parts[0], self.bag)
        unit = None
        if suffix is not None:
            length = span.end - span.start
            unit = Identifier(span.part(length - len(suffix), length), suffix)
        return syn.IntLiteral(span, value, unit)

    def hex_literal(self, parts: list[Part]) -> syn.BytesLiteral:
        return syn.BytesLiteral(parts[0].span, literals.hexadecimal(parts[0], self.bag))

    def bytes_literal(self, parts: list[Part]) -> syn.BytesLiteral:
        return syn.BytesLiteral(parts[0].span, literals.byte_string(parts[0], self.bag))

    def string(self, parts: list[Part]) -> syn.StringLiteral:
        return syn.StringLiteral(parts[0].span, literals.string(parts[0], self.bag))

    def true(self, parts: list[Part]) -> syn.BoolLiteral:
        return syn.BoolLiteral(parts[0].span, True)

    def false(self, parts: list[Part]) -> syn.BoolLiteral:
        return syn.BoolLiteral(parts[0].span, False)

    def none(self, parts: list[Part]) -> syn.NoneLiteral:
        return syn.NoneLiteral(parts[0].span)

    def parenthesised(self, parts: list[Part]) -> syn.Parenthesised:
        return self.deep(syn.Parenthesised(self.span(parts), parts[1]), parts[1])

    def list(self, parts: list[Part]) -> syn.ListLiteral:
        items = trees(parts)
        return self.deep(syn.ListLiteral(self.span(parts), items), *items)

    def binary(self, parts: list[Part]) -> syn.Binary:
        return self.deep(syn.Binary(self.span(parts), parts[1].text, parts[0], parts[2]), parts[0], parts[2])

    def unary(self, parts: list[Part]) -> syn.Unary:
        return self.deep(syn.Unary(self.span(parts), parts[0].text, parts[1]), parts[1])

    def member(self, parts: list[Part]) -> syn.Member:
        return self.deep(syn.Member(self.span(parts), parts[0], parts[2]), parts[0])

    def call(self, parts: list[Part]) -> syn.Call:
        arguments = trees(parts[1:])
        return self.deep(syn.Call(self.span(parts), parts[0], arguments), parts[0], *arguments)

    def index(self, parts: list[Part]) -> syn.Index:
        return self.deep(syn.Index(self.span(parts), parts[0], parts[2]), parts[0], parts[2])

    def field_value(self, parts: list[Part]) -> syn.FieldValue:
        name: Identifier = parts[0]
        value = parts[2] if len(parts) > 1 else syn.NameRef(name.span, name.text)
        return self.deep(syn.FieldValue(self.span(parts), name, value), value)

    entry = field_value

    def record(self, parts: list[Part]) -> syn.Record:
        fields = nodes(parts, syn.FieldValue)
        head = parts[0]
        qualifier = None
        if isinstance(head, syn.Member):
            name = head.name
            if isinstance(head.target, syn.NameRef) and is_type_name(head.target.name):
                qualifier = Identifier(head.target.span, head.target.name)
            else:
                from vprog.dsl.rules import vp0110_unexpected as unexpected

                unexpected.report(self.bag, parts[1].span, "`{`", "an operator or the end of the value", "{", None)
        else:
            name = Identifier(head.span, head.text)
        return self.deep(syn.Record(self.span(parts), name, fields, qualifier), *fields)

    empty_record = record

    def error_use(self, parts: list[Part]) -> syn.ErrorUse:
        return syn.ErrorUse(self.span(parts), Identifier(parts[0].span, parts[0].text), nodes(parts, syn.FieldValue))
