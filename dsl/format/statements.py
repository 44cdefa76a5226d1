"""Prints statements and blocks."""

from __future__ import annotations

from itertools import groupby

from vprog.dsl.format.document import BLANK, HARD, SPACE, Doc, Indent, group, is_forced
from vprog.dsl.format.expressions import ExpressionPrinter
from vprog.dsl.syntax import tree as syn


class StatementPrinter(ExpressionPrinter):
    def block(self, node: syn.Block) -> Doc:
        return self.lines(node.statements, self.statement, self.take("LBRACE"))

    def statement(self, node: syn.Statement) -> Doc:
        match node:
            case syn.Let():
                head = (self.take(), " ", self.take(), self.typed(node.type), " ", self.take("ASSIGN"), " ")
                return group(head, self.expression(node.value), self.error(node.error))
            case syn.Unpack():
                head = (self.take("LET"), " ", self.take(), " ")
                fields = self.bracketed([name for name, _ in node.fields], self.unpacked, pad=SPACE)
                return group(head, fields, " ", self.take("ASSIGN"), " ", self.expression(node.value))
            case syn.Assign():
                target = self.expression(node.target)
                return group(target, " ", self.take(), " ", self.expression(node.value), self.error(node.error))
            case syn.Move():
                amount = (self.take("MOVE"), " ", self.expression(node.amount))
                source = (SPACE, self.take("FROM"), " ", self.expression(node.source))
                target = (SPACE, self.take("TO"), " ", self.expression(node.target))
                return group(group(amount, Indent((source, target))), self.error(node.error))
            case syn.Require():
                return group(self.take(), " ", self.expression(node.condition), self.error(node.error))
            case syn.If():
                return self.branches(node)
            case syn.Match():
                return self.match(node)
            case syn.For():
                head = (self.take("FOR"), " ", self.take(), " ", self.take("IN"), " ", self.over(node.over), " ")
                return (head, self.block(node.body))
            case syn.Emit():
                return (self.take("EMIT"), " ", self.record(node.event))
            case syn.Create():
                head = (self.take("CREATE"), " ", self.take(), " ", self.take("ASSIGN"), " ")
                return (head, self.record(node.value))
            case syn.Delete():
                return self.delete(node)
            case syn.ExpressionStatement():
                return group(self.expression(node.value), self.error(node.error))
            case syn.Return():
                word = self.take()
                return word if node.value is None else group(word, " ", self.expression(node.value))

    def typed(self, node: syn.TypeNode | None) -> Doc:
        return "" if node is None else (self.take("COLON"), " ", self.type(node))

    def unpacked(self, _: syn.Identifier) -> Doc:
        """A field of a linear struct that is taken apart, and its new name where it has one."""
        name = self.take()
        return (name, self.take("COLON"), " ", self.take()) if self.next.kind == "COLON" else name

    def branches(self, node: syn.If) -> Doc:
        parts = (self.take("IF"), " ", self.expression(node.condition), " ", self.block(node.then))
        if node.otherwise is None:
            return parts
        word = self.take("ELSE")
        first = node.otherwise.statements[0] if node.otherwise.statements else None
        chained = isinstance(first, syn.If) and self.next.kind == "IF"
        rest = self.branches(first) if chained and isinstance(first, syn.If) else self.block(node.otherwise)
        return (parts, " ", word, " ", rest)

    def over(self, node: syn.Range | syn.Expression) -> Doc:
        if isinstance(node, syn.Range):
            return (self.expression(node.low), self.take("RANGE"), self.expression(node.high))
        return self.expression(node)

    def delete(self, node: syn.Delete) -> Doc:
        head = (self.take("DELETE"), " ", self.take())
        if not node.into:
            return head
        word = (" ", self.take("INTO"), " ")
        if self.next.kind == "LPAR":
            return (head, word, self.bracketed(node.into, self.expression))
        return (head, word, self.expression(node.into[0]))

    def match(self, node: syn.Match) -> Doc:
        """Arrows of neighbouring one-line arms stand below each other."""
        opening = (self.take("MATCH"), " ", self.expression(node.subject), " ", self.take("LBRACE"))
        arms: list[tuple[bool, Doc, int, Doc]] = []
        separators: list[Doc] = []
        for arm in node.arms:
            separators.append(BLANK if separators and self.next.separated else HARD)
            arms.append(self.arm(arm))
        parts: list[Doc] = []
        for one_line, run in groupby(arms, key=lambda arm: arm[0]):
            shown = list(run)
            width = max(arm[2] for arm in shown) if one_line else 0
            for _, pattern, size, body in shown:
                pad = " " * max(0, width - size)
                parts += (separators[len(parts) // 2], (pattern, pad, " ", body))
        dangling = self.closing()
        return (opening, Indent((*parts, dangling)), HARD if parts or dangling else "", self.take("RBRACE"))

    def arm(self, node: syn.Arm) -> tuple[bool, Doc, int, Doc]:
        """Whether it is one line, its patterns, their width, and the arrow with the body."""
        first = self.pattern(node.patterns[0])
        others = tuple((SPACE, self.take("BAR"), " ", self.pattern(pattern)) for pattern in node.patterns[1:])
        size = sum(map(_width, node.patterns)) + 3 * (len(node.patterns) - 1)
        arrow = self.take("ARROW")
        if self.next.kind == "LBRACE":
            one_line, body = False, self.block(node.body)
        else:
            body = self.statement(node.body.statements[0])
            one_line = not is_forced(body)
        return one_line, group(first, Indent(others)), size, (arrow, " ", body, self.skip("COMMA"))

    def pattern(self, node: syn.Pattern) -> Doc:
        parts: list[Doc] = [self.take()]
        if node.qualifier is not None:
            parts += (self.take("DOT"), self.take())
        if node.bindings:
            parts.append(self.bracketed(node.bindings, lambda _: self.take(), last=""))
        return tuple(parts)


def _width(node: syn.Pattern) -> int:
    names = [len(name.text) for name in node.bindings]
    bindings = sum(names) + 2 * len(names) if names else 0
    return len(node.name.text) + (len(node.qualifier.text) + 1 if node.qualifier else 0) + bindings
