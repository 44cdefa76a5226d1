"""Runs `property` blocks: draws values, and when a case fails looks for the simplest that fails at the same place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from random import Random
from typing import Any

from attrs import frozen

from vprog.dsl.interpret.literals import literal
from vprog.dsl.interpret.random_values import ValueSource, numbers_of, simpler
from vprog.dsl.layout.codec import Value
from vprog.dsl.program import expressions as e
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.tests import Expect, LetResource, LetValue, Property, Run, TestStatement
from vprog.dsl.program.types import Type, integer_of
from vprog.dsl.program.walk import operands
from vprog.dsl.source.span import Span

Case = dict[str, Value]
DEFAULT_RUNS = 200
_DRAWS_PER_RUN = 20
_MOST_SHRINKS = 2_000


class Discarded(Exception):  # noqa: N818 - not a fault
    """The case is none: its condition does not hold, or a resource it starts with breaks an invariant."""


@frozen
class CaseFailure:
    """Where a case failed, and why."""

    span: Span
    message: str


RunCase = Callable[[Case], CaseFailure | None]
"""Runs one case. Raises Discarded."""


@frozen
class Verdict:
    """What the search found: the failure of the simplest case, or None; and how many cases counted."""

    failure: CaseFailure | None
    case: Case
    runs: int


def search(
    program: Program, item: Property, run: RunCase, runs: int = DEFAULT_RUNS, seed: int | None = None
) -> Verdict:
    """Draws `runs` cases that are not discarded (or gives up after 20 times as many draws). The seed is the program's
    and the property's name unless given, so that a run can be repeated."""
    text = f"{program.name}:{item.name}" if seed is None else f"{seed}:{item.name}"
    random = Random(sha256(text.encode()).digest())
    numbers = tuple(sorted({*numbers_of(program), *_numbers(item)}))
    done = 0
    for _ in range(runs * _DRAWS_PER_RUN):
        source = ValueSource(random, numbers)
        case: Case = {name: source.draw(type_) for name, type_ in item.parameters}
        failure = _try(run, case)
        if failure is None:
            continue
        done += 1
        if isinstance(failure, CaseFailure):
            return _shrink(item, run, case, failure, done)
        if done == runs or not item.parameters:
            break
    if not done:
        return Verdict(CaseFailure(item.span, f"no case of {runs * _DRAWS_PER_RUN} satisfies the condition"), {}, 0)
    return Verdict(None, {}, done)


def _try(run: RunCase, case: Case) -> CaseFailure | bool | None:
    """None for a discarded case, True for one that passes."""
    try:
        failure = run(case)
        return True if failure is None else failure
    except Discarded:
        return None


def _shrink(item: Property, run: RunCase, case: Case, failure: CaseFailure, runs: int) -> Verdict:
    tried = 0
    improved = True
    while improved:
        improved = False
        for candidate in _simpler_cases(item.parameters, case):
            tried += 1
            if tried > _MOST_SHRINKS:
                return Verdict(failure, case, runs)
            found = _try(run, candidate)
            if isinstance(found, CaseFailure) and found.span == failure.span:
                case, failure, improved = candidate, found, True
                break
    return Verdict(failure, case, runs)


def _simpler_cases(parameters: tuple[tuple[str, Type], ...], case: Case) -> Iterator[Case]:
    for name, type_ in parameters:
        for value in simpler(type_, case[name]):
            yield {**case, name: value}
    numbers = [name for name, type_ in parameters if integer_of(type_) is not None]
    for i, first in enumerate(numbers):
        # Two numbers that a condition ties together only get smaller together.
        for second in numbers[i + 1 :]:
            a, b = case[first], case[second]
            assert isinstance(a, int) and isinstance(b, int)
            step = min(a, b)
            while step > 0:
                yield {**case, first: a - step, second: b - step}
                step //= 2


def write_case(program: Program, item: Property, case: Case) -> str:
    """The case as a `test` block that can be pasted into the program."""
    types = dict(item.parameters)
    first, last = item.statements[0].span, item.statements[-1].span
    text = program.source[first.start : last.end]
    for span, fields in sorted(_uses(item.statements).items(), key=lambda use: use[0].start, reverse=True):
        name = program.source[span.start : span.end]
        written = literal(types[name], case[name])
        # The short form of a field names both: `User { balance }`.
        short = name in fields and not program.source[: span.start].rstrip().endswith(":")
        at = span.start - first.start
        text = text[:at] + (f"{name}: {written}" if short else written) + text[at + len(name) :]
    title = item.name.replace("\\", "\\\\").replace('"', '\\"')
    return f'test "{title}: a counterexample" {{\n    {text}\n}}\n'


def show_case(item: Property, case: Case) -> str:
    """`amount = 5, n = 0`"""
    return ", ".join(f"{name} = {literal(type_, case[name])}" for name, type_ in item.parameters)


def _uses(statements: tuple[TestStatement, ...]) -> dict[Span, set[str | None]]:
    """Where parameters stand, and the fields that they are values of: a lock also gives the id that is left out."""
    found: dict[Span, set[str | None]] = {}
    for statement in statements:
        for field, value in _values(statement):
            for node in _params(value):
                found.setdefault(node.span, set()).add(field)
    return found


def _params(value: Any) -> Iterator[e.ParamRef]:
    return (node for node in _nodes(value) if isinstance(node, e.ParamRef))


def _numbers(item: Property) -> Iterator[int]:
    roots = [value for statement in item.statements for _, value in _values(statement)]
    return (node.value for root in (item.condition, *roots) for node in _nodes(root) if isinstance(node, e.IntLiteral))


def _nodes(value: Any) -> Iterator[Any]:
    """All expressions of a test value, which may hold keys, locks and scripts that no other walk knows."""
    yield value
    if isinstance(value, e.Expression):
        for operand in operands(value):
            yield from _nodes(operand)


def _values(statement: TestStatement) -> list[tuple[str | None, Any]]:
    """Every value of a test statement; those of fields with the field's name."""
    match statement:
        case LetResource():
            return list(statement.fields)
        case LetValue():
            return [(None, statement.value)]
        case Expect():
            return [(None, statement.condition)]
        case Run():
            outputs = [(None, part) for output in statement.outputs for part in (output.covenant, output.amount)]
            after = [] if statement.after is None else [(None, statement.after)]
            return [*((None, argument) for argument in statement.arguments), *outputs, *after]
