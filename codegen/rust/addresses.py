"""Addresses that fields, parameters or other roles derive."""

from __future__ import annotations

from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.environment import Environment, RoleForm
from vprog.codegen.rust.expressions import borrowed, place
from vprog.codegen.rust.numbers import natural, number
from vprog.dsl.program.declarations import Address, LabelAddress, LockAddress
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import BoolType, EnumType, ExactType, integer_of


def derived(address: Address, resource: str, env: Environment) -> rs.Expr:
    """The address of a `resource` as an expression."""
    match address:
        case LabelAddress():
            return rs.Path(env.scope.sibling("addresses", env.naming.labels[address.label]))
        case LockAddress():
            return rs.Call(f"{env.scope.guest('address')}::lock", (borrowed(address.source, env),))
        case _:
            parts = rs.Prefix("&", rs.Array(tuple(_bytes(part, env) for part in address.parts)))
            kind = rs.Path(_kind(resource, env))
            return rs.Call(f"{env.scope.guest('address')}::tuple", (kind, parts))


def _kind(resource: str, env: Environment) -> str:
    if env.roles.get("self") is RoleForm.FIELDS:
        return "Self::KIND"
    env.scope.guest("Resource")
    return f"{env.scope.sibling('resources', env.naming.resources[resource])}::KIND"


def _bytes(part: Expression, env: Environment) -> rs.Expr:
    """The encoding of one part as a slice."""
    if isinstance(part.type, ExactType) or integer_of(part.type) is not None:
        encoded = rs.Method(number(part, natural(part, env), env), "to_le_bytes")
        return rs.Prefix("&", encoded)
    if isinstance(part.type, BoolType):
        return rs.Prefix("&", rs.Array((rs.Call("u8::from", (place(part, env),)),)))
    if isinstance(part.type, EnumType):
        return rs.Prefix("&", rs.Array((rs.Cast(place(part, env), "u8"),)))
    return borrowed(part, env)
