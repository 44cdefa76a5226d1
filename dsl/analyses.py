"""The analyses of a typed program, in the order in which they run. Each looks at whole, well-typed instructions."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vprog.dsl.diagnostics.bag import DiagnosticBag
    from vprog.dsl.incremental.memo import Memo
    from vprog.dsl.program.declarations import Instruction, Program

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
"""Folders of `dsl/`; the module `check` in each has one or more of

* `declared(program, bag)`, which looks at the declarations alone: at nothing that an instruction says,
* `whole(program, bag)`, which may look at everything,
* `each(program, instruction, bag)`, which looks at the declarations, at the instruction, and at what other instructions
  claim and pay out.

What the first and the last say is kept for as long as nothing changes that they may look at."""
_ONLY_WITH = {"ownership": "modules", "migrations": "migrations", "stale": "may_go_stale", "cost": "promises_cost"}
"""Analyses that have nothing to look at in a program without these are not even loaded."""


def analyse(program: Program, bag: DiagnosticBag, memo: Memo | None = None) -> None:
    """Runs all of them, loaded on the first use. The memo is one that lowering has filled."""
    rooms = list(_rooms(program))

    def declared() -> None:
        for room in rooms:
            if hasattr(room, "declared"):
                room.declared(program, bag)

    def check(instruction: Instruction) -> Instruction:
        for each in checks:
            each(program, instruction, bag)
        return instruction  # what is kept keeps it, so its id is that of no other

    if memo is None:
        declared()
    else:
        memo.keep("declared", (), bag, declared)
    for room in rooms:
        if hasattr(room, "whole"):
            room.whole(program, bag)
    checks = [room.each for room in rooms if hasattr(room, "each")]
    chain = 0 if memo is None else memo.token(tuple((i.claims, i.exits) for i in program.instructions))
    for instruction in program.instructions:
        if memo is None:
            check(instruction)
        else:
            memo.keep("analyses", (id(instruction), chain), bag, partial(check, instruction))


def _rooms(program: Program) -> Iterator[Any]:
    for name in ANALYSES:
        if name not in _ONLY_WITH or getattr(program, _ONLY_WITH[name]):
            yield import_module(f"vprog.dsl.{name}.check")
