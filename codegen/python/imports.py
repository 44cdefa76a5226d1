"""The import block of one emitted module, in the order that import sorters keep."""

from __future__ import annotations

from vprog.codegen.python.layout import Group, lay_out

_STDLIB = frozenset(("collections.abc", "enum", "typing"))


class Imports:
    """Collects what the emitted code of one module names."""

    def __init__(self) -> None:
        self._names: dict[str, set[str]] = {}
        self._typing: dict[str, set[str]] = {}

    def add(self, module: str, *names: str) -> None:
        """`from module import names`."""
        self._names.setdefault(module, set()).update(names)

    def add_typing(self, module: str, *names: str) -> None:
        """Names that only annotations use, of a module that imports this one."""
        self._typing.setdefault(module, set()).update(names)
        self.add("typing", "TYPE_CHECKING")

    def render(self) -> str:
        """Standard library, third party, own package: a blank line between them."""
        sections: list[list[str]] = [[], [], []]
        for module in sorted(self._names, key=lambda name: (len(name) > 1, name) if name[0] == "." else (False, name)):
            section = 2 if module.startswith(".") else 0 if module in _STDLIB else 1
            sections[section].append(self._line(module, self._names[module]))
        blocks = ["\n".join(section) for section in sections if section]
        if self._typing:
            lines = [f"    {self._line(module, self._typing[module])}" for module in sorted(self._typing)]
            blocks = ["from __future__ import annotations", *blocks, "\n".join(["if TYPE_CHECKING:", *lines])]
        return "\n\n".join(blocks)

    def _line(self, module: str, found: set[str]) -> str:
        names = sorted(found, key=rank)
        one = f"from {module} import {', '.join(names)}"
        return one if len(one) <= 120 else lay_out(Group(f"from {module} import (", tuple(names), tall=True))


def rank(name: str) -> tuple[int, str]:
    """CONSTANTS, Classes, functions."""
    if name.isupper() and len(name) > 1:
        return 0, name
    return (1, name) if name[0].isupper() else (2, name)
