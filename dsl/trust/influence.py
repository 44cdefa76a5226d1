"""What flows where: which roles' fields (and parameters) decide the value of an expression."""

from __future__ import annotations

from collections.abc import Mapping

from vprog.dsl.frozen import record
from vprog.dsl.program.expressions import (
    CoinsValue,
    Expression,
    FieldRef,
    LocalRef,
    ParamRef,
    RoleCount,
    Take,
)
from vprog.dsl.program.walk import operands
from vprog.dsl.source.span import Span

_NO_ROLES: Mapping[str, Span] = {}


@record
class Influence:
    """The roles whose fields decide a value (with a read of each), the parameters that do, and where coins are from."""

    roles: Mapping[str, Span] = _NO_ROLES
    parameters: frozenset[str] = frozenset()
    origin: str | None = None

    def __or__(self, other: Influence) -> Influence:
        origin = self.origin if other.origin is None else other.origin
        return Influence({**other.roles, **self.roles}, self.parameters | other.parameters, origin)


NOBODY = Influence()
Env = dict[str, Influence]


def stored_in(role: str, field: str) -> str:
    """The name in an Env for what the body has put into a field."""
    return f"{role}.{field}"


def turned(env: Env, member: str, of: str) -> Env:
    """What is known behind a turn of a loop over a role list: the member that it was about is now any of the list."""
    return {name: _turned(what, member, of) for name, what in env.items()}


def _turned(what: Influence, member: str, of: str) -> Influence:
    roles = {of if role == member else role: span for role, span in what.roles.items()}
    return Influence(roles, what.parameters, of if what.origin == member else what.origin)


def influence(root: Expression, env: Env) -> Influence:
    """What decides the value of an expression; error arguments decide nothing."""
    match root:
        case FieldRef():
            own = Influence({root.role: root.span})
            stored = env.get(stored_in(root.role, root.field))
            return own if stored is None else own | stored
        case RoleCount():
            return Influence({root.role: root.span})
        case ParamRef():
            return Influence(parameters=frozenset({root.name}))
        case LocalRef():
            return env.get(root.name, NOBODY)
        case CoinsValue():
            held = env.get(root.coins, NOBODY)
            return Influence(held.roles, held.parameters)
        case _:
            found = NOBODY
            for operand in operands(root):
                found |= influence(operand, env)
            return Influence(found.roles, found.parameters, root.role) if isinstance(root, Take) else found
