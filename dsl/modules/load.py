"""Reads the modules that a file uses, and those that they use."""

from __future__ import annotations

import os
import re

from attrs import field, frozen

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax import tree as syn

STANDARD = "std"
MAX_MODULES = 64
"""The most modules of one program."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def _no_uses() -> list[tuple[syn.Use, Module]]:
    return []


@frozen(eq=False)
class Module:
    """One file: a module, or the program that uses them (`name` is then empty). `uses`: its `use` items, in order;
    `unread`: the modules that it names and does not get, which was reported, so nothing is said of their names."""

    name: str
    path: str
    source: str
    tree: syn.File
    uses: list[tuple[syn.Use, Module]] = field(factory=_no_uses)
    unread: set[str] = field(factory=set[str])


class Loader:
    """Reads files, each once. `sources` has the text of each that could be read, by the path that spans name."""

    def __init__(self, bag: DiagnosticBag) -> None:
        self._bag = bag
        self._loaded: dict[str, Module | None] = {}
        self._stack: list[tuple[str, str]] = []
        self.sources: dict[str, str] = {}
        self.modules: list[Module] = []
        """In the order of use, those that a module uses behind it."""

    def program(self, tree: syn.File, source: str, path: str) -> Module:
        """The file that is compiled, with all that it uses; what is wrong is reported."""
        self._stack.append((path, tree.name.text))
        root = Module("", path, source, tree)
        self._uses(root)
        return root

    def _uses(self, module: Module) -> None:
        for item in module.tree.items:
            if not isinstance(item, syn.Use):
                continue
            found = self._used(item, module.path)
            if found is None:
                module.unread.add(item.path.text.rpartition("::")[2])
                continue
            known = next((one for one in self.modules if one.name == found.name and one is not found), None)
            if known is not None:
                from vprog.dsl.rules.vp0223_module_name_clash import report

                report(self._bag, item.path.span, found.name, known.tree.name.span)
                module.unread.add(item.path.text.rpartition("::")[2])
                continue
            module.uses.append((item, found))

    def _used(self, use: syn.Use, importer: str) -> Module | None:
        parts = use.path.text.split("::")
        standard = len(parts) == 2 and parts[0] == STANDARD
        if not (standard or len(parts) == 1) or not all(_NAME.fullmatch(part) for part in parts):
            from vprog.dsl.rules.vp0228_bad_module_path import report

            return report(self._bag, use.path.span, use.path.text)
        name = parts[-1]
        if standard or importer.startswith("<std>"):
            path = f"<std>/{name}.vprog"
        else:
            path = os.path.join(os.path.dirname(importer), f"{name}.vprog")
        on_stack = [number for number, (known, _) in enumerate(self._stack) if known == path]
        if on_stack:
            from vprog.dsl.rules.vp0222_module_cycle import report as circle

            return circle(self._bag, use.path.span, (*(n for _, n in self._stack[on_stack[0] :]), name))
        if path not in self._loaded:
            self._loaded[path] = self._load(use, name, path)
        return self._loaded[path]

    def _load(self, use: syn.Use, name: str, path: str) -> Module | None:
        from vprog.dsl.rules import vp0220_module_not_found as not_found
        from vprog.dsl.rules import vp0224_not_a_module as no_module
        from vprog.dsl.source.read import decode_source
        from vprog.dsl.syntax.parse import parse

        if len(self._loaded) >= MAX_MODULES:
            return not_found.report(self._bag, use.path.span, use.path.text, f"there are more than {MAX_MODULES}")
        try:
            data = read_module(path)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no file"
            return not_found.report(self._bag, use.path.span, use.path.text, why[0].lower() + why[1:])
        before = len(self._bag.items)
        source = decode_source(data, path, self._bag)
        self.sources[path] = source
        tree = parse(source, path, self._bag) if len(self._bag.items) == before else None
        if tree is None or any(finding.is_error for finding in self._bag.items[before:]):
            return None
        if not tree.is_module or tree.name.text != name:
            what = f"the module `{tree.name.text}`" if tree.is_module else "a program"
            return no_module.report(self._bag, use.path.span, use.path.text, what)
        module = Module(name, path, source, tree)
        self.modules.append(module)
        self._stack.append((path, name))
        self._uses(module)
        self._stack.pop()
        return module


def read_module(path: str) -> bytes:
    """The bytes of a module. Raises OSError when it cannot be read."""
    if not path.startswith("<std>/"):
        with open(path, "rb") as file:
            return file.read()
    from importlib.resources import files

    return (files("vprog.stdlib") / path.removeprefix("<std>/")).read_bytes()
