"""Builds items, header clauses and tests."""

from __future__ import annotations

from vprog.dsl.syntax import tree_items as syn
from vprog.dsl.syntax import tree_tests as tests
from vprog.dsl.syntax.build_base import Part, after, first, identifier, nodes, trees
from vprog.dsl.syntax.build_statements import StatementBuilder
from vprog.dsl.syntax.literals import integer
from vprog.dsl.syntax.node import Identifier
from vprog.dsl.syntax.token import Token
from vprog.dsl.syntax.tree_expressions import Call, FieldValue
from vprog.dsl.syntax.tree_statements import Block


class TestBuilder(StatementBuilder):
    __test__ = False

    def test(self, parts: list[Part]) -> tests.Test:
        return tests.Test(self.span(parts), self.doc(parts[0]), parts[1], trees(parts[3:]))

    def test_let(self, parts: list[Part]) -> tests.TestLet:
        return tests.TestLet(self.span(parts), parts[1], parts[-1], after(parts, "COLON"))

    def run(self, parts: list[Part]) -> tests.Run:
        closing = next(i for i, p in enumerate(parts) if isinstance(p, Token) and p.type == "RPAR")
        clauses: dict[str, list[Part]] = {}
        clause: list[Part] = []
        for part in parts[closing + 1 :]:
            if isinstance(part, Token):
                if part.type != "COMMA":
                    clause = clauses.setdefault(part.type, [])
            else:
                clause.append(part)
        return tests.Run(
            self.span(parts),
            parts[1],
            trees(parts[3:closing]),
            nodes(clauses.get("WITH", []), tests.RoleBinding),
            nodes(clauses.get("SIGNED", []), Identifier),
            nodes(clauses.get("PAYING", []), Call),
            next(iter(clauses.get("FAILS", [])), None),
            next(iter(clauses.get("AFTER", [])), None),
        )

    def role_binding(self, parts: list[Part]) -> tests.RoleBinding:
        if not isinstance(parts[2], Token):
            return tests.RoleBinding(self.span(parts), parts[0], parts[2])
        names = nodes(parts[3:], Identifier)
        return tests.RoleBinding(self.span(parts), parts[0], names[0] if names else parts[0], names)

    def property(self, parts: list[Part]) -> tests.Property:
        opening = next(i for i, p in enumerate(parts) if isinstance(p, Token) and p.type == "LBRACE")
        return tests.Property(
            self.span(parts),
            self.doc(parts[0]),
            parts[1],
            nodes(parts[:opening], tests.PropertyParameter),
            after(parts[:opening], "WHERE"),
            trees(parts[opening:]),
        )

    def parameter(self, parts: list[Part]) -> tests.PropertyParameter:
        return tests.PropertyParameter(self.span(parts), parts[0], parts[2])

    def expect(self, parts: list[Part]) -> tests.Expect:
        return tests.Expect(self.span(parts), parts[1])


class HeaderBuilder(TestBuilder):
    def role_clause(self, parts: list[Part]) -> syn.RoleClause:
        return syn.RoleClause(
            self.span(parts),
            identifier(parts[0]),
            parts[1],
            parts[3],
            first(parts, syn.AddressClause),
            isinstance(parts[-1], Token) and parts[-1].type == "CREATES",
        )

    def auth_clause(self, parts: list[Part]) -> syn.AuthClause:
        return syn.AuthClause(self.span(parts), parts[1])

    def auth_one(self, parts: list[Part]) -> syn.AuthOne:
        return syn.AuthOne(parts[0].span, parts[0])

    def auth_group(self, parts: list[Part]) -> syn.AuthGroup:
        quantity = integer(parts[0], self.bag)[0] if parts[0].type == "INT" else parts[0].text
        inner = trees(parts)
        return self.deep(syn.AuthGroup(self.span(parts), quantity, inner), *inner)

    def auth_list(self, parts: list[Part]) -> syn.AuthGroup:
        quantity = integer(parts[0], self.bag)[0] if parts[0].type == "INT" else parts[0].text
        return syn.AuthGroup(self.span(parts), quantity, (), parts[2])

    def where_clause(self, parts: list[Part]) -> syn.WhereClause:
        return syn.WhereClause(self.span(parts), parts[1], self.error_of(parts))

    def may_alias_clause(self, parts: list[Part]) -> syn.MayAliasClause:
        return syn.MayAliasClause(self.span(parts), nodes(parts, Identifier))

    def permissionless_clause(self, parts: list[Part]) -> syn.PermissionlessClause:
        return syn.PermissionlessClause(self.span(parts), parts[2])

    def claims_clause(self, parts: list[Part]) -> syn.ClaimsClause:
        return syn.ClaimsClause(self.span(parts), nodes(parts, Identifier))

    def exits_clause(self, parts: list[Part]) -> syn.ExitsClause:
        return syn.ExitsClause(self.span(parts), nodes(parts, Identifier))

    def random_clause(self, parts: list[Part]) -> syn.RandomClause:
        return syn.RandomClause(self.span(parts))

    def after_clause(self, parts: list[Part]) -> syn.AfterClause:
        return syn.AfterClause(self.span(parts), parts[2] if len(parts) > 1 else None)

    def limits_clause(self, parts: list[Part]) -> syn.LimitsClause:
        return syn.LimitsClause(self.span(parts), nodes(parts, FieldValue))

    def ensures_clause(self, parts: list[Part]) -> syn.EnsuresClause:
        return syn.EnsuresClause(self.span(parts), parts[1])

    def address(self, parts: list[Part]) -> syn.AddressClause:
        form = first(parts[1:2], Identifier)
        return syn.AddressClause(self.span(parts), form, trees(parts[2:]))


