"""Stored times that somebody sets as they like, and that are then taken for the present (rule 13).

A field is loose when some instruction stores a parameter in it that nothing shows to be past, or another loose field.
What waits for a stored time may be passed by whoever sets the loose field. No single instruction shows that, so this
looks at the whole program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.table import Kind
from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import Field, Instruction, Program
from vprog.dsl.source.span import Span
from vprog.dsl.trust.clock import pretends
from vprog.dsl.trust.clock_course import Course, course_of
from vprog.dsl.trust.clock_events import OUT, Compared, Side, Stored
from vprog.dsl.trust.clock_moments import key
from vprog.dsl.trust.clock_names import (
    held_units,
    is_plain,
    is_time,
    is_timed,
    may_say_clock,
    says_behind,
    says_term,
)

_DONE = OUT | {Kind.WRITE, Kind.CREDIT, Kind.CREATE}

_Name = tuple[str, str]
"""Resource and field."""


@record
class _Setting:
    """One place where a field gets what the sender chooses."""

    span: Span
    created: bool
    together: frozenset[str]
    """The fields of the same role that the instruction sets as well: who sets a beginning and an end sets a term."""


_Loose = Mapping[_Name, tuple[_Setting, ...]]


def whole(program: Program, bag: DiagnosticBag) -> None:
    """Reports VP0715 for every comparison with a loose field as if it were the present, once for an instruction and
    field."""
    courses = [(instruction, course_of(program, instruction)) for instruction in program.instructions]
    loose = _loose(program, courses)
    if loose:
        for instruction, course in courses:
            _Waits(program, instruction, course, loose, bag).run()


def _loose(program: Program, courses: list[tuple[Instruction, Course]]) -> _Loose:
    found: dict[_Name, tuple[_Setting, ...]] = {}
    held = held_units(program)
    stores = [
        (instruction, course, event, _together(course, event.role))
        for instruction, course in courses
        for event in course.events
        if isinstance(event, Stored)
    ]
    for _, course, event, together in stores:
        shown = course.reader.shown(event.facts) | event.of.past
        given = [g for g in event.of.given.values() if (g.timed or g.plain) and g.path not in shown]
        if given and not any(
            pretends(g, shown) and is_time(_field(program, event), held) for g in given
        ):  # blamed there
            found[_name(event)] = (
                *found.get(_name(event), ()),
                _Setting(event.value.span, event.created, together),
            )
    changed = bool(found)
    while changed:
        changed = False
        for instruction, course, event, together in stores:
            shown = course.reader.shown(event.facts)
            from_loose = any(
                (instruction.role(role).resource, field) in found and key(role, field) not in shown
                for role, field in event.of.stored
            )
            if from_loose and _name(event) not in found:
                found[_name(event)] = (_Setting(event.value.span, event.created, together),)
                changed = True
    return found


def _together(course: Course, role: str) -> frozenset[str]:
    return frozenset(e.field for e in course.events if isinstance(e, Stored) and e.role == role and e.of.given)


def _name(event: Stored) -> _Name:
    return event.resource, event.field


def _field(program: Program, event: Stored) -> Field:
    return program.resource(event.resource).field(event.field)


class _Waits:
    """The comparisons of one instruction."""

    def __init__(
        self, program: Program, instruction: Instruction, course: Course, loose: _Loose, bag: DiagnosticBag
    ) -> None:
        self._program = program
        self._instruction = instruction
        self._course = course
        self._held = held_units(program)
        self._loose = loose
        self._bag = bag
        self._written = {key(e.role, e.field) for e in course.events if isinstance(e, Stored)}
        self._said: set[_Name] = set()

    def run(self) -> None:
        for event in self._course.events:
            if isinstance(event, Compared) and (event.ordered or event.elapsed or _picked(event)):
                for later, name, setting, against in self._found(event):
                    if name not in self._said:
                        self._said.add(name)
                        self._report(later, name, setting, against)

    def _found(self, event: Compared) -> Iterator[tuple[Side, _Name, _Setting, Span]]:
        """Loose fields on the side that must be the later one."""
        later, earlier = event.later, event.earlier
        if any(g.is_clock for side in (later, earlier) for g in side.of.given.values()):
            return  # what the sender passes here is looked at by itself
        shown = self._course.reader.shown(event.facts) - self._written
        others = [r for r in earlier.of.stored if self._is_time(r)]
        for read in later.of.stored:
            name = self._resource(read), read[1]
            if name not in self._loose or key(*read) in shown:
                continue
            counted = any(is_timed(self._declared(other).type) for other in others) or may_say_clock(read[1])
            if not (self._is_time(read) or (counted and is_plain(self._declared(read).type, self._held))):
                continue
            clock = says_behind(read[1])
            if not event.guarded & (_DONE if clock else OUT) or (not event.ordered and not clock):
                continue
            for other in others:
                setting = self._sets(read, other)
                if setting is not None and key(*other) not in shown:
                    yield later, name, setting, earlier.of.stored[other]
            if earlier.of.only_constant and (is_timed(later.value.type) or is_timed(earlier.value.type) or clock):
                setting = next((s for s in self._loose[name] if not s.created), None)
                if setting is not None:
                    yield later, name, setting, earlier.value.span

    def _sets(self, read: tuple[str, str], other: tuple[str, str]) -> _Setting | None:
        """Where the one field is set without the other."""
        if read[1] == other[1] or says_term(read[1], other[1]):
            return None
        own = read[0] == other[0]
        settings = self._loose[self._resource(read), read[1]]
        return next((s for s in settings if not own or not (s.created or other[1] in s.together)), None)

    def _resource(self, read: tuple[str, str]) -> str:
        return self._instruction.role(read[0]).resource

    def _declared(self, read: tuple[str, str]) -> Field:
        return self._program.resource(self._resource(read)).field(read[1])

    def _is_time(self, read: tuple[str, str]) -> bool:
        return is_time(self._declared(read), self._held)

    def _report(self, later: Side, name: _Name, setting: _Setting, against: Span) -> None:
        from vprog.dsl.rules.vp0715_clock_by_account import stored

        stored(self._bag, later.value.span, f"{name[0]}.{name[1]}", against, setting.span)


def _picked(event: Compared) -> bool:
    return event.later.of.picked or event.earlier.of.picked
