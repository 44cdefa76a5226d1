"""The analyses of a typed program, in the order in which they run. Each looks at whole, well-typed instructions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from vprog.dsl.diagnostics.bag import DiagnosticBag
    from vprog.dsl.program.declarations import Program

ANALYSES: tuple[str, ...] = (
    "ownership",
    "effects",
    "kinds",
    "addresses",
    "lifecycle",
    "linearity",
    "authority",
    "trust",
    "migrations",
    "stale",
    "rounding",
)
"""Folders of `dsl/`; the module `check` in each has `check(program, bag)`, which reports into the bag."""
_ONLY_WITH = {"ownership": "modules", "migrations": "migrations", "stale": "functions"}
"""Analyses that have nothing to look at in a program without these are not even loaded."""


def analyse(program: Program, bag: DiagnosticBag) -> None:
    """Runs all of them, loaded on the first use."""
    for name in ANALYSES:
        if name in _ONLY_WITH and not getattr(program, _ONLY_WITH[name]):
            continue
        check: Callable[[Program, DiagnosticBag], None] = import_module(f"vprog.dsl.{name}.check").check
        check(program, bag)
