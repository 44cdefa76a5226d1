"""Constants in headers and types count by their values: a name is only shown."""

from __future__ import annotations

import json

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.evolution.compare import compare
from vprog.dsl.evolution.lockfile import read_lock, write_lock
from vprog.dsl.evolution.model import Lock
from vprog.dsl.evolution.record import record
from vprog.dsl.evolution.written import split_else

OLD = """\
program stalls

unit Score: u64
enum Phase { Open, Closed }
error { Never "never" Later "later" }

const SLOT: u32 = 7
const PLACE: u8 = 3
const CAP: u64 = 5
const GRACE: Score = 40
const BEGUN: Phase = Phase.Open
const SEAL: bytes[2] = 0x6162
const MOST: u8 = 4
const FEE: u64 = 30

resource Stall at (owner, number) {
    n:      u64
    phase:  Phase
    code:   bytes[2]
    until:  Score
    marks:  list<u32, max MOST>
    title:  text<=8
    owner:  LockId
    number: u32
    lock:   Lock
}

resource Sign at (owner, PLACE) {
    n:     u64
    owner: LockId
    lock:  Lock
}

instruction open(lock: Lock)
    creates stall: Stall at (id(lock), SLOT)
{
    create stall = Stall {
        n: 0, phase: BEGUN, code: SEAL, until: 0, marks: [], title: "", owner: id(lock), number: SLOT, lock,
    }
}

instruction write(n: u64, marks: list<u32, max MOST>)
    writes stall: Stall
    auth   stall.lock
    where  stall.n + CAP > 9 else Later
    where  stall.phase == BEGUN and stall.code == SEAL
    after(stall.until + GRACE)
{
    stall.n = max(n, FEE)
    stall.marks = marks
}
"""
WHERE = "`where stall.n + CAP > 9`"


def recorded(source: str) -> Lock:
    compilation = Compilation(source)
    assert compilation.program is not None, [(d.message, d.primary.span.line) for d in compilation.diagnostics]
    return record(compilation.program)


def edited(*edits: tuple[str, str]) -> Lock:
    text = OLD
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return recorded(text)


def changes(*edits: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(c.kind.slug, c.item, c.text) for c in compare(recorded(OLD), edited(*edits))]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("SLOT: u32 = 7", "SLOT: u32 = 8", [("address", "open.stall", "at (id(lock), SLOT): `SLOT` 7 -> 8")]),
        ("PLACE: u8 = 3", "PLACE: u8 = 4", [("derivation", "Sign", "at (owner, PLACE): `PLACE` 3 -> 4")]),
        ("CAP: u64 = 5", "CAP: u64 = 4", [("condition", "write", f"{WHERE}: `CAP` 5 -> 4")]),
        (
            "GRACE: Score = 40",
            "GRACE: Score = 0",
            [("condition", "write", "`after(stall.until + GRACE)`: `GRACE` 40 -> 0")],
        ),
        (
            "Phase = Phase.Open",
            "Phase = Phase.Closed",
            [("condition", "write", "`where stall.phase == BEGUN and stall.code == SEAL`: `BEGUN` Open -> Closed")],
        ),
        (
            "= 0x6162",
            "= 0x6163",
            [("condition", "write", "`where stall.phase == BEGUN and stall.code == SEAL`: `SEAL` 0x6162 -> 0x6163")],
        ),
        (
            "MOST: u8 = 4",
            "MOST: u8 = 6",
            [
                ("bound", "Stall.marks", "list<u32, max 4> -> list<u32, max 6> (`MOST`)"),
                (
                    "bound",
                    "write",
                    "(n: u64, marks: list<u32, max 4>) -> (n: u64, marks: list<u32, max 6>) (`MOST`)",
                ),
            ],
        ),
        ("FEE: u64 = 30", "FEE: u64 = 31", [("constant", "FEE", "30 -> 31")]),
        ("CAP: u64 = 5", "CAP: u32 = 5", []),
    ],
)
def test_another_value_is_a_change_of_what_uses_it(old: str, new: str, found: list[tuple[str, str, str]]) -> None:
    assert changes((old, new)) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at (id(lock), SLOT)", "at (id(lock), 7)"),
        ("at (owner, PLACE)", "at (owner, 3)"),
        ("stall.n + CAP", "stall.n + 5"),
        ("stall.until + GRACE", "stall.until + 40"),
        ("stall.phase == BEGUN", "stall.phase == Phase.Open"),
        ("stall.code == SEAL", "stall.code == 0x6162"),
        ("max MOST", "max 4"),
    ],
)
def test_the_value_itself_is_no_change(old: str, new: str) -> None:
    assert changes((old, new)) == []
    assert compare(edited((old, new)), recorded(OLD)) == ()


def test_another_value_and_another_text() -> None:
    assert changes(("CAP: u64 = 5", "CAP: u64 = 4"), ("+ CAP > 9", "+ CAP > 10")) == [
        ("condition", "write", f"{WHERE} is gone (`CAP` 5 -> 4)"),
        ("stronger", "write", "`where stall.n + CAP > 10` is new"),
    ]
    assert changes(("SLOT: u32 = 7", "SLOT: u32 = 8"), ("at (id(lock), SLOT)", "at (id(lock), 8)")) == [
        ("address", "open.stall", "at (id(lock), SLOT) -> at (id(lock), 8)"),
        ("constant", "SLOT", "7 -> 8"),
    ]


def test_another_name_with_another_value() -> None:
    assert changes(("CAP", "LIMIT"), ("LIMIT: u64 = 5", "LIMIT: u64 = 4")) == [
        ("condition", "write", f"{WHERE} is gone"),
        ("stronger", "write", "`where stall.n + LIMIT > 9` is new"),
    ]


def test_names_of_what_a_constant_is_made_of() -> None:
    assert changes(("Open", "Begun")) == [("renamed", "Phase.Open", "is now `Begun`, with the same number")]
    assert changes(("Phase", "State")) == [("renamed", "Phase", "is now `State`, with the same bytes")]


def test_a_bound_that_several_constants_may_be_is_not_explained() -> None:
    before = edited(("const MOST: u8 = 4", "const MOST: u8 = 4\nconst OTHER: u8 = 4"))
    after = edited(("const MOST: u8 = 4", "const MOST: u8 = 6\nconst OTHER: u8 = 6"))
    assert [(c.kind.slug, c.item) for c in compare(before, after)] == [
        ("bound", "Stall.marks"),
        ("bound", "write"),
        ("constant", "MOST"),
        ("constant", "OTHER"),
    ]


def test_fields_that_fit_more_and_stand_elsewhere() -> None:
    both = "    title:  text<=8\n    marks:  list<u32, max MOST>\n"
    assert changes(("    marks:  list<u32, max MOST>\n    title:  text<=8\n", both.replace("text<=8", "text<=9")))[0][
        :2
    ] == ("order", "Stall")


def test_a_record_without_errors_is_read() -> None:
    """Format 2: what it does not say is not compared; everything else is."""
    data = json.loads(write_lock(recorded(OLD)))
    data["format"] = 2
    for instruction in data["instructions"]:
        instruction["conditions"] = [split_else(text)[0] for text in instruction["conditions"]]
    before = read_lock(json.dumps(data))
    assert compare(before, recorded(OLD)) == ()
    assert compare(before, edited(("> 9 else Later", "> 9 else Never"))) == ()
    (change,) = compare(before, edited(("CAP: u64 = 5", "CAP: u64 = 4")))
    assert (change.kind.slug, change.text) == ("condition", f"{WHERE}: `CAP` 5 -> 4")
