"""Prints items, header clauses and tests."""

from __future__ import annotations

from collections.abc import Sequence

from vprog.dsl.format.document import BLANK, HARD, SPACE, Doc, IfBroken, Indent, group
from vprog.dsl.format.statements import StatementPrinter
from vprog.dsl.syntax import tree as syn

_SHORT = (syn.Use, syn.Const, syn.Unit, syn.TypeAlias, syn.Enum, syn.Event)
"""Items that may stand without an empty line between them."""


class TestPrinter(StatementPrinter):
    __test__ = False

    def test(self, node: syn.Test) -> Doc:
        opening = (self.take("TEST"), " ", self.take("STRING"), " ", self.take("LBRACE"))
        return self.lines(node.statements, self.test_statement, opening)

    def test_statement(self, node: syn.TestStatement) -> Doc:
        match node:
            case syn.TestLet():
                head = (self.take("LET"), " ", self.take(), self.typed(node.type), " ", self.take("ASSIGN"), " ")
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
        for clause in ("AFTER", "FAILS", "AFTER"):
            if self.next.kind == clause == "FAILS":
                parts.append((SPACE, self.take(), " ", self.take()))
            elif self.next.kind == clause and node.after is not None:
                parts.append((SPACE, self.take(), " ", self.expression(node.after)))
        return group(head, Indent(tuple(parts)))

    def binding(self, node: syn.RoleBinding) -> Doc:
        head = (self.take(), self.take("COLON"), " ")
        if node.values is None:
            return (head, self.take())
        return (head, self.bracketed(node.values, lambda _: self.take()))

    def property(self, node: syn.Property) -> Doc:
        head = (self.take("PROPERTY"), " ", self.take("STRING"), " ")
        parameters = self.bracketed(node.parameters, self.parameter)
        where: Doc = ""
        if node.condition is not None:
            where = group(Indent((SPACE, self.take("WHERE"), " ", self.expression(node.condition))))
        opening = (head, parameters, where, " ", self.take("LBRACE"))
        return self.lines(node.statements, self.test_statement, opening)

    def parameter(self, node: syn.Field | syn.PropertyParameter) -> Doc:
        return (self.take(), self.take("COLON"), " ", self.type(node.type))


class HeaderPrinter(TestPrinter):
    def instruction(self, node: syn.Instruction) -> Doc:
        head = (self.take("INSTRUCTION"), " ", self.take(), self.bracketed(node.parameters, self.parameter))
        return (head, self.clauses(node.clauses), self.block(node.body))

    def view(self, node: syn.View) -> Doc:
        head = (self.take("VIEW"), " ", self.take(), self.bracketed(node.parameters, self.parameter))
        if not node.clauses:
            return (head, " ", self.result(node.result), " ", self.block(node.body))
        clauses = Indent(self.clause_lines(node.clauses))
        return (head, clauses, Indent((HARD, self.result(node.result))), HARD, self.block(node.body))

    def function(self, node: syn.Function) -> Doc:
        head = (self.take_if("PUB", after=" "), self.take("FN"), " ", self.take())
        parameters = self.bracketed(node.parameters, self.parameter)
        if node.result is None:
            return (head, parameters, " ", self.block(node.body))
        before = "" if self.next.kind == "COLON" else " "
        return (head, parameters, before, self.result(node.result), " ", self.block(node.body))

    def result(self, node: syn.TypeNode) -> Doc:
        """`-> T` or `: T`."""
        return (self.take(), " ", self.type(node))

    def migrate(self, node: syn.Migrate) -> Doc:
        head = (self.take("MIGRATE"), " ", self.take(), " ", self.take("FROM"), " ", self.take())
        clauses = self.clauses(node.clauses)
        return (head, clauses, self.bracketed(node.fields, self.field_value, pad=SPACE))

    def clauses(self, nodes: Sequence[syn.HeaderClause]) -> Doc:
        """Header clauses, each on a line, and the line break before the brace; a space without any."""
        return (Indent(self.clause_lines(nodes)), HARD) if nodes else " "

    def clause_lines(self, nodes: Sequence[syn.HeaderClause]) -> Doc:
        width = max(map(_word_width, nodes))
        return tuple((HARD, self.clause(clause, width)) for clause in nodes)

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
            case syn.RandomClause():
                return word
            case syn.AfterClause():
                if node.score is None:
                    return word
                return (word, self.take("LPAR"), self.expression(node.score), self.take("RPAR"))
            case syn.LimitsClause():
                return (word, self.bracketed(node.entries, self.entry))
            case syn.EnsuresClause():
                return group(word, pad, self.expression(node.condition))

    def auth(self, node: syn.AuthNode) -> Doc:
        if isinstance(node, syn.AuthOne):
            return self.expression(node.value)
        head = (self.take(), " ", self.take("OF"), " ")
        return (head, self.bracketed(node.parts, self.auth) if node.list is None else self.take())

    def address(self, node: syn.AddressClause) -> Doc:
        form = (self.take("AT"), " ", "" if node.form is None else self.take())
        return (form, self.bracketed(node.parts, self.expression))

    def entry(self, node: syn.FieldValue) -> Doc:
        """`name: value` or `name = value`."""
        name = self.take()
        sign = self.take("COLON") if self.next.kind == "COLON" else (" ", self.take("ASSIGN"))
        return (name, sign, " ", self.expression(node.value))


class ItemPrinter(HeaderPrinter):
    def file(self, node: syn.File) -> Doc:
        parts: list[Doc] = [self.take("MODULE" if node.is_module else "PROGRAM"), " ", self.take()]
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
                head = (self.take("UNIT"), " ", self.take(), self.typed(node.type))
                if self.next.kind != "LBRACE":
                    return head
                return (head, " ", self.bracketed(node.multiples, self.entry, pad=SPACE))
            case syn.Use():
                head = (self.take_if("PUB", after=" "), self.take("USE"), " ", self.take())
                if node.names is None:
                    return head
                return (head, " ", self.bracketed(node.names, lambda _: self.take(), pad=SPACE))
            case syn.TypeAlias():
                return (self.take("TYPE"), " ", self.take(), " ", self.take("ASSIGN"), " ", self.type(node.type))
            case syn.Struct():
                head = (self.take_if("LINEAR", after=" "), self.take("STRUCT"), " ", self.take(), " ")
                return (head, self.fields(node.fields))
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
            case syn.Function():
                return self.function(node)
            case syn.View():
                return self.view(node)
            case syn.Invariant():
                head = (self.take("INVARIANT"), " ", self.take("STRING"), " ", self.take("ON"), " ")
                guarded = (self.chain(node.on, lambda _: self.take()), self.take("COLON"))
                return (head, guarded, group(Indent((SPACE, self.expression(node.condition)))))
            case syn.Migrate():
                return self.migrate(node)
            case syn.Test():
                return self.test(node)
            case syn.Property():
                return self.property(node)
            case syn.Storm():
                head = (self.take("STORM"), " ")
                return (head, self.bracketed(node.entries, self.entry, pad=SPACE, comma="", last=""))

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
        case syn.EnsuresClause():
            return len("ensures")
        case _:
            return 0
