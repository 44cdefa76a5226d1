"""Breaks expressions into lines the way the formatter does, so that emitted code needs none.

A bracketed group stands on one line if it fits; else its items stand on one line of their own, one level in; else each
item has its own line and a comma behind it.
"""

from __future__ import annotations

from collections.abc import Sequence

from vprog.dsl.frozen import record, replace

WIDTH = 120
_STEP = 4


@record
class Group:
    """`head`, items, `close`: a call, a display, a signature. `tall` groups never stand on one line."""

    head: str
    items: tuple[Node, ...]
    close: str = ")"
    tall: bool = False


Node = str | Group


def call(callee: str, *arguments: Node) -> Group:
    return Group(f"{callee}(", arguments)


def tall_call(callee: str, *arguments: Node) -> Group:
    return Group(f"{callee}(", arguments, tall=bool(arguments))


def sequence(items: Sequence[Node]) -> Group:
    """A list; with any items, one of them a line."""
    return Group("[", tuple(items), "]", tall=bool(items))


def prefixed(prefix: str, node: Node) -> Node:
    """`name=node`, `lambda value: node`, `name = node`."""
    return prefix + node if isinstance(node, str) else replace(node, head=prefix + node.head)


def suffixed(node: Node, suffix: str) -> Node:
    return node + suffix if isinstance(node, str) else replace(node, close=node.close + suffix)


def flat(node: Node) -> str:
    """The node on one line."""
    if isinstance(node, str):
        return node
    return node.head + ", ".join(flat(item) for item in node.items) + node.close


def lay_out(node: Node, indent: int = 0) -> str:
    """The node as lines, every one but the first with its indentation; the first stands `indent` in."""
    return "\n".join(_lines(node, indent)).removeprefix(" " * indent)


def _lines(node: Node, indent: int) -> list[str]:
    one = " " * indent + flat(node)
    if isinstance(node, str) or not node.items or (len(one) <= WIDTH and not _has_tall(node)):
        return [one]
    inner = indent + _STEP
    body = " " * inner + ", ".join(flat(item) for item in node.items)
    if len(body) <= WIDTH and not _has_tall(node):
        lines = [body]
    elif len(node.items) == 1 and not node.tall:
        lines = _lines(node.items[0], inner)
    else:
        lines = [line for item in node.items for line in _lines(suffixed(item, ","), inner)]
    return [" " * indent + node.head, *lines, " " * indent + node.close]


def _has_tall(node: Node) -> bool:
    return not isinstance(node, str) and (node.tall or any(_has_tall(item) for item in node.items))
