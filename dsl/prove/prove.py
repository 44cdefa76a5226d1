"""Proves the goals of a program, and finds out which checks can fire."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from attrs import evolve, frozen

from vprog.dsl.modules.spelling import spellings, spelt
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.tests import Test
from vprog.dsl.program.types import LockType, integer_of
from vprog.dsl.prove.confirm import Word, fails_as_claimed, passes
from vprog.dsl.prove.counterexample import Unwritable, Writer
from vprog.dsl.prove.explorer import Check, Explorer, TooComplex
from vprog.dsl.prove.findings import CheckFinding, Finding, Findings, Firing, Verdict
from vprog.dsl.prove.goals import Breach, Case, Goal, goals
from vprog.dsl.prove.path import Life, Path
from vprog.dsl.prove.solver import Answer, Clock, Model, Term, all_of, distinct, query
from vprog.dsl.prove.start import explore
from vprog.dsl.prove.test_text import write_test

REPORTED = ("conversion", "put", "take", "delete", "division", "index", "push", "pop", "insert", "remove")
"""The checks that are reported. `require`, `where` and `unwrap` are the author's own rules."""
TIMEOUT = "not decided within the time limit"
NEVER_SUCCEEDS = "because the instruction never succeeds"
Found = TypeVar("Found", Finding, CheckFinding)
_PLAIN = 10_000
_NICE = 0.5
_FEW = 3


def prove(program: Program, seconds: float, only: Collection[str] = ()) -> Findings:
    """All instructions, or `only` those; each obligation and each check may take so many seconds."""
    obligations: list[Finding] = []
    checks: list[CheckFinding] = []
    for instruction in program.instructions:
        if only and instruction.name not in only:
            continue
        found = _instruction(program, instruction, seconds)
        obligations += [_as_written(program, finding) for finding in found.obligations]
        checks += [_as_written(program, check) for check in found.checks]
    return Findings(tuple(obligations), tuple(checks))


def _as_written(program: Program, found: Found) -> Found:
    """With names as the author writes them: `token::transfer` for `token_transfer`. Tests are written so already."""
    names = spellings(program)
    if not names:
        return found
    found = evolve(found, instruction=names.get(found.instruction, found.instruction), why=spelt(found.why, names))
    if isinstance(found, CheckFinding):
        return evolve(found, error=names.get(found.error, found.error))
    return evolve(found, subject=names.get(found.subject, found.subject))


def _instruction(program: Program, instruction: Instruction, seconds: float) -> Findings:
    try:
        explorer, paths = explore(program, instruction, seconds)
    except TooComplex as why:
        return Findings((Finding(instruction.name, "everything", "", Verdict.UNKNOWN, str(why)),), ())
    found = tuple(_goal(explorer, goal, Clock(seconds)) for goal in goals(explorer, paths))
    if _never_succeeds(explorer, paths, Clock(seconds)):
        found = tuple(evolve(f, why=NEVER_SUCCEEDS) if f.verdict is Verdict.PROVED else f for f in found)
    return Findings(found, tuple(_checks(explorer, seconds)))


def _never_succeeds(explorer: Explorer, paths: list[Path], clock: Clock) -> bool:
    """What holds on every path of none holds for a reason that the author should hear."""
    return all(query([*explorer.facts, *path.facts], clock.left)[0] is Answer.NONE for path in paths)


@frozen(eq=False)
class _Search:
    """What the cases of a goal, or of a check, came to. A case that is not decided does not hide a later one."""

    case: Case | None
    model: Model | None
    undecided: bool


def _search(explorer: Explorer, cases: tuple[Case, ...], clock: Clock) -> _Search:
    undecided = False
    # What happens to resources that are there is easier to show than what happens to new ones.
    for case in sorted(cases, key=lambda case: sum(role.life is Life.NEW for role in case.path.before.values())):
        facts = [*explorer.facts, *case.facts]
        answer, model = query(facts, clock.left)
        if answer is Answer.SOME:
            return _Search(case, _nicer(explorer, case.path, facts, clock) or model, undecided)
        undecided = undecided or answer is Answer.UNKNOWN
    return _Search(None, None, undecided)


def _nicer(explorer: Explorer, path: Path, facts: list[Term], clock: Clock) -> Model | None:
    """A model that reads well and can be written as a test: small numbers, a lock each, L1 outputs from 0."""
    small: list[Term] = []
    locks: list[Term] = []
    for type_, value in explorer.inputs(path):
        if integer_of(type_) is not None:
            small.append(all_of([value <= _PLAIN, value >= -_PLAIN]))
        elif isinstance(type_, LockType):
            locks.append(value)
    small += [length <= _FEW for length in explorer.lengths(path)]
    small += [claim.amount <= _PLAIN for claim in path.claims]
    apart = [distinct(locks), *(claim.output == n for n, claim in enumerate(path.claims))]
    empty = [length == 0 for length in explorer.lengths(path)]
    for wishes in ([*apart, *small, *empty], [*apart, *small], apart) if empty else ([*apart, *small], apart):
        answer, model = query([*facts, *wishes], min(_NICE, clock.left))
        if answer is Answer.SOME:
            return model
    return None


