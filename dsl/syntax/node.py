"""What all syntax nodes share: a span first, identity instead of equality, and a `repr` that leaves spans out.

Two nodes that read alike at different places are not the same node: later phases use nodes as dictionary keys.
"""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

from vprog.dsl.frozen import frozen
from vprog.dsl.source.span import Span

C = TypeVar("C")


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[C]) -> type[C]:
    """Class decorator of a syntax node: frozen, compared by identity."""
    return frozen(cls)


@node
class Node:
    """A piece of source text."""

    span: Span

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.children())
        return f"{type(self).__name__}({shown})"

    def children(self) -> list[tuple[str, Any]]:
        """The fields after the span, by name."""
        return [(name, getattr(self, name)) for name in self.__match_args__[1:]]


@node
class Identifier(Node):
    """A name where the source writes it."""

    text: str

    def __str__(self) -> str:
        return self.text
