"""Every program of the test corpora and the examples that compiles, as typed programs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from vprog.dsl.compile import Compilation
from vprog.dsl.program.declarations import Program

ROOT = Path(__file__).parents[2]
PLACES = ("examples/*/*.vprog", "tests/accept/cases/*.vprog", "tests/reject/cases/*/*.ok.vprog")


@cache
def programs() -> tuple[Program, ...]:
    found = [Compilation(p.read_text(encoding="utf-8"), p.name).program for place in PLACES for p in ROOT.glob(place)]
    return tuple(program for program in found if program is not None)
