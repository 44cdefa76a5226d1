"""The arms of a `match` on an enum with payloads: `Circle(r) => ...`, `Empty | Point(..)` as `Empty | Point => ...`."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.statements import VariantArm
from vprog.dsl.program.types import EnumType, integer_of
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.aggregates import unknown_variant
from vprog.dsl.types.bindings import bind
from vprog.dsl.types.context import Context
from vprog.dsl.types.declared_types import enum_named, is_enum
from vprog.dsl.types.statements import block
from vprog.dsl.types.values import value_type


def variant_arms(ctx: Context, scope: Scope, node: syn.Match, enum: EnumType) -> tuple[VariantArm, ...] | None:
    """The arms, which cover every variant once; None when they do not, which is reported."""
    arms: list[VariantArm] = []
    seen: set[str] = set()
    sound = True
    for arm in node.arms:
        own = Scope(scope)
        names: list[str] = []
        for pattern in arm.patterns:
            if _pattern(ctx, own, pattern, enum, seen, alone=len(arm.patterns) == 1):
                names.append(pattern.name.text)
            else:
                sound = False
        bindings = tuple(name.text for name in arm.patterns[0].bindings)
        arms.append(VariantArm(tuple(names), bindings, block(ctx, own, arm.body)))
    missing = [variant for variant in enum.variants if variant not in seen]
    if sound and missing:
        not_exhaustive(ctx, node.subject.span, f"no arm for {', '.join(f'`{name}`' for name in missing)}")
    return tuple(arms) if sound and not missing else None


def _pattern(ctx: Context, own: Scope, pattern: syn.Pattern, enum: EnumType, seen: set[str], *, alone: bool) -> bool:
    name = pattern.name.text
    if not qualifies(ctx, pattern, enum) or name not in enum.variants:
        unknown_variant(ctx, pattern.name, enum)
        return _named(ctx, own, pattern, None)
    if name in seen:
        not_exhaustive(ctx, pattern.span, f"`{name}` is matched twice")
        return _named(ctx, own, pattern, None)
    seen.add(name)
    if not pattern.bindings:
        return True
    payload = enum.payload(name)
    if not alone or len(pattern.bindings) != len(payload):
        fields = ", ".join(field for field, _ in payload)
        form = f"this pattern is written `{name}({fields})` or `{name}`" if payload else f"`{name}` has no fields"
        not_exhaustive(ctx, pattern.span, form if alone else "only a pattern that stands alone binds names")
        return _named(ctx, own, pattern, None)
    return _named(ctx, own, pattern, enum)


def _named(ctx: Context, own: Scope, pattern: syn.Pattern, enum: EnumType | None) -> bool:
    """Binds the names of a pattern, without types when it is wrong: what uses them then stays silent."""
    types = [type_ for _, type_ in enum.payload(pattern.name.text)] if enum is not None else []
    for index, name in enumerate(pattern.bindings):
        declared = types[index] if index < len(types) else None
        integer = integer_of(declared) if declared is not None else None
        shown = value_type(declared) if declared is not None else None
        bits = integer.bits if integer else 0
        bind(ctx, own, Binding(NameKind.LET, name.text, name.span, shown, declared=declared, bits=bits))
    return enum is not None


def qualifies(ctx: Context, pattern: syn.Pattern, enum: EnumType) -> bool:
    """Whether the name before the dot, if there is one, is this enum or an alias of it."""
    if pattern.qualifier is None or pattern.qualifier.text == enum.name:
        return True
    return is_enum(ctx, pattern.qualifier.text) and enum_named(ctx, pattern.qualifier.text) == enum


def not_exhaustive(ctx: Context, span: Span, reason: str) -> None:
    """Reports a match, or a pattern, that does not cover what it should."""
    from vprog.dsl.rules.vp0309_match_not_exhaustive import report

    report(ctx.bag, span, reason)
