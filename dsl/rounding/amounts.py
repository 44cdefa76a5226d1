"""Amounts that cross the line between a user and what is shared must be rounded for what is shared.

What is taken from a shared role, and what is minted, is owed at most: it may be rounded down, never up. What a user's
role pays to something shared is owed at least. Counters of a user's role (`user.points += ...`) are read the same way,
and so are the limits on what the sender chooses. An amount is followed through everything that carries it to the
divisions it is made of; one in a denominator or behind a minus counts the other way round. One that counts both ways
goes where the amount as a whole goes, and where that depends on the numbers it may round as it likes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Label
from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.expressions import Binary, BinaryOp, Divide, Expression, Rounding
from vprog.dsl.program.statements import AssignField, Create
from vprog.dsl.program.types import unit_of
from vprog.dsl.program.walk import evaluated
from vprog.dsl.rounding.bindings import Bindings
from vprog.dsl.rounding.by_hand import is_loosened, is_turned, turned_outside
from vprog.dsl.rounding.counters import changed
from vprog.dsl.rounding.direction import Directions
from vprog.dsl.rounding.flows import Flow, Flows
from vprog.dsl.rounding.limits import Limit, Limits
from vprog.dsl.rounding.parties import Parties
from vprog.dsl.rounding.sources import Sources
from vprog.dsl.rounding.sums import Sum, Sums, combined, is_exact, slope
from vprog.dsl.rounding.ways import other, parts
from vprog.dsl.source.span import Span

_SUMS = (BinaryOp.ADD, BinaryOp.SUBTRACT)


@record
class _Asked:
    """A division and how an amount wants it rounded; `turned`: it rounds the other way than it says."""

    division: Divide
    way: Rounding
    turned: bool

    @property
    def wrong(self) -> bool:
        does = other(self.division.rounding) if self.turned else self.division.rounding
        return does is not self.way

    @property
    def why(self) -> str:
        says = self.division.rounding.value
        if self.turned:
            return f"what is added or taken off turns `{says}` around; `{says}` alone rounds for the others"
        return f"rounds with `{says}`; `{self.way.value}` rounds for the others"


@record
class _Question:
    """An amount, or both sides of a limit, of which a flow asks how they are rounded; where that is, and what is there.

    `fields`: what fields were set to before is asked too."""

    flow: Flow
    amounts: _Amounts
    place: Span
    label: str
    fields: bool = True


class Amounts:
    def __init__(self, program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
        self._bag = bag
        self._instruction = instruction
        self._bindings = Bindings(instruction.body)
        self._sources = Sources(self._bindings)
        self._sums = Sums(program, self._sources)
        for statement in self._bindings.statements:
            for node in evaluated(statement, errors=False):
                self._sums.sum(node)  # in this order, so that no long chain of names has to be followed
        self._parties = Parties(program, instruction)
        self._settled: set[int] = set()
        """The divisions that an earlier stage asked something of: a limit says nothing of what moves by itself."""
        self._contested: dict[int, Rounding | None] = {}
        self._told: set[int] = set()

    def run(self) -> None:
        """Four stages: value that moves, counters, limits on either, and limits that have it inside a division."""
        flows = Flows(self._parties, self._bindings, self._sources)
        self._contested = self._net(flows.all)
        self._stage(map(_moved, flows.all))
        counted = [*self._counted(flows)]
        self._stage(map(_moved, counted))
        limits = Limits(self._instruction, self._bindings, self._sources, self._sums)
        counted = [flow for flow in counted if not flow.debt]
        amounts = (*flows.paid, *flows.kept, *flows.received, *flows.returned, *counted)
        self._stage(_limited(flow, limit) for flow in amounts for limit in limits.on(flow))
        chosen = flows.all or counted
        inside = (_limited(flow, limit, fields=False) for flow in chosen for limit in limits.inside(flow))
        self._stage(self._certain([*inside]))

    def _net(self, moved: Iterable[Flow]) -> dict[int, Rounding | None]:
        """Of the divisions of which flows ask both ways, the way in which what is shared gains, if there is one.

        A payment that is split in two has the same sum however the parts are rounded."""
        ways: dict[int, list[tuple[Flow, Rounding]]] = {}
        for flow in moved:
            for one in self._asked(((flow.amount, flow.way),)):
                ways.setdefault(self._sums.number(one.division), []).append((flow, one.way))
        found: dict[int, Rounding | None] = {}
        for number, asked in ways.items():
            if len({way for _, way in asked}) > 1:
                gain: Sum = {}
                for flow, _ in asked:
                    op = BinaryOp.ADD if flow.way is Rounding.CEIL else BinaryOp.SUBTRACT
                    gain = combined(op, gain, self._sums.sum(flow.amount))
                same = len({unit_of(flow.amount.type) for flow, _ in asked}) == 1
                sign = self._sums.sign(slope(gain, number)) if same else 0
                found[number] = None if not sign else Rounding.CEIL if sign > 0 else Rounding.FLOOR
        return found

    def _counted(self, flows: Flows) -> Iterator[Flow]:
        for statement in self._bindings.statements:
            sets = isinstance(statement, AssignField | Create)
            if sets and statement.role in self._parties.users and (self._parties.shared or flows.received):
                yield from changed(statement, flows, self._sources, self._sums)

    def _certain(self, questions: list[_Question]) -> list[_Question]:
        """The questions; divisions of which they ask both ways may round as they like."""
        ways: dict[int, set[Rounding]] = {}
        for question in questions:
            for one in self._asked(question.amounts, fields=question.fields):
                ways.setdefault(self._sums.number(one.division), set()).add(one.way)
        self._settled |= {number for number, asked in ways.items() if len(asked) > 1}
        return questions

    def _stage(self, questions: Iterable[_Question]) -> None:
        """Reports what is wrong with amounts, one finding for one cause."""
        settled: set[int] = set()
        for question in questions:
            found = self._asked(question.amounts, fields=question.fields)
            asked = {self._sums.number(one.division): one for one in found}
            settled |= asked.keys()
            wrong = next((number for number, one in asked.items() if self._is_wrong(number, one)), None)
            if wrong is not None and wrong not in self._told:
                self._told.add(wrong)
                self._report(question, asked[wrong])
        self._settled |= settled

    def _is_wrong(self, number: int, one: _Asked) -> bool:
        return one.wrong and number not in self._settled and self._contested.get(number, one.way) is one.way

    def _report(self, question: _Question, one: _Asked) -> None:
        from vprog.dsl.rules import vp0420_rounds_out as out
        from vprog.dsl.rules import vp0421_rounds_in as paid

        flow, span = question.flow, one.division.span
        rule = out if flow.way is Rounding.FLOOR else paid
        label = () if question.place == span else (Label(question.place, question.label),)
        rule.report(self._bag, span, flow.what, one.why, label)

    def _asked(self, amounts: _Amounts, *, fields: bool = True) -> Iterator[_Asked]:
        """The divisions that decide how the amounts are rounded, those left out that may round as they like."""
        sums, found, turned = self._sums, dict[int, tuple[Divide, set[Rounding]]](), set[int]()
        for amount, way in amounts:
            for part in parts(self._sources, amount, way, fields=fields):
                node = part.node
                if isinstance(node, Divide) and not is_exact(node):
                    found.setdefault(sums.number(node), (node, set()))[1].add(part.way)
                elif isinstance(node, Binary) and node.op in _SUMS and part.whole:
                    turned |= {*turned_outside(sums, self._sources, node)}
        whole = Directions(sums, self._sources, amounts[0][0]) if len(amounts) == 1 else None
        for number, (division, ways) in found.items():
            if len(ways) == 1:
                way = ways.pop()
            else:
                sign = whole.of(number) if whole is not None else None
                way = None if sign is None else amounts[0][1] if sign > 0 else other(amounts[0][1])
            if way is not None:
                hidden = division.rounding is way and (number in turned or is_loosened(sums, division))
                yield _Asked(division, way, hidden or is_turned(sums, division))


def _moved(flow: Flow) -> _Question:
    return _Question(flow, ((flow.amount, flow.way),), flow.span, "the value goes here")


def _limited(flow: Flow, limit: Limit, *, fields: bool = True) -> _Question:
    sides = ((limit.less, Rounding.CEIL), (limit.more, Rounding.FLOOR))
    return _Question(flow, sides, limit.span, "this limits the value", fields)


_Amounts = tuple[tuple[Expression, Rounding], ...]
"""What is rounded, and how it should be."""
