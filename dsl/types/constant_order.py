"""In which order constants can be computed: each after those it uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax import tree as syn


def in_order(bag: DiagnosticBag, constants: list[syn.Const]) -> list[syn.Const]:
    """The constants, each behind what it uses; without those in a circle, which is reported, and what uses them."""
    by_name = {node.name.text: node for node in constants}
    uses = {name: [used for used in _names(node) if used in by_name] for name, node in by_name.items()}
    ordered: list[syn.Const] = []
    waiting = {name: set(used) for name, used in uses.items()}
    users: dict[str, list[str]] = {}
    for name, used in uses.items():
        for one in used:
            users.setdefault(one, []).append(name)
    ready = [name for name, left in waiting.items() if not left]
    while ready:
        name = ready.pop()
        ordered.append(by_name[name])
        del waiting[name]
        for user in users.get(name, ()):
            if user in waiting and name in waiting[user]:
                waiting[user].remove(name)
                if not waiting[user]:
                    ready.append(user)
    _report_circles(bag, by_name, waiting)
    return ordered


def _report_circles(bag: DiagnosticBag, by_name: dict[str, syn.Const], waiting: dict[str, set[str]]) -> None:
    seen: set[str] = set()
    for start in waiting:
        path: list[str] = []
        name = start
        while name not in seen:
            seen.add(name)
            path.append(name)
            name = next(used for used in sorted(waiting[name]) if used in waiting)
        if name in path:
            from vprog.dsl.rules.vp0210_constant_cycle import report

            report(bag, by_name[name].name.span, name)


def _names(node: syn.Const) -> Iterator[str]:
    """Every name that a constant's type and value mention. The walk has its own stack: trees may be deep."""
    stack: list[Any] = [node.type, node.value]
    while stack:
        part = stack.pop()
        if isinstance(part, syn.NameRef):
            yield part.name
        elif isinstance(part, syn.SizedType) and isinstance(part.size, syn.Identifier):
            yield part.size.text
        elif isinstance(part, syn.Node):
            stack += [child for _, child in part.children()]
        elif isinstance(part, tuple):
            stack += part
