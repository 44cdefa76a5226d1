"""What crosses the line between a user and what is shared in one instruction, and in which direction.

A role whose own lock agreed is the user's, and so is any other of that resource type. All else that is written is
shared. What is taken from a user's role is paid unless it ends with a user again, or on L1; what is taken from what is
shared is received unless it ends in another shared resource that is the only one of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from vprog.dsl.authority.cover import own
from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import Instruction, LabelAddress, Program
from vprog.dsl.program.expressions import Claim, Expression, LocalRef, Mint, Rounding, Take
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import Burn, Create, Exit, Put, Statement
from vprog.dsl.program.walk import evaluated
from vprog.dsl.rounding.bindings import Bindings
from vprog.dsl.rounding.sources import Sources
from vprog.dsl.source.span import Span


@record
class Flow:
    """An amount that must be rounded `way`. `what`: in words."""

    statement: Statement
    amount: Expression
    way: Rounding
    span: Span
    what: str


class End(Enum):
    """With whom coins are in the end: a user; nobody, in the only resource of its kind; or who knows whom."""

    USER = "user"
    NOBODY = "nobody"
    OTHER = "other"


class Parties:
    """`users` and `shared`: the names of the roles, members of role lists among them."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        kinds = {
            role.resource
            for role in instruction.roles
            if role.writable
            and instruction.auth is not None
            and own(role.name).occurs(instruction.auth)
            and program.resource(role.resource).lock_field is not None
            and not _is_at_label(program, role.resource)
        }
        roles = {role.name: role for role in instruction.roles}
        roles |= {name: roles[of] for name, of in members(instruction.body).items() if of in roles}
        self.users = {name for name, role in roles.items() if role.resource in kinds}
        self.shared = {name for name, role in roles.items() if name not in self.users and role.writable}
        self._nobodys = {name for name, role in roles.items() if _is_at_label(program, role.resource)}

    def end(self, role: str) -> End:
        """With whom coins are that end in the role."""
        return End.USER if role in self.users else End.NOBODY if role in self._nobodys else End.OTHER


class Flows:
    """`received` and `paid`: the amounts that a user gets from what is shared, and gives to it."""

    def __init__(self, parties: Parties, bindings: Bindings, sources: Sources) -> None:
        self._parties = parties
        self._ends: dict[int, set[End]] = {}
        for statement in bindings.statements:
            for coins, end in self._sinks(statement):
                made = sources.made(coins) if isinstance(coins, LocalRef) else (coins,)
                for source in made:
                    self._ends.setdefault(id(source), set()).add(end)
        self.received: list[Flow] = []
        self.paid: list[Flow] = []
        for statement in bindings.statements:
            for node in evaluated(statement, errors=False):
                if isinstance(node, Mint | Take | Claim):
                    self._add(statement, node)

    def _add(self, statement: Statement, node: Mint | Take | Claim) -> None:
        if isinstance(node, Mint):
            self.received.append(Flow(statement, node.amount, Rounding.FLOOR, node.span, "what is minted"))
        elif isinstance(node, Claim):
            if self._parties.shared and self._ends.get(id(node)) != {End.USER}:
                self.paid.append(Flow(statement, node, Rounding.CEIL, node.span, "what is paid in"))
        elif node.role in self._parties.shared:
            if self._ends.get(id(node)) != {End.NOBODY}:
                what = f"what is taken from `{node.role}`"
                self.received.append(Flow(statement, node.amount, Rounding.FLOOR, node.span, what))
        elif node.role in self._parties.users and self._parties.shared and self._ends.get(id(node)) != {End.USER}:
            self.paid.append(Flow(statement, node.amount, Rounding.CEIL, node.span, f"what `{node.role}` pays"))

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


def _is_at_label(program: Program, resource: str) -> bool:
    return isinstance(program.resource(resource).address, LabelAddress)
