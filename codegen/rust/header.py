"""The header of an instruction as code: locate, tell apart, check and open each role, then authority and conditions.

The order is that of docs/program-abi.md, "One action".
"""

from __future__ import annotations

from itertools import combinations_with_replacement

from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.addresses import derived
from vprog.codegen.rust.environment import Environment, RoleForm
from vprog.codegen.rust.numbers import number, of_integer
from vprog.codegen.rust.statements import origin, required
from vprog.codegen.rust.text import comment_text
from vprog.dsl.program.declarations import (
    Access,
    Auth,
    AuthAll,
    AuthAny,
    AuthKey,
    AuthLock,
    AuthMany,
    Instruction,
    LabelAddress,
    Role,
)
from vprog.dsl.program.types import U64

_OPEN = {RoleForm.LIVE: "write", RoleForm.NEW: "vacant", RoleForm.ENTRY: "entry"}


def form_of(role: Role) -> RoleForm:
    """How a role is held when the body starts."""
    if role.or_creates:
        return RoleForm.ENTRY
    return RoleForm.NEW if role.access is Access.CREATES else RoleForm.LIVE


def header(instruction: Instruction, named: frozenset[str], env: Environment) -> tuple[rs.Stmt, ...]:
    """Everything before the body. `named` are the roles that something after their own checks reads."""
    out: list[rs.Stmt] = []
    for role in instruction.roles:
        if not role.indexed:
            assert isinstance(role.address, LabelAddress)
            found = rs.Method(rs.Path(env.context()), "find", (rs.Prefix("&", _label(role.address, env)),))
            out.append(rs.Let(env.role_names[role.name], rs.Try(found)))
    out += _distinct(instruction, env)
    for role in instruction.roles:
        out += _opened(role, role.name in named, env)
    if instruction.auth is not None:
        out.append(rs.Comment(f"{origin(instruction.auth.span, env)}: auth"))
        out.append(_context_call("require_auth", (authorized(instruction.auth, env),), env))
    if instruction.after is not None:
        out.append(rs.Comment(f"{origin(instruction.after.span, env)}: after"))
        score = number(instruction.after, of_integer(U64), env)
        out.append(_context_call("require_after", (score,), env))
    for condition in instruction.conditions:
        out.append(rs.Comment(f"{origin(condition.span, env)}: where"))
        out.append(required(condition.condition, condition.error, env))
    return tuple(out)


def authorized(auth: Auth, env: Environment) -> rs.Expr:
    """Whether an auth clause is satisfied."""
    match auth:
        case AuthLock():
            return _lock_opens(auth.role, env)
        case AuthKey():
            key = rs.Prefix("&", rs.Path(env.scope.sibling("constants", env.naming.constants[auth.key])))
            index = rs.Method(rs.Path(env.role_names[auth.role]), "index")
            return rs.Method(rs.Path(env.context()), "signed_by", (index, key))
        case AuthMany():
            return _members_open(auth, env)
        case AuthAll() | AuthAny():
            operator = "&&" if isinstance(auth, AuthAll) else "||"
            first, *rest = (authorized(part, env) for part in auth.parts)
            for part in rest:
                first = rs.infix(operator, first, part)
            return first
        case _:
            parts = rs.Prefix("&", rs.Array(tuple(authorized(part, env) for part in auth.parts)))
            return rs.Call(env.scope.guest("at_least"), (rs.Path(str(auth.threshold)), parts))


def roles_of(auth: Auth | None) -> frozenset[str]:
    """The roles that an auth clause reads."""
    if auth is None:
        return frozenset()
    if isinstance(auth, AuthLock | AuthKey | AuthMany):
        return frozenset((auth.role,))
    return frozenset[str]().union(*(roles_of(part) for part in auth.parts))


def _lock_opens(role: str, env: Environment) -> rs.Expr:
    name = rs.Path(env.role_names[role])
    lock = env.program.resource(env.role_types[role]).lock_field
    assert lock is not None
    reference = rs.Prefix("&", rs.Field(name, env.naming.field(lock)))
    opens = rs.Method(rs.Path(env.context()), "opens", (rs.Method(name, "index"), reference))
    if env.roles[role] is RoleForm.LIVE:
        return opens
    # A resource that does not exist has no lock to open.
    return rs.Matches(rs.Prefix("&", name), f"{env.scope.guest('Entry')}::Live({name.text})", opens)


