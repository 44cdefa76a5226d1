"""Quorums: how many sign decides, so it matters who they are (VP0710).

`auth all of voters` says that all of them agree, and `voters.len >= 3` that they are enough. Both are true of three
strangers that the sender made for it. So what is done to others behind such a condition needs someone who knows them:
the body looks at each member, or only who there is one of makes resources of that kind.
"""

from __future__ import annotations

from vprog.dsl.authority.cover import Cover, cover
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.infer import leaves
from vprog.dsl.effects.table import Kind
from vprog.dsl.program.conditions import Known, conditions_of
from vprog.dsl.program.declarations import Access, AuthMany, Instruction, Program
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    Expression,
    FieldRef,
    IntLiteral,
    LocalRef,
    RoleCount,
    RoleId,
)
from vprog.dsl.program.statements import (
    AssignField,
    AssignLocal,
    Emit,
    ForRoles,
    If,
    MatchEnum,
    MatchOption,
    MatchVariant,
    Require,
    Statement,
)
from vprog.dsl.program.walk import evaluated, expressions, statements, values
from vprog.dsl.source.span import Span
from vprog.dsl.trust.limits import Guarded
from vprog.dsl.trust.roots import Roots

_HARM = (Kind.WRITE, Kind.DEBIT, Kind.DELETE, Kind.MINT)
_ASKS = (Require, If, MatchEnum, MatchVariant, MatchOption)
_AT_LEAST = (BinaryOp.GREATER, BinaryOp.GREATER_EQUAL, BinaryOp.EQUAL)
_AT_MOST = (BinaryOp.LESS, BinaryOp.LESS_EQUAL, BinaryOp.EQUAL)


def whole(program: Program, bag: DiagnosticBag) -> None:
    """Lists that all sign, are counted, and could be anyone."""
    from vprog.dsl.rules import vp0710_no_root_of_trust

    for instruction in program.instructions:
        for name in _signing(program, instruction):
            used = _Quorum(instruction, name).counted(Roots(program, instruction).agreed)
            role = instruction.role(name)
            if used is not None and not _is_kept(program, role.resource):
                vp0710_no_root_of_trust.report(bag, role.span, name, "who must agree", used, ())


def _signing(program: Program, instruction: Instruction) -> tuple[str, ...]:
    """The lists of which all must agree. Who else must agree where it is not `permissionless` is asked elsewhere."""
    if instruction.permissionless is None:
        return ()
    lists = (leaf.role for leaf in leaves(instruction.auth) if isinstance(leaf, AuthMany) and leaf.threshold is None)
    return tuple(name for name in dict.fromkeys(lists) if cover(program, instruction, name).holds(instruction.auth))


class _Quorum:
    """One role list that is counted."""

    def __init__(self, instruction: Instruction, name: str) -> None:
        self._instruction = instruction
        self._name = name
        self._known: Known = conditions_of(instruction)
        loops = [s for s in statements(instruction.body) if isinstance(s, ForRoles) and s.role == name]
        self._members = {name, *(loop.name for loop in loops)}
        self._inside = [inner for loop in loops for inner in statements(loop.body)]
        self._written = {s.field for s in self._inside if isinstance(s, AssignField) and s.role in self._members}
        self._counters = {s.name: s for s in self._inside if isinstance(s, AssignLocal) and self._adds(s)}

    def counted(self, agreed: frozenset[str]) -> Span | None:
        """Where a condition counts the list, without which something is not done to who did not agree."""
        if any(map(self._is_look, self._inside)):
            return None
        done = Guarded(self._instruction).everything
        if any(effect.kind is Kind.DEBIT and effect.role == self._name for effect, _ in done):
            return None  # they pay for it
        created = {role.name for role in self._instruction.roles if role.access is Access.CREATES}
        spared = agreed | created | {self._name}
        for effect, statement in done:
            if effect.kind in _HARM and effect.role not in spared:
                for condition in self._known.at(statement):
                    if (span := self._count(condition)) is not None:
                        return span
        return None

    def _adds(self, statement: AssignLocal) -> bool:
        """`n += 1`, not `n += v.weight`."""
        nodes = expressions(statement.value)
        counts = any(isinstance(node, LocalRef) and node.name == statement.name for node in nodes)
        return counts and not any(isinstance(node, FieldRef) and node.role in self._members for node in nodes)

    def _is_look(self, statement: Statement) -> bool:
        """It asks something of a member, or does something with its id."""
        if isinstance(statement, Emit):
            return False
        nodes = evaluated(statement, errors=False)
        if any(isinstance(node, RoleId) and node.role in self._members for node in nodes):
            return True
        return isinstance(statement, _ASKS) and any(self._asks(value) for value in values(statement))

    def _asks(self, condition: Expression) -> bool:
        """It is about a member, and not only about what this instruction itself writes there."""
        nodes = [inner for node in expressions(condition) for inner in expressions(self._known.meaning(node))]
        return any(isinstance(n, FieldRef) and n.role in self._members and n.field not in self._written for n in nodes)

    def _count(self, condition: Expression) -> Span | None:
        """The count that a condition asks to be large enough; more than none is no quorum."""
        if isinstance(condition, Binary):
            for ops, one, other in (
                (_AT_LEAST, condition.left, condition.right),
                (_AT_MOST, condition.right, condition.left),
            ):
                if condition.op in ops and not _is_none(condition.op, other):
                    for node in expressions(self._known.meaning(one)):
                        if self._is_count(node):
                            return one.span
        return None

    def _is_count(self, node: Expression) -> bool:
        if isinstance(node, LocalRef):
            meant = self._known.meaning(node)
            if meant is not node:
                return any(self._is_count(inner) for inner in expressions(meant))
            return node.name in self._counters
        return isinstance(node, RoleCount) and node.role == self._name


def _is_none(op: BinaryOp, other: Expression) -> bool:
    """Compared with 0, or with 1 where one is enough."""
    if not isinstance(other, IntLiteral):
        return False
    return other.value == 0 or (other.value == 1 and op in (BinaryOp.GREATER_EQUAL, BinaryOp.LESS_EQUAL))


def _is_kept(program: Program, kind: str) -> bool:
    """Whether somebody makes resources of that kind, and only with the agreement of who there is one of."""
    older = [migration.old for migration in program.migrations if migration.new == kind]
    makers = [
        instruction
        for instruction in program.instructions
        if any(r.resource == kind and (r.or_creates or r.access is Access.CREATES) for r in instruction.roles)
    ]
    return (
        bool(makers or older)
        and all(_is_guarded(program, m) for m in makers)
        and all(_is_kept(program, o) for o in older)
    )


def _is_guarded(program: Program, maker: Instruction) -> bool:
    """Whether a constant resource, or the program's key, has to agree."""
    constant = Roots(program, maker).constant
    return Cover(constant, key=True).holds(maker.auth)
