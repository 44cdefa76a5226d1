"""`vprog test`"""

from __future__ import annotations

import sys
from time import perf_counter
from typing import TYPE_CHECKING

import click
from attrs import evolve

from vprog.dsl.cli import exit_codes
from vprog.dsl.cli.checking import use_color
from vprog.dsl.cli.sources import load_program

if TYPE_CHECKING:
    from vprog.dsl.interpret.testing import TestResult
    from vprog.dsl.program.declarations import Program


@click.command("test")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(dir_okay=False))
@click.option("-k", "--only", metavar="TEXT", default="", help="Only the tests whose name contains TEXT.")
@click.option("-v", "--verbose", is_flag=True, help="Name each test as it runs.")
def command(files: tuple[str, ...], only: str, verbose: bool) -> None:
    """Run the test blocks of a program in the interpreter. Needs no Rust.

    \b
    Example:
      vprog test ledger.vprog
      vprog test ledger.vprog -k oneself -v
    """
    from vprog.dsl.interpret.testing import run_tests

    start = perf_counter()
    failures: list[tuple[Program, TestResult]] = []
    passed = skipped = 0
    for path in files:
        program = load_program(path)
        chosen = tuple(test for test in program.tests if only in test.name)
        skipped += len(program.tests) - len(chosen)
        results = run_tests(evolve(program, tests=chosen))
        _progress(path, results, verbose)
        passed += sum(result.passed for result in results)
        failures += [(program, result) for result in results if not result.passed]
    for program, result in failures:
        _show(program, result)
    found = [f"{n} {what}" for n, what in ((len(failures), "failed"), (passed, "passed"), (skipped, "deselected")) if n]
    click.echo(f"{', '.join(found) or 'no tests'} in {perf_counter() - start:.2f} s")
    if failures:
        sys.exit(exit_codes.REJECTED)


def _progress(path: str, results: list[TestResult], verbose: bool) -> None:
    if verbose:
        for result in results:
            click.echo(f"{path}: {result.name} {'passed' if result.passed else 'FAILED'}")
    else:
        click.echo(f"{path} {''.join('.' if result.passed else 'F' for result in results)}".rstrip())


def _show(program: Program, result: TestResult) -> None:
    from vprog.dsl.diagnostics.diagnostic import Label
    from vprog.dsl.diagnostics.text import render_place

    color = use_color()
    click.echo(f"\nFAILED {result.name}\n{result.message}")
    click.echo(render_place(Label(result.span, "here"), program.source, color=color), color=color)
