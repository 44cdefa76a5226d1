"""Runs `property` blocks: draws values, and when a case fails looks for the simplest that fails at the same place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from random import Random
from typing import Any

from attrs import frozen

from vprog.dsl.interpret.literals import escaped, literal, source_of
from vprog.dsl.interpret.random_values import ValueSource, numbers_of
from vprog.dsl.interpret.shrink import Case, Shrinker
from vprog.dsl.layout.codec import Value
from vprog.dsl.modules.spelling import spellings, spelt
from vprog.dsl.program import expressions as e
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.tests import Expect, LetResource, LetValue, Property, Run, TestStatement
from vprog.dsl.program.types import show
from vprog.dsl.program.walk import operands
from vprog.dsl.source.span import Span

DEFAULT_RUNS = 200
_DRAWS_PER_RUN = 20


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
    """What the search found: the failure of the simplest case, or None; and how many different cases counted."""

    failure: CaseFailure | None
    case: Case
    runs: int


def search(
    program: Program, item: Property, run: RunCase, runs: int = DEFAULT_RUNS, seed: int | None = None
) -> Verdict:
    """Draws `runs` different cases that are not discarded (or gives up after 20 times as many draws). The seed is the
    program's and the property's name unless given, so that a run can be repeated."""
    text = f"{program.name}:{item.name}" if seed is None else f"{seed}:{item.name}"
    random = Random(sha256(text.encode()).digest())
    numbers = tuple(sorted({*numbers_of(program), *_numbers(item)}))
    done = 0
    known: set[tuple[Value, ...]] = set()
    for _ in range(runs * _DRAWS_PER_RUN):
        source = ValueSource(random, numbers)
        case: Case = {name: source.draw(type_) for name, type_ in item.parameters}
        drawn = tuple(case.values())
        failure = _try(run, case) if drawn not in known else None
        known.add(drawn)
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
    failures: list[CaseFailure] = [failure]

    def fails(candidate: Case) -> bool:
        found = _try(run, candidate)
        if not isinstance(found, CaseFailure) or found.span != failure.span:
            return False
        failures.append(found)
        return True

    simplest = Shrinker(item.parameters, fails, case).shrink()
    return Verdict(failures[-1], simplest, runs)


def write_case(program: Program, item: Property, case: Case) -> str:
    """The case as a `test` block that can be pasted into the program. Raises Unwritable."""
    names, title = spellings(program), escaped(f"{item.name}: a counterexample")
    body = program.source[item.statements[0].span.start : item.statements[-1].span.end]
    used = [(name, type_) for name, type_ in item.parameters if re.search(rf"\b{name}\b", body)]
    lets = (f"let {name}: {show(type_)} = {source_of(type_, case[name])}" for name, type_ in used)
    lines = [f'test "{title}" {{', *(f"    {spelt(let, names)}" for let in lets), f"    {body}", "}"]
    return "\n".join(lines) + "\n"


def show_case(item: Property, case: Case) -> str:
    """`amount = 5, n = 0`"""
    return ", ".join(f"{name} = {literal(type_, case[name])}" for name, type_ in item.parameters)


def _numbers(item: Property) -> Iterator[int]:
    """The numbers that the property names."""
    roots = [value for statement in item.statements for value in _values(statement)]
    return (node.value for root in (item.condition, *roots) for node in _nodes(root) if isinstance(node, e.IntLiteral))


def _nodes(value: Any) -> Iterator[Any]:
    """All expressions of a test value, which may hold keys, locks and scripts that no other walk knows."""
    yield value
    if isinstance(value, e.Expression):
        for operand in operands(value):
            yield from _nodes(operand)


def _values(statement: TestStatement) -> list[Any]:
    match statement:
        case LetResource():
            return [value for _, value in statement.fields]
        case LetValue():
            return [statement.value]
        case Expect():
            return [statement.condition]
        case Run():
            outputs = [part for output in statement.outputs for part in (output.covenant, output.amount)]
            return [*statement.arguments, *outputs, *([] if statement.after is None else [statement.after])]
