"""Gives the names of a tree their merged spelling: where a tree names a declaration, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vprog.dsl.frozen import replace
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn

OfModule = Callable[[Span, str, str], "str | None"]
"""Place, module and name of a `module::name` to its merged name; None when there is none, which is reported."""

Foreign = Callable[[Span, str], None]
"""Place and name of what the file neither declares nor imports: a merged name is not for use, and is reported."""

_REFERENCES: dict[type[syn.Node], tuple[str, ...]] = {
    syn.NamedType: ("name",),
    syn.SizedType: ("size",),
    syn.BoundedType: ("bound",),
    syn.ArrayType: ("size",),
    syn.GenericType: ("bound",),
    syn.HeldType: ("unit",),
    syn.CoinsType: ("unit",),
    syn.ErrorUse: ("name",),
    syn.Unpack: ("name",),
    syn.Pattern: ("qualifier",),
    syn.ClaimsClause: ("units",),
    syn.ExitsClause: ("units",),
    syn.Invariant: ("on",),
    syn.Migrate: ("new", "old"),
    syn.Run: ("instruction", "signed", "fails"),
}
"""Fields that name declarations; of a Record it depends."""

_NAMED = (
    syn.Const
    | syn.Unit
    | syn.Enum
    | syn.Event
    | syn.Resource
    | syn.Instruction
    | syn.TypeAlias
    | syn.Struct
    | syn.Function
    | syn.View
)


def declared(tree: syn.File) -> Iterator[tuple[syn.Item | syn.ErrorDeclaration, syn.Identifier]]:
    """Every declaration of a file that has a name, and the name."""
    for item in tree.items:
        if isinstance(item, _NAMED):
            yield item, item.name
        elif isinstance(item, syn.ErrorBlock):
            for error in item.errors:
                yield error, error.name


class Renamer:
    """`own`: the merged name of what the file declares or imports by name."""

    def __init__(self, own: Mapping[str, str], foreign: Foreign, of_module: OfModule, *, is_module: bool) -> None:
        self._own = own
        self._foreign = foreign
        self._of_module = of_module
        self._is_module = is_module

    def file(self, tree: syn.File) -> syn.File:
        """The file; what names nothing known stays as it is, for lowering to complain about."""
        items: list[Any] = []
        for item in tree.items:
            made = item if isinstance(item, syn.Use) else self._node(item)
            if self._is_module and isinstance(made, _NAMED):
                made = replace(made, name=self._name(made.name))
            elif self._is_module and isinstance(made, syn.ErrorBlock):
                made = replace(made, errors=tuple(replace(one, name=self._name(one.name)) for one in made.errors))
            items.append(made)
        return replace(tree, items=tuple(items))

    def _node(self, node: Any) -> Any:
        if isinstance(node, tuple):
            return tuple(self._node(part) for part in node)  # pyright: ignore[reportUnknownVariableType]
        if not isinstance(node, syn.Node) or isinstance(node, syn.Identifier):
            return node
        if isinstance(node, syn.NameRef):
            return self._value(node, called=False)
        if isinstance(node, syn.Call) and isinstance(node.callee, syn.NameRef):
            return replace(node, callee=self._value(node.callee, called=True), arguments=self._node(node.arguments))
        references = _REFERENCES.get(type(node), ())
        if isinstance(node, syn.Record):
            references = ("name",) if node.qualifier is None else ("qualifier",)
        changes: dict[str, Any] = {}
        for name, child in node.children():
            made = self._reference(child) if name in references else self._node(child)
            if made is not child:
                changes[name] = made
        return replace(node, **changes) if changes else node

    def _reference(self, child: Any) -> Any:
        if isinstance(child, tuple):
            return tuple(self._reference(part) for part in child)  # pyright: ignore[reportUnknownVariableType]
        return self._name(child) if isinstance(child, syn.Identifier) else child

    def _name(self, name: syn.Identifier) -> syn.Identifier:
        merged = self._merged(name.span, name.text)
        return name if merged == name.text else syn.Identifier(name.span, merged)

    def _value(self, node: syn.NameRef, *, called: bool) -> syn.NameRef:
        """A small name is a local's unless it is called."""
        if not called and node.name[0].islower() and "::" not in node.name:
            return node
        merged = self._merged(node.span, node.name)
        return node if merged == node.name else syn.NameRef(node.span, merged)

    def _merged(self, span: Span, text: str) -> str:
        module, _, name = text.rpartition("::")
        if not module:
            if text not in self._own:
                self._foreign(span, text)
            return self._own.get(text, text)
        return self._of_module(span, module, name) or text
