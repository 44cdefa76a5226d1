"""One path through an instruction: what must be true to be on it, and what it has done so far."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from enum import Enum

from attrs import define, evolve, field, frozen

from vprog.dsl.effects.table import Kind
from vprog.dsl.prove.solver import ZERO, Term, all_of, decided, implies
from vprog.dsl.prove.values import Symbolic
from vprog.dsl.source.span import Span


class Life(Enum):
    NEW = "new"
    LIVE = "live"
    DELETED = "deleted"


@define(eq=False)
class RoleValue:
    """A role now: its life, its address, its fields while it lives."""

    resource: str
    life: Life
    id: Term
    fields: dict[str, Symbolic]


def resources(roles: dict[str, RoleValue]) -> dict[str, RoleValue]:
    """Each resource once, under the first of its roles: roles that are aliases share one value."""
    found = {id(role): (name, role) for name, role in reversed(roles.items())}
    return {name: role for name, role in roles.items() if found[id(role)][0] == name}


def member(role_list: str, index: int) -> str:
    """The name of a member of a role list."""
    return f"{role_list}[{index}]"


def of(role: str) -> str:
    """The role of the header that a name stands for: for a member, its list."""
    return role.partition("[")[0]


@define(eq=False)
class Flow:
    """What a path took in and gave out of one unit, as terms."""

    claimed: Term = ZERO
    minted: Term = ZERO
    exited: Term = ZERO
    burned: Term = ZERO


@frozen(eq=False)
class Touch:
    """A write, debit or deletion of a resource that existed before the instruction."""

    kind: Kind
    role: str
    field: str | None
    span: Span


@frozen(eq=False)
class Claimed:
    """A claimed L1 output."""

    output: Term
    covenant: Term
    amount: Term


@define(eq=False)
class Path:
    """`before` is what the roles were at the start: one case of the lives of `or creates` roles."""

    before: dict[str, RoleValue]
    roles: dict[str, RoleValue]
    facts: list[Term]
    locals: dict[str, Symbolic] = field(factory=dict[str, Symbolic])
    flows: dict[str, Flow] = field(factory=dict[str, Flow])
    touched: list[Touch] = field(factory=list[Touch])
    claims: list[Claimed] = field(factory=list[Claimed])
    guards: list[Term] = field(factory=list[Term])
    lists: dict[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """The members of each role list, roles of their own: `voters[0]`."""
    members: dict[str, str] = field(factory=dict[str, str])
    """Which member a role stands for in a loop over a role list."""
    result: Symbolic = None
    """What the function that ended last gave back."""
    looked_at: int = 0
    """With how many facts the solver was last asked whether there can be such a path."""
    returned: bool = False
    dead: bool = False

    def copy(self) -> Path:
        """An independent path that starts where this one stands."""
        copies = {id(role): evolve(role, fields=dict(role.fields)) for role in self.roles.values()}
        return evolve(
            self,
            roles={name: copies[id(role)] for name, role in self.roles.items()},
            facts=list(self.facts),
            locals=dict(self.locals),
            flows={name: evolve(flow) for name, flow in self.flows.items()},
            touched=list(self.touched),
            claims=list(self.claims),
            guards=list(self.guards),
            members=dict(self.members),
        )

    def assume(self, fact: Term) -> None:
        """From here on the fact holds, where the guards of `and` and `or` around it do."""
        if self.guards:
            fact = implies(all_of(self.guards), fact)
        known = decided(fact)
        if known is False:
            self.dead = True
        if known is None:
            self.facts.append(fact)

    @contextmanager
    def itself(self, role: str) -> Generator[None, None, None]:
        """What a resource says of itself, it says of `self`."""
        self.roles["self"] = self.roles[role]
        try:
            yield
        finally:
            del self.roles["self"]

    def flow(self, unit: str) -> Flow:
        return self.flows.setdefault(unit, Flow())

    def touch(self, kind: Kind, role: str, field: str | None, span: Span) -> None:
        role = self.members.get(role, role)
        if self.before[role].life is Life.LIVE:
            self.touched.append(Touch(kind, role, field, span))
