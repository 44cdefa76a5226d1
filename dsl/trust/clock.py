"""What a sender passes as the present time (rule 13).

A stored score that is compared with a parameter lets the sender say when it is. A parameter behind a demanded
`after(parameter)` is no later than the present, so it may be compared.
"""

from __future__ import annotations

from vprog.dsl.authority.cover import conjuncts
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.program.declarations import Access, Instruction
from vprog.dsl.program.expressions import After, Binary, BinaryOp, Convert, Expression, ParamRef
from vprog.dsl.program.members import members
from vprog.dsl.program.types import Type, unit_of
from vprog.dsl.source.span import Span
from vprog.dsl.trust.influence import Env, influence
from vprog.dsl.trust.roots import Roots, demands

TIME_UNITS = ("Score", "DaaScore")
"""Units of these names count the chain's DAA score."""
TIME_NAMES = {
    *("now", "time", "timestamp", "current_time", "block_time", "block_timestamp"),
    *("current_score", "block_score", "daa_score", "blue_score"),
}
"""Parameters of these names are meant as the present, whatever they are counted in."""
_ORDER = (BinaryOp.LESS, BinaryOp.LESS_EQUAL, BinaryOp.GREATER, BinaryOp.GREATER_EQUAL)


class Clock:
    """Looks at the comparisons of one instruction."""

    def __init__(self, instruction: Instruction, roots: Roots, bag: DiagnosticBag) -> None:
        self._instruction = instruction
        self._roots = roots
        self._bag = bag
        self._lists = members(instruction.body)
        proved = set(_proved(instruction))
        self._times = {p.name for p in instruction.parameters if _is_time(p.type)} - proved
        self._named = {p.name for p in instruction.parameters if p.name in TIME_NAMES} - proved

    def compared(self, node: Binary, env: Env) -> set[str]:
        """Reports VP0715 for a comparison; the roles that were taken for a clock."""
        if node.op not in _ORDER:
            return set()
        counted = _is_time(node.left.type) or _is_time(node.right.type)
        if not (counted or self._named):
            return set()
        sides = ((node.left, influence(node.left, env)), (node.right, influence(node.right, env)))
        stored = {role: span for _, side in sides for role, span in side.roles.items()}
        for value, side in sides:
            late = sorted(side.parameters & (self._times if counted else self._named))
            if late and stored:
                self._report(value, f"the parameter `{late[0]}`", stored)
                return set()
        for value, side in sides if counted else ():
            clocks = [role for role in side.roles if self._is_clock(role, stored)]
            if clocks:
                others = {role: span for role, span in stored.items() if role != clocks[0]}
                self._report(value, f"`{clocks[0]}`", others)
                return {self._lists.get(clocks[0], clocks[0])}
        return set()

    def _is_clock(self, role: str, stored: dict[str, Span]) -> bool:
        """A role that is only read, has no constant root, and is compared with another one."""
        header = self._instruction.role(role)
        return len(stored) > 1 and header.access is Access.READS and header.name not in self._roots.constant

    def _report(self, value: Expression, source: str, stored: dict[str, Span]) -> None:
        from vprog.dsl.rules.vp0715_clock_by_account import report

        report(self._bag, value.span, source, next(iter(stored.values())))


def _is_time(type_: Type) -> bool:
    unit = unit_of(type_)
    return unit is not None and unit.name in TIME_UNITS


def _proved(instruction: Instruction) -> list[str]:
    """Parameters that L1 says are not later than the present: those of a demanded `after(parameter)`."""
    asked = [part.score for demand in demands(instruction) for part in conjuncts(demand) if isinstance(part, After)]
    if instruction.after is not None:
        asked.append(instruction.after)
    plain = [score.value if isinstance(score, Convert) else score for score in asked]
    return [score.name for score in plain if isinstance(score, ParamRef)]