def _goal(explorer: Explorer, goal: Goal, clock: Clock) -> Finding:
    search = _search(explorer, goal.cases, clock)
    name, verdict, why, text = explorer.instruction.name, Verdict.PROVED, goal.because, ""
    if search.case is not None and search.model is not None:
        verdict, why, text = _refuted(explorer, goal, search.case, search.model)
    elif search.undecided or explorer.partial:
        verdict, why = Verdict.UNKNOWN, explorer.partial or TIMEOUT
    return Finding(name, goal.obligation, goal.subject, verdict, why, text)


def _refuted(explorer: Explorer, goal: Goal, case: Case, model: Model) -> tuple[Verdict, str, str]:
    title = f"{explorer.instruction.name}: {goal.obligation} {goal.subject}".strip()
    writer = Writer(explorer, case.path, model)
    try:
        if goal.breach is Breach.VALUE:
            test = writer.test(title, total=(goal.subject, case.total))
        elif case.promise is not None:
            test = writer.test(title, promise=(case.promise, case.role))
        else:
            test = writer.test(title, fails="NotAuthorized" if goal.breach is Breach.AUTHORITY else None)
    except Unwritable as reason:
        if explorer.unknowns:
            # What nothing is known of may be what no real value is.
            return Verdict.UNKNOWN, f"there may be a counterexample, which cannot be written as a test: {reason}", ""
        return Verdict.REFUTED, f"{goal.breach.value}; the values cannot be written as a test: {reason}", ""
    word = fails_as_claimed(explorer.program, test)
    if word is Word.NO:
        return Verdict.UNKNOWN, "the solver's counterexample does not stand up to the interpreter", ""
    if word is Word.SILENT and explorer.unknowns:
        return Verdict.UNKNOWN, "there may be a counterexample, which the interpreter could not run", ""
    silent = "" if word is Word.YES else "; the interpreter could not run the counterexample"
    return Verdict.REFUTED, f"{goal.breach.value}{silent}", write_test(explorer.program, test)


def _checks(explorer: Explorer, seconds: float) -> list[CheckFinding]:
    """Each place in the source once, though loops and branches meet it many times."""
    places: dict[tuple[str, int, int, str], list[Check]] = {}
    for check in explorer.checks:
        if check.error is not None and check.kind in REPORTED:
            span = check.span
            places.setdefault((span.path, span.start, span.end, check.kind), []).append(check)
    return [_check(explorer, met, Clock(seconds)) for met in places.values()]


def _check(explorer: Explorer, met: list[Check], clock: Clock) -> CheckFinding:
    first = met[0]
    cases = tuple(Case(check.path, tuple(check.path.facts)) for check in met)
    search = _search(explorer, cases, clock)
    firing, why, text = Firing.NEVER, "", ""
    if search.case is not None and search.model is not None:
        firing, why, text = _fires(explorer, first, search.case, search.model)
    elif search.undecided or explorer.partial:
        firing, why = Firing.UNKNOWN, explorer.partial or TIMEOUT
    span, name = first.span, explorer.instruction.name
    file = "" if span.path == explorer.program.path else span.path
    return CheckFinding(name, first.kind, first.error or "", span.line, span.column, firing, why, text, file)


def _fires(explorer: Explorer, check: Check, case: Case, model: Model) -> tuple[Firing, str, str]:
    file = "" if check.span.path == explorer.program.path else f" of {check.span.path}"
    title = f"{explorer.instruction.name}: {check.error} at line {check.span.line}{file}"
    try:
        test: Test = Writer(explorer, case.path, model).test(title, fails=check.error)
    except Unwritable as reason:
        if explorer.unknowns:
            return Firing.UNKNOWN, f"the values that would show it cannot be written as a test: {reason}", ""
        return Firing.CAN, f"the values cannot be written as a test: {reason}", ""
    word = passes(explorer.program, test)
    if word is Word.NO:
        return Firing.UNKNOWN, "the solver's values do not stand up to the interpreter", ""
    if word is Word.SILENT and explorer.unknowns:
        return Firing.UNKNOWN, "the interpreter could not run the values that would show it", ""
    silent = "" if word is Word.YES else "the interpreter could not run the values"
    return Firing.CAN, silent, write_test(explorer.program, test)
