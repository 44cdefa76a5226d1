"""Lowers `auth`: locks of roles, a constant key, and groups of these."""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.frozen import replace
from vprog.dsl.names.scope import NameKind, Scope
from vprog.dsl.program.declarations import (
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthLock,
    AuthMany,
    AuthThreshold,
    Resource,
    Role,
)
from vprog.dsl.program.types import PUB_KEY, LockType
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import mismatch
from vprog.dsl.types.expressions import constant_ref, infer, no_such


def lower_auth(ctx: Context, scope: Scope, node: syn.AuthNode, roles: tuple[Role, ...]) -> Auth | None:
    """The clause; `roles` are all roles of the header.

    A resource has one signer entry of a single key, so the program's key signs for another role than those whose own
    locks are asked for, where there is one."""
    auth = _part(ctx, scope, node, roles)
    if auth is None:
        return None
    asked = set(_locks(auth))
    free = next((role.name for role in roles if _signable(role) and role.name not in asked), None)
    return auth if free is None else _key_for(auth, free)


def _part(ctx: Context, scope: Scope, node: syn.AuthNode, roles: tuple[Role, ...]) -> Auth | None:
    if isinstance(node, syn.AuthOne):
        value = node.value
        if isinstance(value, syn.Call) and isinstance(value.callee, syn.NameRef) and value.callee.name == "key":
            return _key(ctx, scope, value, roles)
        return _lock(ctx, scope, value)
    if node.list is not None:
        return _many(ctx, scope, node, node.list)
    if not ctx.enter(node.span, "an `auth` clause"):
        ctx.leave()
        return None
    found = [_part(ctx, scope, part, roles) for part in node.parts]
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
            if resource.lock_field == node.name.text or _is_lock(resource, node.name.text):
                return AuthLock(node.span, binding.name)
            if resource.lock_field is None and node.name.text == "lock":
                return _bad(ctx, node.span, f"`{resource.name}` has no field of type Lock")
        if binding is not None and binding.kind is NameKind.ROLE_LIST:
            name = binding.name
            return _bad(ctx, node.span, f"`{name}` is a role list: say `all of {name}`, or how many of them")
    value = infer(ctx, scope, node)
    return _bad(ctx, node.span, "this is not the lock of a role") if value is not None else None


def _is_lock(resource: Resource, name: str) -> bool:
    """A second lock of a resource is one too many, which VP1001 says."""
    return any(field.name == name and isinstance(field.type, LockType) for field in resource.fields)


def _many(ctx: Context, scope: Scope, node: syn.AuthGroup, name: syn.Identifier) -> Auth | None:
    """`2 of voters`, `all of voters`, `any of voters`."""
    binding = scope.find(name.text)
    if binding is None:
        return no_such(ctx, name.span, "role list", name.text, list(scope.names()))
    if binding.kind is not NameKind.ROLE_LIST:
        return _bad(ctx, name.span, f"`{name.text}` is {binding.kind.value}, and not a role list")
    resource = ctx.symbols.resources.get(binding.resource or "")
    if resource is None:
        return None
    if resource.lock_field is None:
        return _bad(ctx, name.span, f"`{resource.name}` has no field of type Lock")
    if isinstance(node.quantity, int) and not 1 <= node.quantity <= binding.many:
        from vprog.dsl.rules.vp0318_bad_threshold import report

        return report(ctx.bag, node.span, node.quantity, binding.many)
    threshold = None if node.quantity == "all" else 1 if node.quantity == "any" else int(node.quantity)
    return AuthMany(node.span, threshold, binding.name)


def _key(ctx: Context, scope: Scope, node: syn.Call, roles: tuple[Role, ...]) -> Auth | None:
    name = node.arguments[0] if len(node.arguments) == 1 else None
    if not isinstance(name, syn.NameRef):
        return _bad(ctx, node.span, "`key(...)` takes the name of one constant")
    if scope.find(name.name) is not None:
        return _bad(ctx, name.span, "`key(...)` takes a constant: a key that the sender chooses authorises nothing")
    if name.name not in ctx.symbols.constants:
        return no_such(ctx, name.span, "constant", name.name, list(ctx.symbols.constants))
    value = constant_ref(ctx, name.span, name.name)
    if value is None:
        return None
    if value.type != PUB_KEY:
        return mismatch(ctx, value, "PubKey")
    indexed = next(filter(_signable, roles), None)
    if indexed is None and ctx.failed:  # perhaps the role that was meant is the one that is wrong
        return None
    if indexed is None:
        from vprog.dsl.rules.vp0610_key_without_a_role import report

        return report(ctx.bag, node.span, name.name)
    return AuthKey(node.span, name.name, indexed.name)


def _signable(role: Role) -> bool:
    """Whether a signer entry can name it: one resource, with an index on the wire."""
    return role.indexed and role.many is None


def _locks(auth: Auth) -> Iterator[str]:
    if isinstance(auth, AuthLock):
        yield auth.role
    elif isinstance(auth, AuthAll | AuthAny | AuthThreshold):
        for part in auth.parts:
            yield from _locks(part)


def _key_for(auth: Auth, role: str) -> Auth:
    """The clause with the program's key signing for `role`."""
    if isinstance(auth, AuthKey):
        return replace(auth, role=role)
    if isinstance(auth, AuthAll | AuthAny | AuthThreshold):
        return replace(auth, parts=tuple(_key_for(part, role) for part in auth.parts))
    return auth


def _bad(ctx: Context, span: Span, reason: str) -> None:
    from vprog.dsl.rules.vp0313_bad_auth import report

    report(ctx.bag, span, reason)