class TreeBuilder(HeaderBuilder):
    def file(self, parts: list[Part]) -> syn.File:
        is_module = parts[0].type == "MODULE"
        return syn.File(self.span(parts), self.doc(parts[0]), parts[1], trees(parts[2:]), is_module)

    def use(self, parts: list[Part]) -> syn.Use:
        public = parts[0].type == "PUB"
        path, *names = nodes(parts, Identifier)
        braces = isinstance(parts[-1], Token)
        return syn.Use(self.span(parts), public, path, tuple(names) if braces else None)

    def const(self, parts: list[Part]) -> syn.Const:
        return syn.Const(self.span(parts), self.doc(parts[0]), identifier(parts[1]), parts[3], parts[5])

    def unit(self, parts: list[Part]) -> syn.Unit:
        return syn.Unit(self.span(parts), self.doc(parts[0]), identifier(parts[1]), parts[3], nodes(parts, FieldValue))

    def type_alias(self, parts: list[Part]) -> syn.TypeAlias:
        return syn.TypeAlias(self.span(parts), self.doc(parts[0]), identifier(parts[1]), parts[3])

    def struct(self, parts: list[Part]) -> syn.Struct:
        linear = parts[0].type == "LINEAR"
        fields = nodes(parts, syn.Field)
        return syn.Struct(self.span(parts), self.doc(parts[0]), linear, identifier(parts[1 + linear]), fields)

    def enum(self, parts: list[Part]) -> syn.Enum:
        return syn.Enum(self.span(parts), self.doc(parts[0]), identifier(parts[1]), nodes(parts, syn.Variant))

    def variant(self, parts: list[Part]) -> syn.Variant:
        return syn.Variant(self.span(parts), self.doc(parts[0]), identifier(parts[0]), nodes(parts, syn.Field))

    def error_block(self, parts: list[Part]) -> syn.ErrorBlock:
        return syn.ErrorBlock(self.span(parts), self.doc(parts[0]), nodes(parts, syn.ErrorDeclaration))

    def error_declaration(self, parts: list[Part]) -> syn.ErrorDeclaration:
        fields = nodes(parts, syn.Field)
        return syn.ErrorDeclaration(self.span(parts), self.doc(parts[0]), identifier(parts[0]), parts[1], fields)

    def event(self, parts: list[Part]) -> syn.Event:
        return syn.Event(self.span(parts), self.doc(parts[0]), identifier(parts[1]), nodes(parts, syn.Field))

    def resource(self, parts: list[Part]) -> syn.Resource:
        fields = nodes(parts, syn.Field)
        return syn.Resource(self.span(parts), self.doc(parts[0]), identifier(parts[1]), parts[2], fields)

    def field(self, parts: list[Part]) -> syn.Field:
        return syn.Field(self.span(parts), self.doc(parts[0]), parts[0], parts[2])

    def instruction(self, parts: list[Part]) -> syn.Instruction:
        body: Block = parts[-1]
        clauses = tuple(p for p in trees(parts[2:-1]) if not isinstance(p, syn.Field))
        fields = nodes(parts, syn.Field)
        return syn.Instruction(self.span(parts), self.doc(parts[0]), parts[1], fields, clauses, body)

    def function(self, parts: list[Part]) -> syn.Function:
        public = parts[0].type == "PUB"
        fields = nodes(parts, syn.Field)
        result = parts[-2] if not isinstance(parts[-2], Token) else None
        return syn.Function(self.span(parts), self.doc(parts[0]), public, parts[1 + public], fields, result, parts[-1])

    def view(self, parts: list[Part]) -> syn.View:
        clauses = tuple(p for p in trees(parts[2:-2]) if not isinstance(p, syn.Field))
        fields = nodes(parts, syn.Field)
        return syn.View(self.span(parts), self.doc(parts[0]), parts[1], fields, clauses, parts[-2], parts[-1])

    def invariant(self, parts: list[Part]) -> syn.Invariant:
        return syn.Invariant(self.span(parts), self.doc(parts[0]), parts[1], nodes(parts, Identifier), parts[-1])

    def migrate(self, parts: list[Part]) -> syn.Migrate:
        clauses = tuple(p for p in trees(parts[4:]) if not isinstance(p, FieldValue))
        values = nodes(parts, FieldValue)
        return syn.Migrate(self.span(parts), self.doc(parts[0]), parts[1], parts[3], clauses, values)

    def storm(self, parts: list[Part]) -> syn.Storm:
        return syn.Storm(self.span(parts), self.doc(parts[0]), nodes(parts, FieldValue))