def _members_open(auth: AuthMany, env: Environment) -> rs.Expr:
    lock = env.program.resource(env.role_types[auth.role]).lock_field
    assert lock is not None
    name = env.names.take("one")
    reference = rs.Prefix("&", rs.Field(rs.Path(name), env.naming.field(lock)))
    opens = rs.Method(rs.Path(env.context()), "opens", (rs.Method(rs.Path(name), "index"), reference))
    members = rs.Path(env.role_names[auth.role])
    if auth.threshold is None:
        return rs.Method(members, "all", (rs.Closure(name, opens),))
    return rs.Method(members, "at_least", (rs.Path(str(auth.threshold)), rs.Closure(name, opens)))


def _distinct(instruction: Instruction, env: Environment) -> list[rs.Stmt]:
    out: list[rs.Stmt] = []
    for first, second in combinations_with_replacement(instruction.roles, 2):
        if frozenset((first.name, second.name)) in instruction.may_alias:
            continue
        if first is second:
            if first.many is not None:
                out.append(_context_call("require_all_distinct", (position(first, env),), env))
        elif first.many is None and second.many is None:
            out.append(_context_call("require_distinct", (position(first, env), position(second, env)), env))
        else:
            out.append(_context_call("require_disjoint", (_positions(first, env), _positions(second, env)), env))
    return [rs.Comment("Different roles are different resources."), *out] if out else []


def _opened(role: Role, named: bool, env: Environment) -> list[rs.Stmt]:
    out: list[rs.Stmt] = [rs.Comment(_clause(role, env))]
    if role.address is not None and role.indexed:
        if isinstance(role.address, LabelAddress):
            expected: rs.Expr = rs.Prefix("&", _label(role.address, env))
        else:
            expected = rs.Prefix("&", derived(role.address, role.resource, env))
        out.append(_context_call("require_address", (position(role, env), expected), env))
    form = form_of(role)
    resource = env.scope.sibling("resources", env.naming.resources[role.resource])
    opener = "read" if role.access is Access.READS else _OPEN[form]
    if role.many is not None:
        opener += "_list"
    opened = rs.Try(rs.Method(rs.Path(env.context()), f"{opener}::<{resource}>", (position(role, env),)))
    env.roles[role.name] = form
    if named:
        out.append(rs.Let(env.role_names[role.name], opened, _is_mutated(role, env)))
    else:
        out.append(rs.Do(opened))
    return out


def _is_mutated(role: Role, env: Environment) -> bool:
    followed = any(other in env.changed for other in env.aliases(role.name))
    return role.name in env.changed or followed


def position(role: Role, env: Environment) -> rs.Expr:
    """Where a role that is not opened yet stands in the access list; all the places of a role list."""
    if role.indexed:
        found = rs.Field(rs.Path("self"), env.naming.field(role.name))
        return found if role.many is None else rs.Prefix("&", found)
    return rs.Path(env.role_names[role.name])


def _positions(role: Role, env: Environment) -> rs.Expr:
    found = position(role, env)
    return found if role.many is not None else rs.Prefix("&", rs.Array((found,)))


def _label(address: LabelAddress, env: Environment) -> rs.Expr:
    return rs.Path(env.scope.sibling("addresses", env.naming.labels[address.label]))


def _clause(role: Role, env: Environment) -> str:
    suffix = " or creates" if role.or_creates else ""
    kind = role.resource if role.many is None else f"list<{role.resource}, max {role.many}>"
    return comment_text(f"{origin(role.span, env)}: {role.access.value} {role.name}: {kind}{suffix}")


def _context_call(name: str, arguments: tuple[rs.Expr, ...], env: Environment) -> rs.Stmt:
    return rs.Do(rs.Try(rs.Method(rs.Path(env.context()), name, arguments)))
