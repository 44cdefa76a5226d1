"""Lowers role lists: `reads voters: list<Voter, max 16>` in a header, `for v in voters` and `voters.len` in a body."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.declarations import Access, LabelAddress, Resource, Role
from vprog.dsl.program.expressions import Expression, RoleCount
from vprog.dsl.program.statements import ForRoles
from vprog.dsl.program.types import ExactType
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.bindings import bind
from vprog.dsl.types.constants import constant_integer
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import constant_ref, no_such
from vprog.dsl.types.loops import MAX_STEPS
from vprog.dsl.types.statements import block

MAX_MEMBERS = 255
"""The count of a role list is one byte on the wire."""


def list_of(ctx: Context, node: syn.GenericType) -> tuple[str | None, int]:
    """The resource of a role list, None when there is none, and the most members that it may have, at least 1."""
    inner = node.arguments[0] if len(node.arguments) == 1 else None
    if not isinstance(inner, syn.NamedType) or node.bound is None:
        _bad(ctx, node.span, "a role list is written `list<Voter, max 16>`")
        return None, 1
    many = _bound(ctx, node.span, node.bound)
    name = inner.name.text
    if name not in ctx.symbols.resources:
        no_such(ctx, inner.name.span, "resource", name, list(ctx.symbols.resources))
        return None, many
    return name, many


def _bound(ctx: Context, span: Span, bound: int | syn.Identifier) -> int:
    value: int | None
    if isinstance(bound, int):
        value = bound
    elif bound.text in ctx.symbols.constants:
        value = constant_integer(ctx, constant_ref(ctx, bound.span, bound.text), "the size of a role list")
    else:
        no_such(ctx, bound.span, "constant", bound.text, list(ctx.symbols.constants))
        value = None
    if value is None:
        ctx.fail()
        return 1
    if not 1 <= value <= MAX_MEMBERS:
        from vprog.dsl.rules.vp0320_bad_size import report

        report(ctx.bag, span, "the size of a role list", 1, MAX_MEMBERS)
        return 1
    return value


def lower_list(ctx: Context, node: syn.RoleClause, resource: Resource, many: int) -> Role | None:
    """The role. Its members are named one by one on the wire, so they have no address in common."""
    access = Access(node.access.text)
    if access is Access.CREATES or node.or_creates:
        return _bad(ctx, node.span, "only resources that exist can stand in a role list")
    if node.address is not None:
        return _bad(ctx, node.address.span, "the members of a role list have no address in common")
    if isinstance(resource.address, LabelAddress):
        return _bad(ctx, node.type.span, f"there is only one `{resource.name}`")
    return Role(node.span, node.name.text, resource.name, access, False, None, True, many)


def _bad(ctx: Context, span: Span, reason: str) -> None:
    from vprog.dsl.rules.vp0534_bad_role_list import report

    report(ctx.bag, span, reason)


def list_member(ctx: Context, span: Span, binding: Binding, member: syn.Identifier) -> Expression | None:
    """`voters.len`; any other member belongs to one resource, not to the list."""
    if member.text == "len":
        return RoleCount(span, ExactType(0, binding.many), binding.name)
    from vprog.dsl.rules.vp0203_wrong_kind_of_name import report

    return report(ctx.bag, span, binding.name, binding.kind.value, "one role (`for` goes through a list)")


def over_roles(ctx: Context, scope: Scope, node: syn.For) -> Binding | None:
    """The role list that a loop goes through, if it does."""
    over = node.over
    while isinstance(over, syn.Parenthesised):
        over = over.inner
    binding = scope.find(over.name) if isinstance(over, syn.NameRef) else None
    return binding if binding is not None and binding.kind is NameKind.ROLE_LIST else None


def for_roles(ctx: Context, scope: Scope, node: syn.For, roles: Binding) -> ForRoles:
    """The loop; inside, its name is a role. One name stands for members of one list in the whole instruction."""
    own = Scope(scope)
    name = node.name
    member = Binding(NameKind.ROLE, name.text, name.span, None, resource=roles.resource)
    list_name, first = ctx.members.setdefault(name.text, (roles.name, name.span))
    if list_name != roles.name:
        from vprog.dsl.rules.vp0202_duplicate_name import report

        report(ctx.bag, name.span, name.text, first)
        ctx.fail()
    bind(ctx, own, member)
    around = ctx.turns
    ctx.turns = around * roles.many
    if around <= MAX_STEPS < ctx.turns:
        from vprog.dsl.rules.vp0411_too_many_turns import report as too_many

        too_many(ctx.bag, node.over.span, ctx.turns)
        ctx.fail()
    body = block(ctx, own, node.body)
    ctx.turns = around
    return ForRoles(node.span, name.text, roles.name, roles.many, body)
