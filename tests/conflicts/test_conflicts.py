"""The matrix of conflicts, against trying out which resources the senders name."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.conflicts.matrix import Parallel, conflicts, hotspots
from vprog.dsl.conflicts.report import reasons_of, render_conflicts, render_conflicts_json
from vprog.dsl.program.declarations import Instruction, LabelAddress, Program

ROOT = Path(__file__).parents[2]

SHOP = """\
program shop
const SEASON: u32 = 7
resource Config at label("config") { limit: u32 lock: Lock }
resource Notice at label("notice") { text: u32 }
resource Stall at (season, number) { season: u32 number: u32 goods: u32 lock: Lock }
instruction look() reads config: Config reads notice: Notice
{ require config.limit > notice.text else Unrelated }
instruction configure(limit: u32) writes config: Config auth config.lock
{ config.limit = limit }
instruction post(text: u32) writes notice: Notice permissionless("a board for all")
{ notice.text = text }
instruction stock(goods: u32) writes stall: Stall at (SEASON, 1) permissionless("x")
{ stall.goods = goods }
instruction sell(goods: u32) writes stall: Stall auth stall.lock
{ stall.goods = goods }
instruction peek(goods: u32) reads stall: Stall at (SEASON, 1)
{ require stall.goods > goods else Unrelated }
"""
SOURCES = {
    "shop": SHOP,
    "ledger": (ROOT / "examples/ledger/ledger.vprog").read_text(encoding="utf-8"),
    "token": (ROOT / "examples/token/token.vprog").read_text(encoding="utf-8"),
    "features": (ROOT / "tests/codegen/programs/features.vprog").read_text(encoding="utf-8"),
}


def program(name: str) -> Program:
    compilation = Compilation(SOURCES[name])
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    return compilation.program


def touched(instruction: Instruction, chosen: tuple[int, ...]) -> tuple[set[str], set[str]]:
    """What one transaction reads and what it writes, when the sender chooses these of a kind's resources."""
    places: list[str] = []
    for role, choice in zip(instruction.roles, chosen, strict=True):
        fixed = isinstance(role.address, LabelAddress) or instruction.name in ("stock", "peek")
        places.append(f"{role.resource} {0 if fixed else choice}")
    writes = {place for place, role in zip(places, instruction.roles, strict=True) if role.writable}
    return set(places) - writes, writes


def outcomes(first: Instruction, second: Instruction) -> set[bool]:
    """Whether the two run in parallel, over everything that the senders can choose."""
    found: set[bool] = set()
    for chosen in product(range(3), repeat=len(first.roles) + len(second.roles)):
        reads, writes = touched(first, chosen[: len(first.roles)])
        other_reads, other_writes = touched(second, chosen[len(first.roles) :])
        found.add(not (writes & (other_reads | other_writes) or reads & other_writes))
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_agrees_with_what_senders_can_choose(name: str) -> None:
    expected = {
        frozenset({True}): Parallel.YES,
        frozenset({True, False}): Parallel.IF,
        frozenset({False}): Parallel.NO,
    }
    pairs = conflicts(program(name))
    for pair in pairs:
        assert pair.parallel is expected[frozenset(outcomes(pair.first, pair.second))], (
            pair.first.name,
            pair.second.name,
        )
        assert bool(list(reasons_of(pair))) == (pair.parallel is not Parallel.YES)
    count = len(program(name).instructions)
    assert len(pairs) == count * (count + 1) // 2


def test_text() -> None:
    text = render_conflicts(conflicts(program("shop")), hotspots(program("shop")))
    lines = text.splitlines()
    assert lines[:7] == [
        "           look  configure  post  stock  sell  peek",
        "look       yes",
        "configure  no    no",
        "post       no    yes        no",
        "stock      yes   yes        yes   no",
        "sell       yes   yes        yes   if     if",
        "peek       yes   yes        yes   no     if    yes",
    ]
    assert "  look and configure: there is one `Config` for all: `look` reads it, `configure` writes it" in lines
    assert "  post and itself: there is one `Notice` for all: each writes it" in lines
    assert "  sell and itself: when `stall` of one is the same `Stall` as `stall` of the other" in lines
    assert lines[-2:] == [
        "  `Config`: written by `configure`; these wait for it: `look`",
        "  `Notice`: written by `post`; these wait for it: `look`",
    ]


def test_json() -> None:
    rows = [json.loads(line) for line in render_conflicts_json(conflicts(program("ledger"))).splitlines()]
    found = {(row["first"], row["second"]): row for row in rows}
    assert found["update", "transfer"]["parallel"] == "yes"
    assert found["update", "deposit"]["clashes"] == [
        {
            "resource": "Config",
            "first": {"role": "config", "access": "writes"},
            "second": {"role": "config", "access": "reads"},
            "always": True,
        }
    ]
    assert found["transfer", "transfer"]["why"] == [
        "when `source` of one is the same `User` as `source` of the other",
        "when `source` or `target` of one is the same `User` as `target` of the other",
    ]


def test_no_instructions() -> None:
    empty = Compilation("program x").program
    assert empty is not None
    assert render_conflicts(conflicts(empty), hotspots(empty)) == "no instructions\n"


def test_two_literals_are_two_places() -> None:
    source = """\
program places
const SECOND: u16 = 2
resource Stall at (number) { number: u16 goods: u32 lock: Lock }
instruction one(goods: u32) writes s: Stall at (1) auth s.lock { s.goods = goods }
instruction two(goods: u32) writes s: Stall at (2) auth s.lock { s.goods = goods }
instruction named(goods: u32) writes s: Stall at (SECOND) auth s.lock { s.goods = goods }
"""
    built = Compilation(source).program
    assert built is not None
    found = {(pair.first.name, pair.second.name): pair for pair in conflicts(built)}
    assert found["one", "two"].parallel is Parallel.YES
    assert found["two", "named"].parallel is Parallel.IF  # a constant is not looked into
    assert list(reasons_of(found["one", "one"])) == ["it is the same `Stall` each time: each writes it"]
