"""Builds statements. An optional `else Error` is always the last part."""

from __future__ import annotations

from vprog.dsl.syntax import tree_statements as syn
from vprog.dsl.syntax.build_base import Part, after, first, nodes, trees
from vprog.dsl.syntax.build_expressions import ExpressionBuilder
from vprog.dsl.syntax.node import Identifier, Node, node
from vprog.dsl.syntax.token import Token
from vprog.dsl.syntax.tree_expressions import Call, ErrorUse


def _error(parts: list[Part]) -> ErrorUse | None:
    return parts[-1] if isinstance(parts[-1], ErrorUse) else None


@node
class Binding(Node):
    """`owner: who`, or `amount`, while its statement is being built."""

    field: Identifier
    bound: Identifier


class StatementBuilder(ExpressionBuilder):
    def block(self, parts: list[Part]) -> syn.Block:
        statements = trees(parts)
        return self.deep(syn.Block(self.span(parts), statements), *statements)

    def let(self, parts: list[Part]) -> syn.Let:
        return syn.Let(
            self.span(parts),
            parts[0].type == "VAR",
            parts[1],
            after(parts, "COLON"),
            after(parts, "ASSIGN"),
            _error(parts),
        )

    def unpack(self, parts: list[Part]) -> syn.Unpack:
        fields = tuple((pair.field, pair.bound) for pair in nodes(parts, Binding))
        return syn.Unpack(self.span(parts), parts[1], fields, parts[-1])

    def binding(self, parts: list[Part]) -> Binding:
        return Binding(self.span(parts), parts[0], parts[-1])

    def assign(self, parts: list[Part]) -> syn.Assign:
        return syn.Assign(self.span(parts), parts[0], parts[1].text, parts[2], _error(parts))

    def move(self, parts: list[Part]) -> syn.Move:
        return syn.Move(self.span(parts), parts[1], parts[3], parts[5], _error(parts))

    def require(self, parts: list[Part]) -> syn.Require:
        return syn.Require(self.span(parts), parts[1], parts[-1])

    def if_statement(self, parts: list[Part]) -> syn.If:
        otherwise = parts[4] if len(parts) > 3 else None
        if isinstance(otherwise, syn.If):
            otherwise = self.deep(syn.Block(otherwise.span, (otherwise,)), otherwise)
        return self.deep(syn.If(self.span(parts), parts[1], parts[2], otherwise), parts[2], otherwise)

    def match(self, parts: list[Part]) -> syn.Match:
        arms = nodes(parts, syn.Arm)
        return self.deep(syn.Match(self.span(parts), parts[1], arms), *arms)

    def arm(self, parts: list[Part]) -> syn.Arm:
        body = after(parts, "ARROW")
        if not isinstance(body, syn.Block):
            body = self.deep(syn.Block(body.span, (body,)), body)
        last = parts[:-1] if isinstance(parts[-1], Token) else parts
        return self.deep(syn.Arm(self.span(last), nodes(parts, syn.Pattern), body), body)

    def pattern(self, parts: list[Part]) -> syn.Pattern:
        head = [p if isinstance(p, Identifier) else Identifier(p.span, p.text) for p in parts[:1]]
        opening = next((i for i, p in enumerate(parts) if isinstance(p, Token) and p.type == "LPAR"), len(parts))
        path = [*head, *nodes(parts[1:opening], Identifier)]
        qualifier = path[0] if len(path) == 2 else None
        return syn.Pattern(self.span(parts), qualifier, path[-1], nodes(parts[opening:], Identifier))

    def for_statement(self, parts: list[Part]) -> syn.For:
        return self.deep(syn.For(self.span(parts), parts[1], parts[3], parts[4]), parts[4])

    def range(self, parts: list[Part]) -> syn.Range:
        return syn.Range(self.span(parts), parts[0], parts[2])

    def emit(self, parts: list[Part]) -> syn.Emit:
        return syn.Emit(self.span(parts), parts[1])

    def create(self, parts: list[Part]) -> syn.Create:
        return syn.Create(self.span(parts), parts[1], parts[3])

    def delete(self, parts: list[Part]) -> syn.Delete:
        return syn.Delete(self.span(parts), parts[1], trees(parts[2:]))

    def expression_statement(self, parts: list[Part]) -> syn.ExpressionStatement:
        made = syn.ExpressionStatement(self.span(parts), parts[0], _error(parts))
        if not isinstance(parts[0], Call):
            self.loose.append(made)
        return made

    def return_statement(self, parts: list[Part]) -> syn.Return:
        return syn.Return(self.span(parts), parts[1] if len(parts) > 1 else None)

    def error_of(self, parts: list[Part]) -> ErrorUse | None:
        """The `else Error` of a header condition, which may be a bare name."""
        used = first(parts, ErrorUse)
        name = after(parts, "ELSE")
        return ErrorUse(name.span, name, ()) if used is None and isinstance(name, Identifier) else used
