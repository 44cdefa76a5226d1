"""Prints types and expressions."""

from __future__ import annotations

from vprog.dsl.format.base import PrinterBase
from vprog.dsl.format.document import SPACE, Doc, Indent, group
from vprog.dsl.syntax import tree as syn

_CLASSES = (("or",), ("and",), ("==", "!=", "<", "<=", ">", ">="), ("+", "-"), ("*", "/", "%", "<<", ">>"))
_PRECEDENCE = {op: place for place, ops in enumerate(_CLASSES) for op in ops}


class TypePrinter(PrinterBase):
    def type(self, node: syn.TypeNode) -> Doc:
        match node:
            case syn.NamedType():
                return self.take()
            case syn.SizedType():
                return (self.take(), self.take("LSQB"), self.take(), self.take("RSQB"))
            case syn.BoundedType():
                return (self.take(), self.take("LESS_EQUAL"), self.take())
            case syn.ArrayType():
                element = (self.take("LSQB"), self.type(node.element))
                return (element, self.take("SEMICOLON"), " ", self.take(), self.take("RSQB"))
            case syn.GenericType():
                parts: list[Doc] = [self.take(), self.take("LESS")]
                for place, argument in enumerate(node.arguments):
                    parts += (self.take("COMMA"), " ") if place else ()
                    parts.append(self.type(argument))
                if node.bound is not None:
                    parts += (self.take("COMMA"), " ", self.take("MAX"), " ", self.take())
                return (*parts, self.take("GREATER"))
            case syn.OptionalType():
                return (self.type(node.inner), self.take("QUESTION"))
            case syn.HeldType():
                return (self.take("HELD"), " ", self.take())
            case syn.CoinsType():
                return (self.take("COINS"), " ", self.take())


class ExpressionPrinter(TypePrinter):
    def expression(self, node: syn.Expression) -> Doc:
        match node:
            case (
                syn.IntLiteral()
                | syn.BoolLiteral()
                | syn.NoneLiteral()
                | syn.BytesLiteral()
                | syn.StringLiteral()
                | syn.NameRef()
            ):
                return self.take()
            case syn.Member():
                return (self.expression(node.target), self.take("DOT"), self.take())
            case syn.Index():
                target = self.expression(node.target)
                return (target, self.take("LSQB"), self.expression(node.index), self.take("RSQB"))
            case syn.Call():
                return (self.expression(node.callee), self.bracketed(node.arguments, self.expression))
            case syn.Unary():
                return (self.take(), " " if node.op == "not" else "", self.expression(node.operand))
            case syn.Binary():
                first, *rest = self._operands(node, _PRECEDENCE[node.op])
                return group(first, Indent(tuple(rest)))
            case syn.Parenthesised():
                return (self.take("LPAR"), self.expression(node.inner), self.take("RPAR"))
            case syn.ListLiteral():
                return self.bracketed(node.items, self.expression)
            case syn.Record():
                return self.record(node)

    def _operands(self, node: syn.Expression, precedence: int) -> list[Doc]:
        """The operands of operators of one precedence, each but the first behind a line and its operator."""
        if not isinstance(node, syn.Binary) or _PRECEDENCE[node.op] != precedence:
            return [self.expression(node)]
        left = self._operands(node.left, precedence)
        return [*left, SPACE, self.take(), " ", self.expression(node.right)]

    def record(self, node: syn.Record | syn.ErrorUse) -> Doc:
        """`Name { field: value, short }`, `Enum.Variant { ... }`, or the name alone."""
        name = self.take()
        if isinstance(node, syn.Record) and node.qualifier is not None:
            name = (name, self.take("DOT"), self.take())
        if self.next.kind != "LBRACE" or self._starts_block(node):
            return name
        return (name, " ", self.bracketed(node.fields, self.field_value, pad=SPACE))

    def _starts_block(self, node: syn.Record | syn.ErrorUse) -> bool:
        """Whether a brace behind a bare name belongs to what follows, not to the name."""
        return node.span.end == node.name.span.end

    def field_value(self, node: syn.FieldValue) -> Doc:
        name = self.take()
        if self.next.kind != "COLON":
            return name
        return (name, self.take("COLON"), " ", self.expression(node.value))

    def error(self, node: syn.ErrorUse | None) -> Doc:
        """`else Error`, on a line of its own when the statement has no room for it."""
        if node is None:
            return ""
        word = self.take("ELSE")
        if self.next.kind != "LPAR":
            return Indent((SPACE, word, " ", self.record(node)))
        return Indent((SPACE, word, " ", self.take("LPAR"), self.record(node), self.take("RPAR")))
