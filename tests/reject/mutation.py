"""Does every rule have tests of its own? Disables one rule after the other and looks which programs then go wrong.

`make rules` (or `python tests/reject/mutation.py`) prints the table. A rule is disabled by dropping its findings where
they are collected; what came after them then goes on as if nothing had been found. A program goes wrong when its
findings are not those that its markers name, or its twin has some. A rule is good when exactly the programs with its
code go wrong, and there is one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from attrs import field, frozen
from reject_cases import Case, cases, found_in, in_order
from subjects import Generated, generated

from vprog.dsl.compile import Compilation
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule
from vprog.dsl.rules import all_rules


@frozen
class Subject:
    """A program with its twin: `passes` compiles both and says whether all is as it should be."""

    name: str
    codes: frozenset[str]
    passes: Callable[[], bool] = field(eq=False, repr=False)


@frozen
class Row:
    """`own` are the programs with the rule's code, `failing` those that go wrong without it."""

    rule: Rule
    own: frozenset[str]
    failing: frozenset[str]

    @property
    def exact(self) -> bool:
        return bool(self.own) and self.own == self.failing


def subjects() -> tuple[Subject, ...]:
    corpus = (Subject(case.name, frozenset(e.code for e in case.expected), _written(case)) for case in cases())
    return (*corpus, *(Subject(one.name, frozenset({one.code}), _made(one)) for one in generated()))


def baseline(all_subjects: Iterable[Subject]) -> dict[str, frozenset[str]]:
    """Name to every code that is reported while a program and its twin compile, kept or not: dropping any other
    changes nothing, so it need not be tried. Raises ValueError for a program that goes wrong by itself."""
    reported: dict[str, frozenset[str]] = {}
    for subject in all_subjects:
        with _reports(lambda _: True) as codes:
            if not subject.passes():
                raise ValueError(f"{subject.name} goes wrong with all rules")
        reported[subject.name] = frozenset(codes)
    return reported


def mutate(rule: Rule, all_subjects: Iterable[Subject], reported: Mapping[str, frozenset[str]] | None = None) -> Row:
    """The row of a rule; without `reported` every program is tried."""
    tried, own, failing = tuple(all_subjects), set[str](), set[str]()
    with _reports(lambda code: code != rule.code):
        for subject in tried:
            if rule.code in subject.codes:
                own.add(subject.name)
            if (reported is None or rule.code in reported[subject.name]) and not _still_passes(subject):
                failing.add(subject.name)
    return Row(rule, frozenset(own), frozenset(failing))


def table(rows: Iterable[Row]) -> str:
    """One line a rule, and the programs that make a rule not good below it."""
    lines = ["code    own  fail  exactly  title"]
    for row in rows:
        verdict = "yes" if row.exact else "NO"
        lines.append(f"{row.rule.code}  {len(row.own):>3}  {len(row.failing):>4}  {verdict:<7}  {row.rule.title}")
        lines += [f"        {name}" for name in sorted(row.own ^ row.failing)]
    return "\n".join(lines) + "\n"


def _written(case: Case) -> Callable[[], bool]:
    bad, good = (path.read_text(encoding="utf-8") for path in (case.bad, case.good))
    expected = in_order(case.expected)

    def passes() -> bool:
        found = found_in(bad, Compilation(bad, case.name).diagnostics)
        return found == expected and Compilation(good, case.name).diagnostics == ()

    return passes


def _made(one: Generated) -> Callable[[], bool]:
    return lambda: [d.rule.code for d in one.diagnostics(one.bad)] == [one.code] and one.diagnostics(one.good) == ()


def _still_passes(subject: Subject) -> bool:
    try:
        return subject.passes()
    except Exception:
        # What comes after relies on the rule: it met what the rule keeps away.
        return False


@contextmanager
def _reports(keep: Callable[[str], bool]) -> Iterator[set[str]]:
    """Only findings whose code is kept reach a bag; gives the codes of all, as they come."""
    seen: set[str] = set()
    report = DiagnosticBag.report

    def filtered(bag: DiagnosticBag, rule: Rule, *arguments: Any, **named: Any) -> None:
        seen.add(rule.code)
        if keep(rule.code):
            report(bag, rule, *arguments, **named)

    with patch.object(DiagnosticBag, "report", filtered):
        yield seen


if __name__ == "__main__":
    everything = subjects()
    before = baseline(everything)
    made = [mutate(rule, everything, before) for rule in all_rules()]
    print(table(made), end="")
    good = sum(row.exact for row in made)
    print(f"{good} of {len(made)} rules: without one, exactly its own of {len(everything)} programs go wrong")
    sys.exit(good < len(made))
