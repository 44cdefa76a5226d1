"""Whether the interpreter agrees with a counterexample: nothing is called refuted against its word."""

from __future__ import annotations

from enum import Enum

from vprog.dsl.frozen import replace
from vprog.dsl.interpret.testing import TestResult, run_tests
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.tests import Test

_LEFT_OUT = "proved"
"""What the interpreter's assertions about a check that was left out say."""


class Word(Enum):
    """What the interpreter says."""

    YES = "yes"
    NO = "no"
    SILENT = "it cannot run this"


def fails_as_claimed(program: Program, test: Test) -> Word:
    """For a test that must fail: in its condition, or because nothing refused it, or where a check is missing."""
    try:
        result = _run(program, test)
    except AssertionError as error:
        return Word.YES if _LEFT_OUT in str(error) else Word.NO
    if result.passed:
        return Word.NO
    told = result.message
    if "does not hold" in told or "cannot be computed" in told or told.endswith("but the instruction succeeded"):
        return Word.YES
    return Word.NO if "failed" in told else Word.SILENT


def passes(program: Program, test: Test) -> Word:
    """For a test that shows how a check fires."""
    try:
        result = _run(program, test)
    except AssertionError:
        return Word.NO
    if result.passed:
        return Word.YES
    return Word.NO if "expected" in result.message else Word.SILENT


def _run(program: Program, test: Test) -> TestResult:
    return run_tests(replace(program, tests=(test,)))[0]
