"""One file from a program and its modules: every name of a module under its own, with the module before it.

The code keeps its spans, so that each later step still knows which file it stands in.
"""

from __future__ import annotations

from attrs import frozen

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.frozen import replace
from vprog.dsl.modules.load import Loader, Module
from vprog.dsl.modules.rename import Renamer, declared
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn


@frozen(eq=False)
class Merged:
    """`tree` has all items; `modules` says which module a path belongs to; `sources` all texts by path; `exports` what
    each module declares, by path and name; `written` the trees of all files as they were."""

    tree: syn.File
    modules: dict[str, str]
    sources: dict[str, str]
    exports: dict[str, dict[str, Export]]
    written: tuple[syn.File, ...]


@frozen
class Export:
    """A name that a module declares: what it is called in the merged file, and what keeps others from using it."""

    module: str
    name: str
    merged: str
    private: str | None


def merge(tree: syn.File, source: str, path: str, bag: DiagnosticBag) -> Merged:
    """The merged file; what is wrong with the modules and their names is reported."""
    loader = Loader(bag)
    root = loader.program(tree, source, path)
    offered = _offered(root, bag)
    exports = {module.path: _exports(module, offered.get(module.path, {})) for module in loader.modules}
    items = list(_renamed(root, exports, bag).items)
    for module in loader.modules:
        chosen = offered.get(module.path, {})
        for item in _renamed(module, exports, bag).items:
            if isinstance(item, syn.Instruction):
                if item.name.text in {exports[module.path][name].merged for name in chosen}:
                    items.append(item)
            elif not isinstance(item, syn.Test | syn.Property | syn.Storm | syn.Use):
                items.append(item)
    _clashes(loader.modules, exports, root, bag)
    merged = replace(tree, items=tuple(item for item in items if not isinstance(item, syn.Use)))
    names = {module.path: module.name for module in loader.modules}
    written = (tree, *(module.tree for module in loader.modules))
    return Merged(merged, names, {path: source, **loader.sources}, exports, written)


def _clashes(modules: list[Module], exports: dict[str, dict[str, Export]], root: Module, bag: DiagnosticBag) -> None:
    """Names of modules that belong to the language, whatever stands before them; and a name of the program (or of two
    modules) that reads like one of a module with the module before it."""
    from vprog.dsl.names.reserved import function_meaning_of, meaning_of
    from vprog.dsl.rules import vp0208_reserved_name, vp0223_module_name_clash

    places = {name.text: name.span for _, name in declared(root.tree)}
    for module in modules:
        for item, name in declared(module.tree):
            meaning = (function_meaning_of if isinstance(item, syn.Function) else meaning_of)(name.text)
            if meaning is not None:
                vp0208_reserved_name.report(bag, name.span, name.text, meaning)
            merged = exports[module.path][name.text].merged
            place = places.setdefault(merged, name.span)
            if place is not name.span and place.path != name.span.path:
                vp0223_module_name_clash.report(bag, place, merged, name.span)


def prefixed(module: str, name: str) -> str:
    """`Holder` of `token` is `TokenHolder`, `mint` is `token_mint`, `MAX` is `TOKEN_MAX`."""
    if name[0].islower():
        return f"{module}_{name}"
    if any(letter.islower() for letter in name):
        return "".join(part.capitalize() for part in module.split("_")) + name
    return f"{module.upper()}_{name}"


def _offered(root: Module, bag: DiagnosticBag) -> dict[str, dict[str, Span]]:
    """The instructions that the program passes on, by the path of their module."""
    found: dict[str, dict[str, Span]] = {}
    for use, module in root.uses:
        if not use.public:
            continue
        own = {item.name.text for item in module.tree.items if isinstance(item, syn.Instruction)}
        if use.names is None:
            found[module.path] = dict.fromkeys(own, use.span)
            continue
        for name in use.names:
            if name.text in own:
                found.setdefault(module.path, {})[name.text] = name.span
            else:
                from vprog.dsl.rules.vp0229_reexport import report

                report(bag, name.span, module.name, name.text)
    return found


def _exports(module: Module, offered: dict[str, Span]) -> dict[str, Export]:
    found: dict[str, Export] = {}
    for item, name in declared(module.tree):
        private: str | None = None
        if isinstance(item, syn.Function) and not item.public:
            private = "is a function of the module alone: it is not `pub`"
        elif isinstance(item, syn.Instruction) and name.text not in offered:
            private = "is an instruction that this program does not offer: `pub use` it"
        elif isinstance(item, syn.View):
            private = "is a view of the module"
        found.setdefault(name.text, Export(module.name, name.text, prefixed(module.name, name.text), private))
    return found


def _renamed(module: Module, exports: dict[str, dict[str, Export]], bag: DiagnosticBag) -> syn.File:
    """The tree of a file with the merged names of everything."""
    own = {name: export.merged for name, export in exports.get(module.path, {}).items()}
    known: dict[str, tuple[Span, str]] = {name.text: (name.span, "") for _, name in declared(module.tree)}
    aliases: dict[str, dict[str, Export]] = {}
    for use, used in module.uses:
        aliases[used.name] = exports[used.path]
        for name in use.names or ():
            export = exports[used.path].get(name.text)
            if export is None:
                if not use.public:
                    _unknown(bag, name, used.name, list(exports[used.path]))
            elif export.private is not None:
                _private(bag, name.span, used.name, name.text, export.private)
            elif name.text in known:
                from vprog.dsl.rules.vp0223_module_name_clash import report

                report(bag, name.span, name.text, known[name.text][0])
            else:
                known[name.text] = (name.span, used.name)
                own[name.text] = export.merged

    merged = {export.merged: export for used in exports.values() for export in used.values()}

    def of_module(identifier: Span, module_name: str, name: str) -> str | None:
        if module_name in module.unread:
            return None
        if module_name not in aliases:
            from vprog.dsl.names.suggest import nearest
            from vprog.dsl.rules.vp0201_unknown_name import report

            return report(bag, identifier, "module", module_name, nearest(module_name, aliases))
        export = aliases[module_name].get(name)
        if export is None:
            return _unknown(bag, syn.Identifier(identifier, name), module_name, list(aliases[module_name]))
        if export.private is not None:
            return _private(bag, identifier, module_name, name, export.private)
        return export.merged

    def foreign(span: Span, text: str) -> None:
        """`token_mint` for `token::mint`: the merged name of a module's declaration is nobody's to write."""
        if text in merged and text not in known:
            export = merged[text]
            what = export.private or "is written with its module before it"
            _private(bag, span, export.module, export.name, what)

    return Renamer(own, foreign, of_module, is_module=bool(module.name)).file(module.tree)


def _unknown(bag: DiagnosticBag, name: syn.Identifier, module: str, known: list[str]) -> None:
    from vprog.dsl.names.suggest import nearest
    from vprog.dsl.rules.vp0201_unknown_name import report

    report(bag, name.span, f"name of the module `{module}`", name.text, nearest(name.text, known))


def _private(bag: DiagnosticBag, span: Span, module: str, name: str, what: str) -> None:
    from vprog.dsl.rules.vp0221_private_name import report

    report(bag, span, module, name, what)
