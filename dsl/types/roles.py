"""Lowers the roles of a header: which resource, what access, and at which address."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.declarations import (
    Access,
    Address,
    LabelAddress,
    LockAddress,
    Resource,
    Role,
    TupleAddress,
)
from vprog.dsl.program.expressions import Convert, Expression
from vprog.dsl.program.types import OptionType, Type, show
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.declarations import at_lock, labelled
from vprog.dsl.types.expressions import infer, no_such


def resource_of(ctx: Context, node: syn.RoleClause) -> tuple[str | None, int]:
    """The name of the role's resource, None when there is none, which is reported; and the most members of a role list,
    0 for a single resource."""
    if isinstance(node.type, syn.GenericType) and node.type.name.text == "list":
        from vprog.dsl.types.role_lists import list_of

        return list_of(ctx, node.type)
    if not isinstance(node.type, syn.NamedType):
        from vprog.dsl.rules.vp0534_bad_role_list import report

        report(ctx.bag, node.type.span, "a role is one resource, or a list of them: `list<Voter, max 16>`")
        return None, 0
    name = node.type.name.text
    if name not in ctx.symbols.resources:
        no_such(ctx, node.type.span, "resource", name, list(ctx.symbols.resources))
        return None, 0
    return name, 0


def lower_role(ctx: Context, scope: Scope, node: syn.RoleClause, resource: Resource, many: int = 0) -> Role | None:
    """The role. Its address may use parameters, constants and the roles above it (`scope`). `many`: the most members of
    a role list."""
    if many:
        from vprog.dsl.types.role_lists import lower_list

        return lower_list(ctx, node, resource, many)
    access = Access(node.access.text)
    constant = isinstance(resource.address, LabelAddress)
    address: Address | None = resource.address if constant else None
    if node.address is not None:
        address = _address(ctx, scope, node.address, resource)
        if address is None:
            return None
    indexed = not (constant and access is Access.READS)
    return Role(node.span, node.name.text, resource.name, access, node.or_creates, address, indexed)


def _address(ctx: Context, scope: Scope, node: syn.AddressClause, resource: Resource) -> Address | None:
    match resource.address:
        case LabelAddress() if node.form is not None and node.form.text == "label":
            given = labelled(ctx, node)
            if given is None or given == resource.address:
                return given
        case LockAddress() if node.form is not None and node.form.text == "lock":
            return at_lock(ctx, scope, node)
        case TupleAddress(parts=parts) if node.form is None and len(parts) == len(node.parts):
            return _tuple(ctx, scope, node, resource.address.kind, parts)
        case _:
            pass
    from vprog.dsl.rules.vp0310_address_shape import report

    return report(ctx.bag, node.span, resource.name, show_address(resource.address))


def _tuple(
    ctx: Context, scope: Scope, node: syn.AddressClause, kind: int, parts: tuple[Expression, ...]
) -> TupleAddress | None:
    values = [_part(ctx, scope, given, part.type) for given, part in zip(node.parts, parts, strict=True)]
    found = tuple(value for value in values if value is not None)
    return TupleAddress(kind, found) if len(found) == len(values) else None


def _part(ctx: Context, scope: Scope, node: syn.Expression, type_: Type) -> Expression | None:
    value = infer(ctx, scope, node)
    if value is not None and isinstance(value.type, OptionType) and not isinstance(type_, OptionType):
        from vprog.dsl.rules.vp0701_ambiguous_address_part import report

        return report(ctx.bag, value.span, value.type)
    return convert(ctx, scope, value, type_)


def show_address(address: Address) -> str:
    """The form of an address, for a message."""
    match address:
        case LabelAddress():
            return f'label("{address.label}")'
        case LockAddress():
            return "lock(...)"
        case TupleAddress():
            return f"({', '.join(_show_part(part) for part in address.parts)})"


def _show_part(part: Expression) -> str:
    inner = part.value if isinstance(part, Convert) else part
    name = getattr(inner, "field", None)
    return f"{name}: {show(part.type)}" if name else show(part.type)
