"""Lowers `match` on a role, an option or an enum; each must cover every case once."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.program.statements import Block, MatchEnum, MatchOption, MatchRole, MatchVariant, Statement
from vprog.dsl.program.types import EnumType, OptionType, integer_of
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.bindings import bind
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import infer
from vprog.dsl.types.statements import block
from vprog.dsl.types.values import declared_bits, describe, value_type
from vprog.dsl.types.variant_arms import not_exhaustive, variant_arms


def match(ctx: Context, scope: Scope, node: syn.Match) -> Statement | None:
    """The match; its arms are lowered even when the subject is wrong, in that case with nothing bound."""
    subject = node.subject
    while isinstance(subject, syn.Parenthesised):
        subject = subject.inner
    binding = scope.find(subject.name) if isinstance(subject, syn.NameRef) else None
    if binding is not None and binding.kind is NameKind.ROLE:
        return _role(ctx, scope, node, binding.name)
    value = infer(ctx, scope, subject)
    if value is None:
        return None
    if isinstance(value.type, OptionType):
        inner = integer_of(value.type.inner)
        bits = inner.bits if inner else declared_bits(value, scope)
        arms = _two_arms(
            ctx,
            scope,
            node,
            "none",
            "some",
            Binding(NameKind.LET, "", node.span, value_type(value.type.inner), declared=value.type.inner, bits=bits),
        )
        return MatchOption(node.span, value, arms[0], arms[2], arms[1]) if arms else None
    if isinstance(value.type, EnumType):
        if value.type.payloads:
            cases = variant_arms(ctx, scope, node, value.type)
            return MatchVariant(node.span, value, cases) if cases is not None else None
        enum_arms = _enum_arms(ctx, scope, node, value.type)
        return MatchEnum(node.span, value, enum_arms) if enum_arms is not None else None
    from vprog.dsl.rules.vp0301_type_mismatch import report

    return report(ctx.bag, subject.span, describe(value), "a role, an option or an enum")


def _role(ctx: Context, scope: Scope, node: syn.Match, role: str) -> Statement | None:
    arms = _two_arms(ctx, scope, node, "new", "live", None)
    return MatchRole(node.span, role, arms[0], arms[1]) if arms else None


def _two_arms(
    ctx: Context, scope: Scope, node: syn.Match, first: str, second: str, inside: Binding | None
) -> tuple[Block, Block, str] | None:
    """The blocks of the two cases, in that order, and the name that `second(name)` binds to `inside`."""
    found: dict[str, Block] = {}
    bound, sound = "", True
    for arm in node.arms:
        names = [pattern.name.text for pattern in arm.patterns]
        own = Scope(scope)
        if len(names) != 1 or names[0] not in (first, second) or names[0] in found or arm.patterns[0].qualifier:
            not_exhaustive(ctx, arm.patterns[0].span, f"this match has exactly the arms `{first}` and `{second}`")
            sound = False
            continue
        bindings = arm.patterns[0].bindings
        if len(bindings) != (1 if inside is not None and names[0] == second else 0):
            form = f"{second}(name)" if inside is not None and names[0] == second else names[0]
            not_exhaustive(ctx, arm.patterns[0].span, f"this pattern is written `{form}`")
            sound = False
        elif inside is not None and bindings:
            bound = bindings[0].text
            binding = Binding(
                NameKind.LET, bound, bindings[0].span, inside.type, declared=inside.declared, bits=inside.bits
            )
            bind(ctx, own, binding)
        found[names[0]] = block(ctx, own, arm.body)
    if sound and len(found) < 2:
        missing = second if first in found else first
        not_exhaustive(ctx, node.subject.span, f"the case `{missing}` has no arm")
    if not sound or len(found) < 2:
        return None
    return found[first], found[second], bound


def _enum_arms(
    ctx: Context, scope: Scope, node: syn.Match, enum: EnumType
) -> tuple[tuple[tuple[str, ...], Block], ...] | None:
    arms: list[tuple[tuple[str, ...], Block]] = []
    seen: set[str] = set()
    sound = True
    for arm in node.arms:
        names: list[str] = []
        for pattern in arm.patterns:
            name = pattern.name.text
            if (pattern.qualifier is not None and pattern.qualifier.text != enum.name) or name not in enum.variants:
                from vprog.dsl.rules.vp0209_unknown_variant import report

                report(ctx.bag, pattern.span, enum.name, name, nearest(name, enum.variants))
                sound = False
            elif name in seen or pattern.bindings:
                why = f"`{name}` is matched twice" if name in seen else f"`{name}` has nothing inside to bind"
                not_exhaustive(ctx, pattern.span, why)
                sound = False
            else:
                seen.add(name)
                names.append(name)
        arms.append((tuple(names), block(ctx, Scope(scope), arm.body)))
    missing = [variant for variant in enum.variants if variant not in seen]
    if sound and missing:
        not_exhaustive(ctx, node.subject.span, f"no arm for {', '.join(f'`{name}`' for name in missing)}")
    return tuple(arms) if sound and not missing else None
