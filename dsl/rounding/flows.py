"""What crosses the line between a user and what is shared in one instruction, and in which direction.

What is taken from a user's role is paid unless it ends with a user again, or on L1; what is taken from what is shared
is received unless it ends in another shared resource that is the only one of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.frozen import record
from vprog.dsl.program.expressions import (
    Claim,
    ConstRef,
    Expression,
    FieldRef,
    IntLiteral,
    LocalRef,
    Mint,
    Rounding,
    Take,
)
from vprog.dsl.program.statements import Burn, Create, Exit, Put, Statement
from vprog.dsl.program.walk import evaluated
from vprog.dsl.rounding.bindings import Bindings
from vprog.dsl.rounding.parties import End, Parties
from vprog.dsl.rounding.sources import Sources
from vprog.dsl.rounding.ways import inner_parts, parts
from vprog.dsl.source.span import Span

_CONSTANTS = (IntLiteral, ConstRef)


@record
class Flow:
    """An amount that must be rounded `way`. `what`: in words. `debt`: it only follows what is received or paid."""

    statement: Statement
    amount: Expression
    way: Rounding
    span: Span
    what: str
    debt: bool = False


class Flows:
    """`received` and `paid`: the amounts that a user gets from what is shared, and gives to it.

    `returned`: what users get out of resources that are theirs through an owner, which may keep it for a time or on a
    condition. How much of such a resource only its own fields say may be rounded as one likes. `kept`: what they put
    into one while they receive something, as collateral."""

    def __init__(self, parties: Parties, bindings: Bindings, sources: Sources) -> None:
        self._parties = parties
        self._sources = sources
        self._ends: dict[int, set[End]] = {}
        for statement in bindings.statements:
            for coins, end in self._sinks(statement):
                made = sources.made(coins) if isinstance(coins, LocalRef) else (coins,)
                for source in made:
                    self._ends.setdefault(id(source), set()).add(end)
        self.received: list[Flow] = []
        self.paid: list[Flow] = []
        self.returned: list[Flow] = []
        self.kept: list[Flow] = []
        for statement in bindings.statements:
            for node in evaluated(statement, errors=False):
                if isinstance(node, Mint | Take | Claim):
                    self._add(statement, node)
        if not self.received:
            self.kept.clear()

    @property
    def all(self) -> tuple[Flow, ...]:
        return (*self.received, *self.paid, *self.kept, *self.returned)

    def is_owned(self, role: str) -> bool:
        return role in self._parties.owned

    def _add(self, statement: Statement, node: Mint | Take | Claim) -> None:
        ends = self._ends.get(id(node), {End.OTHER})
        if isinstance(node, Mint):
            self.received.append(Flow(statement, node.amount, Rounding.FLOOR, node.span, "what is minted"))
        elif isinstance(node, Take) and node.role in self._parties.shared:
            if ends != {End.NOBODY}:
                self.received.append(_taken(statement, node))
        elif isinstance(node, Claim) or node.role in self._parties.users:
            if not ends <= {End.USER, End.OWNED}:
                if self._parties.shared:
                    self.paid.append(_paid(statement, node))
            elif isinstance(node, Take) and node.role in self._parties.owned:
                if not self._is_of(node.role, node.amount):
                    self.returned.append(_taken(statement, node))
            elif End.OWNED in ends:
                self.kept.append(_paid(statement, node))

    def _is_of(self, role: str, amount: Expression) -> bool:
        """Whether an amount is made of nothing but fields of the role and constants."""
        for part in parts(self._sources, amount, Rounding.FLOOR):
            node = part.node
            inside = any(True for _ in inner_parts(self._sources, part))
            if node.role != role if isinstance(node, FieldRef) else not (inside or isinstance(node, _CONSTANTS)):
                return False
        return True

    def _sinks(self, statement: Statement) -> Iterator[tuple[Expression, End]]:
        """Coins that end in a statement, and where."""
        match statement:
            case Put():
                yield statement.coins, self._parties.end(statement.role)
            case Exit():
                yield statement.coins, End.USER
            case Burn():
                yield statement.coins, End.OTHER
            case Create():
                for _, value in statement.fields:
                    yield value, self._parties.end(statement.role)
            case _:
                return


def _taken(statement: Statement, node: Take) -> Flow:
    return Flow(statement, node.amount, Rounding.FLOOR, node.span, f"what is taken from `{node.role}`")


def _paid(statement: Statement, node: Take | Claim) -> Flow:
    amount, what = (node, "what is paid in") if isinstance(node, Claim) else (node.amount, f"what `{node.role}` pays")
    return Flow(statement, amount, Rounding.CEIL, node.span, what)
