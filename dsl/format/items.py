"""Prints items, header clauses and tests."""

from __future__ import annotations

from collections.abc import Sequence

from vprog.dsl.format.document import BLANK, HARD, SPACE, Doc, IfBroken, Indent, group
from vprog.dsl.format.statements import StatementPrinter
from vprog.dsl.syntax import tree as syn

_SHORT = (syn.Const, syn.Unit, syn.Enum, syn.Event)
"""Items that may stand without an empty line between them."""


class TestPrinter(StatementPrinter):
    __test__ = False

    def test(self, node: syn.Test) -> Doc:
        opening = (self.take("TEST"), " ", self.take("STRING"), " ", self.take("LBRACE"))
        return self.lines(node.statements, self.test_statement, opening)

    def test_statement(self, node: syn.TestStatement) -> Doc:
        match node:
            case syn.TestLet():
                head = (self.take("LET"), " ", self.take(), " ", self.take("ASSIGN"), " ")
                return group(head, self.expression(node.value))
            case syn.Run():
                return self.run(node)
            case syn.Expect():
                return group(self.take("EXPECT"), " ", self.expression(node.condition))

    def run(self, node: syn.Run) -> Doc:
        head = (self.take("RUN"), " ", self.take(), self.bracketed(node.arguments, self.expression))
        parts: list[Doc] = []
        if node.roles:
            parts.append((SPACE, self.take("WITH"), " ", self.chain(node.roles, self.binding)))
        if node.signed:
            parts.append((SPACE, self.take("SIGNED"), " ", self.chain(node.signed, lambda _: self.take())))
        if node.paying:
            parts.append((SPACE, self.take("PAYING"), " ", self.chain(node.paying, self.expression)))
        if node.fails is not None:
            parts.append((SPACE, self.take("FAILS"), " ", self.take()))
        return group(head, Indent(tuple(parts)))

    def binding(self, node: syn.RoleBinding) -> Doc:
        return (self.take(), self.take("COLON"), " ", self.take())


class HeaderPrinter(TestPrinter):
    def instruction(self, node: syn.Instruction) -> Doc:
        head = (self.take("INSTRUCTION"), " ", self.take(), self.bracketed(node.parameters, self.field))
        if not node.clauses:
            return (head, " ", self.block(node.body))
        width = max(map(_word_width, node.clauses))
        clauses = tuple((HARD, self.clause(clause, width)) for clause in node.clauses)
        return (head, Indent(clauses), HARD, self.block(node.body))

    def clause(self, node: syn.HeaderClause, width: int) -> Doc:
        """A header clause whose word, when it is followed by names, is as wide as `width`."""
        word = self.take()
        pad = " " * (width - _word_width(node) + 1)
        match node:
            case syn.RoleClause():
                role = (self.take(), self.take("COLON"), " ", self.type(node.type))
                address = "" if node.address is None else (" ", self.address(node.address))
                creates = (" ", self.take("OR"), " ", self.take("CREATES")) if node.or_creates else ""
                return (word, pad, role, address, creates)
            case syn.AuthClause():
                return (word, pad, self.auth(node.auth))
            case syn.WhereClause():
                return group(word, pad, self.expression(node.condition), self.error(node.error))
            case syn.ClaimsClause() | syn.ExitsClause():
                return (word, pad, self.chain(node.units, lambda _: self.take()))
            case syn.MayAliasClause():
                return (word, self.bracketed(node.roles, lambda _: self.take()))
            case syn.PermissionlessClause():
                return (word, self.take("LPAR"), self.take("STRING"), self.take("RPAR"))

    def auth(self, node: syn.AuthNode) -> Doc:
        if isinstance(node, syn.AuthOne):
            return self.expression(node.value)
        return (self.take(), " ", self.take("OF"), " ", self.bracketed(node.parts, self.auth))

    def address(self, node: syn.AddressClause) -> Doc:
        form = (self.take("AT"), " ", "" if node.form is None else self.take())
        return (form, self.bracketed(node.parts, self.expression))

    def field(self, node: syn.Field) -> Doc:
        return (self.take(), self.take("COLON"), " ", self.type(node.type))


class ItemPrinter(HeaderPrinter):
    def file(self, node: syn.File) -> Doc:
        parts: list[Doc] = [self.take("PROGRAM"), " ", self.take()]
        for place, item in enumerate(node.items):
            before = node.items[place - 1] if place else None
            close = type(item) is type(before) and isinstance(item, _SHORT)
            close = close and not self.next.above and not self.next.blank
            parts += (HARD if close else BLANK, self.item(item))
        if self.next.above:
            parts.append(BLANK if self.next.separated else HARD)
        return (*parts, self.take("$END"))

    def item(self, node: syn.Item) -> Doc:
        match node:
            case syn.Const():
                head = (self.take("CONST"), " ", self.take(), self.typed(node.type), " ", self.take("ASSIGN"), " ")
                return group(head, self.expression(node.value))
            case syn.Unit():
                return (self.take("UNIT"), " ", self.take(), self.typed(node.type))
            case syn.Enum():
                name = (self.take("ENUM"), " ", self.take(), " ")
                return (name, self.bracketed(node.variants, self.variant, pad=SPACE))
            case syn.ErrorBlock():
                width = max((len(error.name.text) for error in node.errors), default=0)
                opening = (self.take("ERROR"), " ", self.take("LBRACE"))
                return self.lines(node.errors, lambda error: self.error_declaration(error, width), opening)
            case syn.Event():
                return (self.take("EVENT"), " ", self.take(), " ", self.fields(node.fields))
            case syn.Resource():
                head = (self.take("RESOURCE"), " ", self.take(), " ", self.address(node.address), " ")
                width = _name_width(node.fields)
                opening = (head, self.take("LBRACE"))
                return self.lines(node.fields, lambda field: self.aligned(field, " " * _missing(field, width)), opening)
            case syn.Instruction():
                return self.instruction(node)
            case syn.Test():
                return self.test(node)

    def variant(self, node: syn.Variant) -> Doc:
        name = self.take()
        return (name, " ", self.fields(node.fields)) if self.next.kind == "LBRACE" else name

    def error_declaration(self, node: syn.ErrorDeclaration, width: int) -> Doc:
        head = (self.take(), " " * (width - len(node.name.text) + 1), self.take("STRING"))
        return (head, " ", self.fields(node.fields)) if self.next.kind == "LBRACE" else head

    def fields(self, fields: Sequence[syn.Field]) -> Doc:
        """`{ a: T, b: U }`, or one a line, without commas and with the types below each other."""
        width = _name_width(fields)

        def show(field: syn.Field) -> Doc:
            return self.aligned(field, IfBroken(" " * _missing(field, width), ""))

        return self.bracketed(fields, show, pad=SPACE, comma="", last="")

    def aligned(self, node: syn.Field, pad: Doc) -> Doc:
        return (self.take(), self.take("COLON"), pad, " ", self.type(node.type))


def _name_width(fields: Sequence[syn.Field]) -> int:
    return max((len(field.name.text) for field in fields), default=0)


def _missing(field: syn.Field, width: int) -> int:
    return width - len(field.name.text)


def _word_width(clause: syn.HeaderClause) -> int:
    """How wide the word of a clause is; 0 for one that is followed by brackets."""
    match clause:
        case syn.RoleClause():
            return len(clause.access.text)
        case syn.AuthClause():
            return len("auth")
        case syn.WhereClause() | syn.ExitsClause():
            return len("where")
        case syn.ClaimsClause():
            return len("claims")
        case syn.MayAliasClause() | syn.PermissionlessClause():
            return 0
