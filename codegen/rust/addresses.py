"""Addresses that fields, parameters or other roles derive."""

from __future__ import annotations

from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.environment import Environment, RoleForm
from vprog.codegen.rust.expressions import borrowed, place
from vprog.codegen.rust.numbers import natural, receiver
from vprog.dsl.program.declarations import Address, LabelAddress, LockAddress
from vprog.dsl.program.expressions import Convert, Expression
from vprog.dsl.program.types import AddressType, BoolType, BytesType, EnumType, ExactType, OpaqueType, integer_of


def derived(address: Address, resource: str, env: Environment) -> rs.Expr:
    """The address of a `resource` as an expression."""
    match address:
        case LabelAddress():
            return rs.Path(env.scope.sibling("addresses", env.naming.labels[address.label]))
        case LockAddress():
            return rs.Call(f"{env.scope.guest('address')}::lock", (borrowed(address.source, env),))
        case _:
            parts = rs.Prefix("&", rs.Array(tuple(_bytes(part, env) for part in address.parts)))
            # A resource type that another was migrated to keeps the kind that its addresses derive from.
            of = next(r.name for r in env.program.resources if r.kind == address.kind)
            kind = rs.Path(_kind(of, own=of == resource, env=env))
            return rs.Call(f"{env.scope.guest('address')}::tuple", (kind, parts))


def _kind(resource: str, *, own: bool, env: Environment) -> str:
    if own and env.roles.get("self") is RoleForm.FIELDS:
        return "Self::KIND"
    env.scope.guest("Resource")
    return f"{env.scope.sibling('resources', env.naming.resources[resource])}::KIND"


def _bytes(part: Expression, env: Environment) -> rs.Expr:
    """The encoding of one part as a slice."""
    if isinstance(part.type, ExactType) or integer_of(part.type) is not None:
        exact = part.value if isinstance(part, Convert) and part.error is None else part
        encoded = rs.Method(receiver(exact, natural(part, env), env), "to_le_bytes")
        return rs.Prefix("&", encoded)
    if isinstance(part.type, BoolType):
        return rs.Prefix("&", rs.Array((rs.Call("u8::from", (place(part, env),)),)))
    if isinstance(part.type, EnumType) and not part.type.payloads:
        return rs.Prefix("&", rs.Array((rs.Cast(place(part, env), "u8"),)))
    if isinstance(part.type, BytesType | OpaqueType | AddressType):
        return borrowed(part, env)
    return rs.Prefix("&", rs.Call(f"{env.scope.guest('address')}::part", (borrowed(part, env),)))
