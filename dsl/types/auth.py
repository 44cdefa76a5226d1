"""Lowers `auth`: locks of roles, a constant key, and groups of these."""

from __future__ import annotations

from vprog.dsl.names.scope import NameKind, Scope
from vprog.dsl.program.declarations import Auth, AuthAll, AuthAny, AuthKey, AuthLock, AuthThreshold, Role
from vprog.dsl.program.types import PUB_KEY
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import mismatch
from vprog.dsl.types.expressions import constant_ref, infer, no_such


def lower_auth(ctx: Context, scope: Scope, node: syn.AuthNode, roles: tuple[Role, ...]) -> Auth | None:
    """The clause; `roles` are all roles of the header."""
    if isinstance(node, syn.AuthOne):
        value = node.value
        if isinstance(value, syn.Call) and isinstance(value.callee, syn.NameRef) and value.callee.name == "key":
            return _key(ctx, value, roles)
        return _lock(ctx, scope, value)
    if not ctx.enter(node.span, "an `auth` clause"):
        ctx.leave()
        return None
    found = [lower_auth(ctx, scope, part, roles) for part in node.parts]
    ctx.leave()
    parts = tuple(part for part in found if part is not None)
    if isinstance(node.quantity, int) and not 1 <= node.quantity <= len(node.parts):
        from vprog.dsl.rules.vp0318_bad_threshold import report

        return report(ctx.bag, node.span, node.quantity, len(node.parts))
    if len(parts) != len(found):
        return None
    if isinstance(node.quantity, int):
        return AuthThreshold(node.span, node.quantity, parts)
    return AuthAll(node.span, parts) if node.quantity == "all" else AuthAny(node.span, parts)


def _lock(ctx: Context, scope: Scope, node: syn.Expression) -> Auth | None:
    if isinstance(node, syn.Member) and isinstance(node.target, syn.NameRef):
        binding = scope.find(node.target.name)
        if binding is not None and binding.kind is NameKind.ROLE and binding.resource:
            resource = ctx.symbols.resources.get(binding.resource)
            if resource is None:
                return None
            if resource.lock_field == node.name.text:
                return AuthLock(node.span, binding.name)
            if resource.lock_field is None and node.name.text == "lock":
                return _bad(ctx, node.span, f"`{resource.name}` has no field of type Lock")
    value = infer(ctx, scope, node)
    return _bad(ctx, node.span, "this is not the lock of a role") if value is not None else None


def _key(ctx: Context, node: syn.Call, roles: tuple[Role, ...]) -> Auth | None:
    name = node.arguments[0] if len(node.arguments) == 1 else None
    if not isinstance(name, syn.NameRef):
        return _bad(ctx, node.span, "`key(...)` takes the name of one constant")
    if name.name not in ctx.symbols.constants:
        return no_such(ctx, name.span, "constant", name.name, list(ctx.symbols.constants))
    value = constant_ref(ctx, name.span, name.name)
    if value is None:
        return None
    if value.type != PUB_KEY:
        return mismatch(ctx, value, "PubKey")
    indexed = next((role for role in roles if role.indexed), None)
    if indexed is None:
        from vprog.dsl.rules.vp0610_key_without_a_role import report

        return report(ctx.bag, node.span, name.name)
    return AuthKey(node.span, name.name, indexed.name)


def _bad(ctx: Context, span: Span, reason: str) -> None:
    from vprog.dsl.rules.vp0313_bad_auth import report

    report(ctx.bag, span, reason)
