"""`vprog test`"""

from __future__ import annotations

import json
import sys
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from vprog.dsl.cli import exit_codes
from vprog.dsl.cli.checking import use_color
from vprog.dsl.cli.sources import load_program
from vprog.dsl.frozen import replace

if TYPE_CHECKING:
    from vprog.dsl.interpret.coverage import CoverageReport
    from vprog.dsl.interpret.testing import TestResult
    from vprog.dsl.program.declarations import Program


@click.command("test")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False))
@click.option("-k", "--only", metavar="TEXT", default="", help="Only the tests whose name contains TEXT.")
@click.option("-v", "--verbose", is_flag=True, help="Name each test as it runs.")
@click.option("--coverage", is_flag=True, help="Report the instructions, errors and branches that no test reaches.")
@click.option("--runs", metavar="N", default=200, type=click.IntRange(1), help="Cases for each property (200).")
@click.option("--seed", metavar="N", default=None, type=int, help="Draw other cases than those of the property's name.")
@click.option("--json", "as_json", is_flag=True, help="The results and the coverage as JSON.")
def command(
    files: tuple[str, ...], only: str, verbose: bool, coverage: bool, runs: int, seed: int | None, as_json: bool
) -> None:
    """Run the test and property blocks of a program in the interpreter. Needs no Rust.

    A property that fails is shown with the simplest case that fails, as a test block to paste into the program.

    \b
    Example:
      vprog test ledger.vprog
      vprog test ledger.vprog -k oneself -v
      vprog test ledger.vprog --coverage --runs 1000
    """
    from vprog.dsl.interpret.coverage import Coverage, render
    from vprog.dsl.interpret.testing import run_tests

    start = perf_counter()
    done: list[tuple[Program, list[TestResult], CoverageReport]] = []
    skipped = 0
    for path in files:
        program = load_program(path)
        tests = tuple(test for test in program.tests if only in test.name)
        properties = tuple(item for item in program.properties if only in item.name)
        skipped += len(program.tests) - len(tests) + len(program.properties) - len(properties)
        program = replace(program, tests=tests, properties=properties)
        reached = Coverage(program)
        results = run_tests(program, coverage=reached, runs=runs, seed=seed)
        done.append((program, results, reached.report()))
        if not as_json and (results or not only):
            _progress(path, results, verbose)
    if only and not any(results for _, results, _ in done):
        raise click.BadParameter(f"no test or property has `{only}` in its name.", param_hint="-k")
    failures = [(program, result) for program, results, _ in done for result in results if not result.passed]
    passed = sum(result.passed for _, results, _ in done for result in results)
    if as_json:
        click.echo(json.dumps([_to_json(path, *found) for path, found in zip(files, done, strict=True)], indent=2))
        sys.exit(exit_codes.REJECTED if failures else 0)
    for program, result in failures:
        _show(program, result)
    if coverage:
        for path, (_, _, report) in zip(files, done, strict=True):
            click.echo(f"\ncoverage of {path}: {render(report)}")
    found = [f"{n} {what}" for n, what in ((len(failures), "failed"), (passed, "passed"), (skipped, "deselected")) if n]
    click.echo(f"{', '.join(found) or 'no tests'} in {perf_counter() - start:.2f} s")
    if failures:
        sys.exit(exit_codes.REJECTED)


def _progress(path: str, results: list[TestResult], verbose: bool) -> None:
    if verbose:
        for result in results:
            cases = f" ({result.runs} cases)" if result.runs != 1 else ""
            click.echo(f"{path}: {result.name} {'passed' if result.passed else 'FAILED'}{cases}")
    else:
        click.echo(f"{path} {''.join('.' if result.passed else 'F' for result in results)}".rstrip())
    for result in results:
        if result.passed and result.runs < result.asked:
            click.echo(f'  property "{result.name}": only {_cases(result.runs)} of {result.asked} were found')


def _cases(number: int) -> str:
    return "1 case" if number == 1 else f"{number} different cases"


def _show(program: Program, result: TestResult) -> None:
    from vprog.dsl.diagnostics.diagnostic import Label
    from vprog.dsl.diagnostics.text import render_place

    color = use_color()
    click.echo(f"\nFAILED {result.name}\n{result.message}")
    if result.span.path == program.path:
        click.echo(render_place(Label(result.span, "here"), program.source, color=color), color=color)
    else:
        click.echo(f"  --> {result.span.path}:{result.span.line}:{result.span.column}")
    if result.counterexample is not None:
        click.echo(f"\nThe simplest case, found in case {result.runs}:\n\n{result.counterexample}")


def _to_json(path: str, program: Program, results: list[TestResult], report: CoverageReport) -> dict[str, Any]:
    tests = [
        {
            "name": result.name,
            "passed": result.passed,
            "runs": result.runs,
            "path": result.span.path,
            "line": result.span.line,
            "message": result.message,
            "counterexample": result.counterexample,
        }
        for result in results
    ]
    return {"file": path, "program": program.name, "tests": tests, "coverage": report.to_json()}
