"""What flows where: which roles' fields (and parameters) decide the value of an expression."""

from __future__ import annotations

from attrs import evolve, field, frozen
from vprog.dsl.authority.cover import conjuncts
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    CoinsValue,
    Expression,
    FieldRef,
    LocalRef,
    ParamRef,
    RoleId,
    Take,
)
from vprog.dsl.program.walk import expressions, operands
from vprog.dsl.source.span import Span


def _no_roles() -> dict[str, Span]:
    return {}


@frozen
class Influence:
    """The roles whose fields decide a value (with a read of each), the parameters that do, and where coins are from."""

    roles: dict[str, Span] = field(factory=_no_roles)
    parameters: frozenset[str] = frozenset()
    origin: str | None = None

    def __or__(self, other: Influence) -> Influence:
        origin = self.origin if other.origin is None else other.origin
        return Influence({**other.roles, **self.roles}, self.parameters | other.parameters, origin)

    def without(self, roles: set[str]) -> Influence:
        return evolve(self, roles={name: span for name, span in self.roles.items() if name not in roles})


NOBODY = Influence()
Env = dict[str, Influence]


def influence(root: Expression, env: Env) -> Influence:
    """What decides the value of an expression; error arguments decide nothing."""
    match root:
        case FieldRef():
            return Influence({root.role: root.span})
        case ParamRef():
            return Influence(parameters=frozenset({root.name}))
        case LocalRef():
            return env.get(root.name, NOBODY)
        case CoinsValue():
            return evolve(env.get(root.coins, NOBODY), origin=None)
        case _:
            found = NOBODY
            for operand in operands(root):
                found |= influence(operand, env)
            return evolve(found, origin=root.role if isinstance(root, Take) else found.origin)


def limits(condition: Expression, env: Env, rooted: frozenset[str]) -> Influence:
    """The roles that a condition lets decide.

    `role.field == trusted.field` (or `== trusted.id`) compares a role with one that has a root: it is the trusted one
    that decides there, and the other is what is being checked.
    """
    found = NOBODY
    for part in conjuncts(condition):
        decides = influence(part, env)
        if isinstance(part, Binary) and part.op is BinaryOp.EQUAL:
            left, right = _named(part.left, env), _named(part.right, env)
            for side, other in ((left, right), (right, left)):
                if other and other <= rooted:
                    decides = decides.without(side - rooted)
        found |= decides
    return found


def _named(side: Expression, env: Env) -> set[str]:
    """The roles on one side of a comparison, by field or by id."""
    ids = {node.role for node in expressions(side, errors=False) if isinstance(node, RoleId)}
    return ids | set(influence(side, env).roles)
