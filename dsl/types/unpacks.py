"""`let Ticket { amount, owner: who } = ticket`: a linear struct ends, and its fields go on under names of their own."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.program.statements import Statement, Unpack
from vprog.dsl.program.types import StructType, integer_of, show
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.bindings import bind
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.declared_types import declared_type, is_declared
from vprog.dsl.types.expressions import infer, no_such
from vprog.dsl.types.values import value_type


def unpack(ctx: Context, scope: Scope, node: syn.Unpack) -> Statement | None:
    """All fields, each once, in the struct's declaration order."""
    name = node.name.text
    if not is_declared(ctx, name):
        known = [one for one in ctx.symbols.type_nodes if isinstance(ctx.symbols.type_nodes[one], syn.Struct)]
        return no_such(ctx, node.name.span, "struct", name, known)
    type_ = declared_type(ctx, node.name.span, name)
    value = infer(ctx, scope, node.value)
    if type_ is None or value is None:
        _forget(ctx, scope, node)
        return None
    if not isinstance(type_, StructType) or not type_.linear:
        from vprog.dsl.rules.vp0913_unpack_of_plain import report

        _forget(ctx, scope, node)
        return report(ctx.bag, node.name.span, f"`{show(type_)}`")
    value = convert(ctx, scope, value, type_)
    names = _names(ctx, scope, node, type_)
    return Unpack(node.span, names, value) if value is not None and names is not None else None


def _names(ctx: Context, scope: Scope, node: syn.Unpack, type_: StructType) -> tuple[str, ...] | None:
    declared = dict(type_.fields)
    found: dict[str, str] = {}
    spans: dict[str, Span] = {}
    sound = True
    for field, binding in node.fields:
        if field.text not in declared:
            from vprog.dsl.rules.vp0204_unknown_field import report as unknown

            unknown(ctx.bag, field.span, type_.name, field.text, nearest(field.text, declared))
            sound = False
            continue
        if spans.setdefault(field.text, field.span) is not field.span:
            from vprog.dsl.rules.vp0206_repeated_field import report as repeated

            repeated(ctx.bag, field.span, field.text, spans[field.text])
            sound = False
            continue
        of = declared[field.text]
        integer = integer_of(of)
        bits = integer.bits if integer else 0
        shown = Binding(NameKind.LET, binding.text, binding.span, value_type(of), declared=of, bits=bits)
        sound = bind(ctx, scope, shown) and sound
        found[field.text] = binding.text
    missing = [name for name in declared if name not in spans]
    if missing and sound:
        from vprog.dsl.rules.vp0205_missing_field import report as absent

        absent(ctx.bag, node.span, f"`{type_.name}`", missing)
        sound = False
    return tuple(found[name] for name in declared) if sound else None


def _forget(ctx: Context, scope: Scope, node: syn.Unpack) -> None:
    """The names stand for something, of which nothing is known."""
    for _, binding in node.fields:
        bind(ctx, scope, Binding(NameKind.LET, binding.text, binding.span, None))
