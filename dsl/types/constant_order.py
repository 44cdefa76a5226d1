"""In which order constants can be computed: each after those it uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax import tree as syn


def in_order(
    bag: DiagnosticBag, constants: list[syn.Const], types: Mapping[str, syn.TypeAlias | syn.Struct | syn.Enum]
) -> list[syn.Const]:
    """The constants, each behind what it uses (sizes in the declared `types` that it names, too); without those in a
    circle, which is reported, and what uses them."""
    by_name = {node.name.text: node for node in constants}
    uses = {name: [used for used in _names(node, types) if used in by_name] for name, node in by_name.items()}
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


def _names(node: syn.Const, types: Mapping[str, syn.TypeAlias | syn.Struct | syn.Enum]) -> Iterator[str]:
    """Every name that a constant's type and value mention. The walk has its own stack: trees may be deep."""
    stack: list[Any] = [node.type, node.value]
    seen: set[str] = set()
    while stack:
        part = stack.pop()
        if isinstance(part, syn.NameRef):
            yield part.name
        elif isinstance(part, syn.Identifier):
            yield part.text
            if part.text in types and part.text not in seen:
                seen.add(part.text)
                stack.append(types[part.text])
        elif isinstance(part, syn.Node):
            stack += [child for _, child in part.children()]
        elif isinstance(part, tuple):
            stack += part
