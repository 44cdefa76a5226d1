"""The analyses of a typed program, in the order in which they run. Each looks at whole, well-typed instructions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from vprog.dsl.diagnostics.bag import DiagnosticBag
    from vprog.dsl.program.declarations import Program

ANALYSES: tuple[str, ...] = ("effects", "kinds", "addresses", "lifecycle", "linearity", "authority", "trust")
"""Folders of `dsl/`; the module `check` in each has `check(program, bag)`, which reports into the bag."""


def analyse(program: Program, bag: DiagnosticBag) -> None:
    """Runs all of them, loaded on the first use."""
    for name in ANALYSES:
        check: Callable[[Program, DiagnosticBag], None] = import_module(f"vprog.dsl.{name}.check").check
        check(program, bag)
