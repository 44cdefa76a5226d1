"""Roles in bodies: one resource, or a member of a role list that a loop has come to."""

from __future__ import annotations

from vprog.codegen.rust import syntax as rs
from vprog.codegen.rust.environment import Environment, RoleForm


def role(name: str, env: Environment) -> rs.Expr:
    """The role, to read from or to call a method on."""
    return _member(name, "at", env) if env.roles.get(name) is RoleForm.MEMBER else rs.Path(env.role_names[name])


def role_to_edit(name: str, env: Environment) -> rs.Expr:
    """The role, to call a method on that changes it."""
    return _member(name, "at_mut", env) if env.roles[name] is RoleForm.MEMBER else rs.Path(env.role_names[name])


def role_reference(name: str, env: Environment) -> rs.Expr:
    """A reference to the role."""
    found = role(name, env)
    return found if env.roles[name] is RoleForm.MEMBER else rs.Prefix("&", found)


def holder(name: str, env: Environment) -> rs.Expr:
    """What the fields of a role are read from."""
    form = env.roles[name]
    if form is RoleForm.FIELDS:
        return rs.Path("self")
    found = role(name, env)
    return rs.Try(rs.Method(found, "created")) if form is RoleForm.NEW else found


def edited(name: str, field: str, env: Environment) -> rs.Expr:
    """The field of a role as the target of an assignment."""
    edit: rs.Expr = rs.Method(role_to_edit(name, env), "edit")
    if env.roles[name] is RoleForm.NEW:
        edit = rs.Try(edit)
    return rs.Field(edit, env.naming.field(field))


def followed(name: str, env: Environment) -> tuple[rs.Stmt, ...]:
    """After a write: roles that may be the same resource see it."""
    own = env.members.get(name, name)
    out = [
        rs.Do(rs.Method(rs.Path(env.role_names[other]), "follow", (role_reference(name, env),)))
        for other in env.aliases(own)
    ]
    if own != name and env.aliases_itself(own):
        out.append(rs.Do(rs.Method(rs.Path(env.role_names[own]), "follow_within", (rs.Path(env.role_names[name]),))))
    return tuple(out)


def _member(name: str, method: str, env: Environment) -> rs.Expr:
    members = rs.Path(env.role_names[env.members[name]])
    return rs.Try(rs.Method(members, method, (rs.Path(env.role_names[name]),)))
