"""What the rooms of the tree builder share: spans from first and last child, doc comments, the depth limit.

A builder method has the name of a grammar rule and gets that rule's parts in order, tokens included.
"""

from __future__ import annotations

from typing import Any, TypeVar

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.source.span import Span
from vprog.dsl.syntax.node import Identifier, Node
from vprog.dsl.syntax.token import Token

Part = Any
"""A Token or a Node. Which stands where is the grammar's business; a method picks by place or by class."""
N = TypeVar("N")

MAX_DEPTH = 100
"""Operators inside operators, `else if` after `else if`: what brackets do not count."""


class TooDeepError(Exception):
    """Internal: the tree is deeper than any program is; the finding is in the bag, parsing ends."""


class BuilderBase:
    def __init__(self, docs: dict[int, str], bag: DiagnosticBag) -> None:
        self.docs = docs
        self.bag = bag
        self._depths: dict[Node, int] = {}
        self.loose: list[Node] = []
        """Statements that are a value, and no call."""

    def span(self, parts: list[Part]) -> Span:
        first: Span = parts[0].span
        return first.to(parts[-1].span)

    def doc(self, first: Part) -> str:
        """The `///` lines right above a node that begins with this part, without indentation."""
        return self.docs.get(first.span.start, "")

    def deep(self, made: Node, *inner: Node | None) -> Any:
        """Notes how deep a node is, and ends parsing when it is too deep."""
        depth = 1 + max((self._depths.get(part, 0) for part in inner if part is not None), default=0)
        self._depths[made] = depth
        if depth == MAX_DEPTH:
            from vprog.dsl.rules import vp0115_nested_too_deeply as too_deep

            too_deep.report(self.bag, made.span, MAX_DEPTH)
            raise TooDeepError
        return made


def nodes(parts: list[Part], kind: type[N]) -> tuple[N, ...]:
    """The parts of one class, in order."""
    return tuple(part for part in parts if isinstance(part, kind))


def first(parts: list[Part], kind: type[N]) -> N | None:
    return next((part for part in parts if isinstance(part, kind)), None)


def after(parts: list[Part], token_type: str) -> Part:
    """The part that follows the first token of a type, or None without such a token."""
    for place, part in enumerate(parts):
        if type(part) is Token and part.type == token_type:
            return parts[place + 1]
    return None


def trees(parts: list[Part]) -> tuple[Any, ...]:
    """The parts that are nodes."""
    return tuple(part for part in parts if not isinstance(part, Token))


def identifier(token: Token) -> Identifier:
    return Identifier(token.span, token.text)
