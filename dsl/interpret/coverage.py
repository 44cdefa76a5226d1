"""What tests reached: instructions, errors, and the ways that each `if`, `match` and `require` went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

from vprog.dsl.modules.spelling import spellings
from vprog.dsl.program import statements as s
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.types import EnumType
from vprog.dsl.program.walk import statements
from vprog.dsl.source.span import Span

Place = tuple[str, int, int]


@frozen
class Branch:
    """One statement that goes one of several ways. `taken` has how often each of `ways` was."""

    span: Span
    instruction: str
    kind: str
    ways: tuple[tuple[str, int], ...]

    @property
    def missed(self) -> tuple[str, ...]:
        return tuple(way for way, times in self.ways if not times)


@frozen
class CoverageReport:
    """Counts: instructions by (succeeded, failed) runs, declared errors by times raised, branches in source order."""

    instructions: dict[str, tuple[int, int]]
    errors: dict[str, int]
    branches: tuple[Branch, ...]

    @property
    def totals(self) -> dict[str, tuple[int, int]]:
        """(reached, of how many) for instructions, errors and ways of branches."""
        ways = [times for branch in self.branches for _, times in branch.ways]
        return {
            "instructions": (sum(ok > 0 for ok, _ in self.instructions.values()), len(self.instructions)),
            "errors": (sum(times > 0 for times in self.errors.values()), len(self.errors)),
            "branches": (sum(times > 0 for times in ways), len(ways)),
        }

    def to_json(self) -> dict[str, Any]:
        return {
            "totals": {name: {"reached": got, "of": of} for name, (got, of) in self.totals.items()},
            "instructions": [
                {"name": name, "succeeded": ok, "failed": failed} for name, (ok, failed) in self.instructions.items()
            ],
            "errors": [{"name": name, "raised": times} for name, times in self.errors.items()],
            "branches": [
                {
                    "path": branch.span.path,
                    "line": branch.span.line,
                    "column": branch.span.column,
                    "instruction": branch.instruction,
                    "kind": branch.kind,
                    "ways": dict(branch.ways),
                }
                for branch in self.branches
            ],
        }


@define
class Coverage:
    """Collects while tests run."""

    program: Program
    succeeded: Counter[str] = field(factory=Counter[str])
    failed: Counter[str] = field(factory=Counter[str])
    errors: Counter[str] = field(factory=Counter[str])
    ways: Counter[tuple[Place, str]] = field(factory=Counter[tuple[Place, str]])

    def ran(self, instruction: str, failure: str | None) -> None:
        """One run of an instruction, and the error it ended with."""
        if failure is None:
            self.succeeded[instruction] += 1
        else:
            self.failed[instruction] += 1
            self.errors[failure] += 1

    def branch(self, span: Span, way: str) -> None:
        """A statement went one way."""
        self.ways[(_place(span), way)] += 1

    def report(self) -> CoverageReport:
        """Everything that there is to reach, as authors name it, and how often it was. The body of a function counts
        once."""
        branches: dict[Place, Branch] = {}
        names = spellings(self.program)

        def named(merged: str) -> str:
            return names.get(merged, merged)

        for instruction in self.program.instructions:
            for statement in statements(instruction.body):
                place = _place(statement.span)
                ways = tuple((way, self.ways[(place, way)]) for way in _ways(statement))
                if ways and place not in branches:
                    branches[place] = Branch(statement.span, named(instruction.name), _kind(statement), ways)
        return CoverageReport(
            {named(i.name): (self.succeeded[i.name], self.failed[i.name]) for i in self.program.instructions},
            {named(error.name): self.errors[error.name] for error in self.program.errors},
            tuple(branches[place] for place in sorted(branches)),
        )


def _place(span: Span) -> Place:
    return (span.path, span.start, span.end)


def _kind(statement: s.Statement) -> str:
    match statement:
        case s.If():
            return "if"
        case s.Require():
            return "require"
        case _:
            return "match"


def _ways(statement: s.Statement) -> Iterator[str]:
    match statement:
        case s.If():
            yield from ("then", "else")
        case s.Require():
            yield from ("holds", "fails")
        case s.MatchRole():
            yield from ("new", "live")
        case s.MatchOption():
            yield from ("none", "some")
        case s.MatchEnum() | s.MatchVariant() if isinstance(statement.subject.type, EnumType):
            yield from statement.subject.type.variants
        case _:
            return


def render(report: CoverageReport) -> str:
    """The report for people: totals, then everything that no test reached."""
    lines = [", ".join(f"{what} {got}/{of}" for what, (got, of) in report.totals.items())]
    lines += [f"  instruction `{n}` never succeeded" for n, (ok, _) in report.instructions.items() if not ok]
    lines += [f"  error `{name}` never raised" for name, times in report.errors.items() if not times]
    for branch in report.branches:
        if branch.missed:
            where = f"{branch.span.path}:{branch.span.line}"
            missed = ", ".join(branch.missed)
            lines.append(f"  {where}: `{branch.kind}` in `{branch.instruction}` never went: {missed}")
    return "\n".join(lines)
