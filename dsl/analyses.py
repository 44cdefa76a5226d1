"""The analyses of a typed program, in the order in which they run. Each looks at whole, well-typed instructions."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vprog.dsl.diagnostics.bag import DiagnosticBag
    from vprog.dsl.incremental.memo import Memo
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
    "related",
    "migrations",
    "stale",
    "rounding",
    "cost",
)
"""Folders of `dsl/`; the module `check` in each has `whole(program, bag)`, `each(program, instruction, bag)` or both.

`each` may look at the declarations, at the instruction, and at what other instructions claim and pay out: what it
says is kept for as long as none of these changes."""
_ONLY_WITH = {"ownership": "modules", "migrations": "migrations", "stale": "functions", "cost": "promises_cost"}
"""Analyses that have nothing to look at in a program without these are not even loaded."""


def analyse(program: Program, bag: DiagnosticBag, memo: Memo | None = None) -> None:
    """Runs all of them, loaded on the first use. The memo is one that lowering has filled."""
    rooms = list(_rooms(program))
    for room in rooms:
        if hasattr(room, "whole"):
            room.whole(program, bag)
    checks = [room.each for room in rooms if hasattr(room, "each")]
    chain = 0 if memo is None else memo.token(tuple((i.claims, i.exits) for i in program.instructions))
    for instruction in program.instructions:

        def check(instruction: Any = instruction) -> None:
            for each in checks:
                each(program, instruction, bag)

        if memo is None:
            check()
        else:
            memo.keep("analyses", (id(instruction), chain), bag, check)


def _rooms(program: Program) -> Iterator[Any]:
    for name in ANALYSES:
        if name not in _ONLY_WITH or getattr(program, _ONLY_WITH[name]):
            yield import_module(f"vprog.dsl.{name}.check")
