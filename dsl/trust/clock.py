"""What a sender passes as the present time (rule 13).

A stored time that is compared with a parameter lets the sender say when it is. A parameter behind an `after(parameter)`
that holds there is no later than the present, so it may be compared.
"""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.program.declarations import Access, Field, Instruction, Program
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.members import members
from vprog.dsl.source.span import Span
from vprog.dsl.trust.clock_course import course_of
from vprog.dsl.trust.clock_events import OUT, Compared, Side, Stored
from vprog.dsl.trust.clock_moments import Given
from vprog.dsl.trust.clock_names import (
    held_units,
    is_time,
    is_timed,
    may_say_clock,
    says_ahead,
    says_amount,
    says_clock,
    says_length,
    says_now,
    says_wait,
)
from vprog.dsl.trust.clock_waits import awaited, restarts
from vprog.dsl.trust.roots import Roots


class Clock:
    """Looks at what one instruction does with times."""

    def __init__(self, program: Program, instruction: Instruction, roots: Roots, bag: DiagnosticBag) -> None:
        self._program = program
        self._instruction = instruction
        self._roots = roots
        self._bag = bag
        self._lists = members(instruction.body)
        self._blamed: set[str] = set()
        """Paths of parameters and names of roles that were reported."""
        self._roles: set[str] = set()
        self._held = held_units(program)

    def run(self) -> frozenset[str]:
        """Reports VP0715; the roles that were taken for a clock."""
        course = course_of(self._program, self._instruction)
        self._shown = course.reader.shown
        self._path = course.reader.path
        self._stores = [event for event in course.events if isinstance(event, Stored)]
        compared = [event for event in course.events if isinstance(event, Compared)]
        self._grows = {path for event in compared if event.elapsed for path in event.later.of.given}
        self._kept = {path for event in self._stores for path in event.of.given}
        for event in course.events:
            if isinstance(event, Stored):
                self._store(event)
            elif event.elapsed:
                self._elapsed(event)
            elif event.ordered:
                self._compared(event)
            else:
                self._picked(event)
        return frozenset(self._lists.get(role, role) for role in self._roles)

    def _compared(self, event: Compared) -> None:
        for side, other in ((event.later, event.earlier), (event.earlier, event.later)):
            facts = event.facts if side is event.later else event.either
            shown = self._shown(facts) | side.of.past
            for given in side.of.given.values():
                if given.path not in shown:
                    against = self._against(event, given, side, other, shown)
                    if against is not None:
                        self._blame(side.value, given, against)
                        return
        if is_timed(event.node.left.type) or is_timed(event.node.right.type):
            self._role(event)
        if event.demanded and not event.later.of.given:
            self._before(event)

    def _before(self, event: Compared) -> None:
        """A time that is past says nothing of what is still to come: a sender may always pass an earlier one. It may
        end something that grows with it."""
        given = next((g for g in event.earlier.of.given.values() if g.path == self._path(event.earlier.value)), None)
        ends = {read: span for read, span in event.later.of.stored.items() if self._is_time(read)}
        if given is None or not ends or not given.is_clock or given.path in self._blamed | self._grows:
            return
        if not any(self._path(e.value) == given.path and (e.role, e.field) in ends for e in self._stores):
            from vprog.dsl.rules.vp0717_end_not_shown import report as before

            self._blamed.add(given.path)
            before(self._bag, event.earlier.value.span, _source(given), next(iter(ends.values())))

    def _against(self, event: Compared, given: Given, side: Side, other: Side, shown: frozenset[str]) -> Span | None:
        """What a given number is compared with as if it were the present: a read of it, or a constant."""
        stored = {**other.of.stored, **side.of.stored}
        counted = is_timed(event.node.left.type) or is_timed(event.node.right.type)
        named = says_clock(given.name)
        if self._moves(event, given, other) or (not counted and self._prices(given, other)):
            return None
        for read, span in stored.items():
            known = self._is_time(read)
            length = says_length(read[1]) and (given.may_be_length or not named)
            told = known or counted or (given.plain and named and not (given.may_be_length and side is event.earlier))
            if given.is_clock and told and not length:
                return span
            if given.may_be_clock and known:
                return span
        alone = given.plain and not side.of.stored and len(side.of.given) == 1 and not says_amount(given.name)
        if alone and not (shown | other.of.past) & set(other.of.given):  # whatever it is called
            waited = next((span for read, span in other.of.stored.items() if self._waits(read)), None)
            if waited is not None:
                return waited
        waits = side is event.later and other.of.only_constant and not side.of.stored and given.is_clock
        kept = given.path in self._kept or says_length(given.name)
        means_now = (may_say_clock(given.name) and not given.may_be_length) or (given.timed and not kept)
        return other.value.span if waits and means_now else None

    def _moves(self, event: Compared, given: Given, other: Side) -> bool:
        """The time that a field says is replaced by a later one, and nothing more is done: a wait is prolonged."""
        if event.guarded & OUT or not says_ahead(given.name) or not other.of.stored:
            return False
        stores = {(e.role, e.field) for e in self._stores if self._path(e.value) == given.path}
        return other is event.earlier and stores.issuperset(other.of.stored)

    def _prices(self, given: Given, other: Side) -> bool:
        """How much is paid for the time until then is asked, not what time it is."""
        return given.timed and says_ahead(given.name) and not any(self._is_time(read) for read in other.of.stored)

    def _elapsed(self, event: Compared) -> None:
        """A difference between a given and a stored time, whatever is then done with it."""
        shown = self._shown(event.either) | event.later.of.past
        loose = [g for g in event.later.of.given.values() if g.is_clock and g.path not in shown]
        since = [span for read, span in event.earlier.of.stored.items() if self._is_time(read)]
        if event.earlier.of.only_constant and any(says_clock(g.name) for g in loose):
            since = [event.earlier.value.span]
        for given in loose:
            if since and not says_ahead(given.name):
                self._blame(event.later.value, given, since[0])
                return

    def _picked(self, event: Compared) -> None:
        """`max(now, role.unlocks) == now` is a comparison by order."""
        both = event.later.of | event.earlier.of
        shown = self._shown(event.facts) | both.past
        loose = [g for g in both.given.values() if g.is_clock and g.path not in shown]
        stored = [span for read, span in both.stored.items() if self._is_time(read)]
        if both.picked and loose and (stored or both.constant):
            self._blame(event.node, loose[0], stored[0] if stored else event.node.span)

    def _store(self, event: Stored) -> None:
        if not is_time(self._program.resource(event.resource).field(event.field), self._held):
            return
        shown = self._shown(event.facts) | event.of.past
        waits = None if event.created else awaited(event, shown, self._path)
        for given in event.of.given.values():
            if given.path in self._blamed:
                continue
            if pretends(given, shown):
                self._kept_as_present(event.value, given, None)
            elif waits is not None and given.is_clock and restarts(event, given, waits, self._path):
                self._kept_as_present(event.value, given, waits)

    def _kept_as_present(self, value: Expression, given: Given, waits: Expression | None) -> None:
        from vprog.dsl.rules.vp0715_clock_by_account import kept, restarted

        self._blamed.add(given.path)
        if waits is None:
            kept(self._bag, value.span, _source(given))
        else:
            restarted(self._bag, value.span, _source(given), waits.span)

    def _role(self, event: Compared) -> None:
        """A role that is only read, has no constant root, and is compared with another one."""
        stored = {role: span for side in (event.later, event.earlier) for (role, _), span in side.of.stored.items()}
        for side in (event.later, event.earlier):
            for role in dict.fromkeys(role for role, _ in side.of.stored):
                header = self._instruction.role(role)
                if len(stored) > 1 and header.access is Access.READS and header.name not in self._roots.constant:
                    others = [span for name, span in stored.items() if name != role]
                    self._roles.add(role)
                    self._report(side.value, role, f"`{role}`", others[0])
                    return

    def _is_time(self, read: tuple[str, str]) -> bool:
        return is_time(self._field(read), self._held)

    def _waits(self, read: tuple[str, str]) -> bool:
        """A time that is waited for, whatever it is compared with."""
        field = self._field(read)
        return self._is_time(read) and (is_timed(field.type) or says_wait(field.name))

    def _field(self, read: tuple[str, str]) -> Field:
        role, name = read
        return self._program.resource(self._instruction.role(role).resource).field(name)

    def _blame(self, value: Expression, given: Given, against: Span) -> None:
        self._report(value, given.path, _source(given), against)

    def _report(self, value: Expression, blamed: str, source: str, against: Span) -> None:
        from vprog.dsl.rules.vp0715_clock_by_account import report

        if blamed not in self._blamed:
            self._blamed.add(blamed)
            report(self._bag, value.span, source, against)


def _source(given: Given) -> str:
    return f"the parameter `{given.path if given.path.startswith(f'{given.parameter}.') else given.parameter}`"


def pretends(given: Given, shown: frozenset[str]) -> bool:
    """It is called the present and nothing shows that it is not later."""
    return (given.timed or given.plain) and says_now(given.name) and given.path not in shown
