"""Every kind of value and statement is executed on symbols, and what is found out is what the interpreter says."""

from __future__ import annotations

import pytest
from support.programs import REPOSITORY

from prove.test_verify import program
from vprog.dsl.frozen import replace
from vprog.dsl.interpret.testing import run_tests
from vprog.dsl.prove.findings import Finding, Firing, Verdict
from vprog.dsl.prove.prove import prove

VALUES = """\
program values
unit Coin: u64
error { No "no" Full "full" Missing "missing" }
enum Shape { Empty, Square { side: u16 }, Oblong { width: u16, height: u16 } }
struct Span { from: u32, to: u32 }
resource Box at lock(first) {
    coins: held Coin
    span:  Span
    shape: Shape
    list:  list<u16, max 4>
    path:  [u16; 3]
    long:  list<u16, max 200>
    seen:  set<u16, max 20>
    votes: map<u16, u8, max 20>
    note:  text<=20
    area:  u32
    first: LockId
    lock:  Lock
}
fn widest(a: u32, b: u32) -> u32 {
    if a > b { return a }
    return b
}
instruction stretch(by: u16, other: u32) writes box: Box auth box.lock
{
    require box.span.to < 1_000_000 and other < 1_000_000 else No
    box.span.to = widest(box.span.to, other) + by
}
instruction measure() writes box: Box auth box.lock
{
    match box.shape {
        Shape.Empty => box.area = 0
        Square(side) => box.area = side * side
        Oblong(width, height) => box.area = width * height
    }
}
instruction append(item: u16) writes box: Box auth box.lock
{
    require box.list.len < 3 else Full
    box.list.push(item) else Full
    let last = box.list[2] else Missing
    box.area = last
}
instruction set(index: u8, item: u16) writes box: Box auth box.lock
{
    box.path[index] = item else Missing
    box.area = box.path[0]
}
instruction grow(item: u16) writes box: Box auth box.lock
{
    box.long.push(item) else Full
    box.seen.insert(item) else Full
    box.votes.insert(item, 1) else Full
    box.seen.remove(item)
    require box.seen.len <= 20 else No
    box.note = "grown"
}
instruction total() writes box: Box auth box.lock
{
    var sum: u32 = 0
    for item in box.list { sum = sum + item }
    box.area = sum
}
instruction halve(by: u8) writes box: Box auth box.lock
{
    require by < 8 else No
    box.area = box.area >> by
}
INVARIANTS
"""

CHAIN = """\
program chain
unit Coin: u64
unit Score: u64
error { No "no" Early "early" }
resource Box at lock(first) { coins: held Coin until: Score dice: u8 first: LockId lock: Lock }
instruction open(to_pay: Coin) writes box: Box credits heirs: list<Box, max 5> auth box.lock after(box.until)
{
    for heir in heirs { move to_pay from box.coins to heir.coins else No }
}
instruction roll(nonce: u64) writes box: Box auth box.lock random
{
    box.dice = random(nonce, 6)
}
instruction later(now: Score) writes box: Box auth box.lock after
{
    require after(now) and now > 5 else Early
    box.until = now
}
invariant "a die has six sides" on Box: dice < SIDES
invariant "time goes on" on later: box.until > 5
"""

MOVES = """\
program moves
unit Coin: u64
error { No "no" }
const TABLE: [u64; 3] = [2, 3, 5]
resource Old at lock(first) { coins: held Coin count: u32 first: LockId lock: Lock }
resource Kept at lock(first) { coins: held Coin count: u64 twice: u64 first: LockId lock: Lock }
linear struct Ticket { left: u32, owner: u8 }
migrate Kept from Old auth old.lock {
    coins: old.coins, count: old.count, twice: FACTOR * old.count, first: old.first, lock: old.lock
}
invariant "twice the count" on Kept: twice == 2 * count
instruction step(n: u32) writes kept: Kept auth kept.lock
{
    let ticket = Ticket { left: n, owner: 1 }
    let Ticket { left, owner: who } = ticket
    kept.count = kept.count + left else No
    kept.twice = kept.twice + TABLE[0] * left + who - 1 else No
}
"""


def found(text: str, instruction: str) -> dict[str, Finding]:
    """The obligations of an instruction, by their subjects."""
    whole = program(text)
    findings = prove(whole, 5, (instruction,)).obligations
    for finding in findings:
        if finding.verdict is Verdict.REFUTED:
            pasted = program(f"{text}\n{finding.test}")
            result = run_tests(replace(pasted, tests=pasted.tests[-1:]))[0]
            assert not result.passed and "does not hold" in result.message, finding.test
    return {finding.subject or finding.obligation: finding for finding in findings}


@pytest.mark.parametrize(
    ("instruction", "condition", "verdict"),
    [
        ("stretch", "box.span.to >= other", Verdict.PROVED),
        ("stretch", "box.span.to >= old(box.span.to)", Verdict.PROVED),
        ("stretch", "box.span.to > other", Verdict.REFUTED),
        ("stretch", "box.span.from == old(box.span.from)", Verdict.PROVED),
        ("measure", "box.area <= 65535 * 65535", Verdict.PROVED),
        ("measure", "box.area > 0", Verdict.REFUTED),
        ("append", "box.list.len == old(box.list.len) + 1", Verdict.PROVED),
        ("append", "box.area == item", Verdict.PROVED),
        ("append", "box.list.len < 3", Verdict.REFUTED),
        ("set", "box.path.contains(item)", Verdict.PROVED),
        ("set", "box.area == item", Verdict.REFUTED),
        ("grow", "box.long.len == old(box.long.len) + 1", Verdict.PROVED),
        ("grow", "box.long.len > 1", Verdict.REFUTED),
        ("grow", "box.note.len == 5", Verdict.PROVED),
        # Which elements a set has is not followed: this is true, and nobody says that it is not.
        ("grow", "not box.seen.contains(item)", Verdict.UNKNOWN),
        ("total", "box.area <= 4 * 65535", Verdict.PROVED),
        ("total", "box.area < 100", Verdict.REFUTED),
        ("halve", "box.area <= old(box.area)", Verdict.PROVED),
        ("halve", "box.area < old(box.area)", Verdict.REFUTED),
    ],
)
def test_values(instruction: str, condition: str, verdict: Verdict) -> None:
    text = VALUES.replace("INVARIANTS", f'invariant "it" on {instruction}: {condition}')
    findings = found(text, instruction)
    assert findings["it"].verdict is verdict, findings["it"]
    assert all(f.verdict is Verdict.PROVED for subject, f in findings.items() if subject != "it"), findings


def test_checks_of_collections() -> None:
    checks = prove(program(VALUES.replace("INVARIANTS", "")), 5).checks
    fired = {(check.instruction, check.kind): check for check in checks}
    assert fired["append", "index"].firing is fired["set", "index"].firing is Firing.CAN
    assert fired["stretch", "conversion"].firing is fired["total", "conversion"].firing is Firing.NEVER
    full = fired["grow", "push"]
    assert full.firing is Firing.CAN and full.test.count(",") > 199, "a test with 200 elements"
    # Nobody can write down a map that is full: that it can be, is not claimed.
    assert fired["grow", "insert"].firing is Firing.UNKNOWN


@pytest.mark.parametrize(("sides", "verdict"), [("6", Verdict.PROVED), ("5", Verdict.UNKNOWN)])
def test_random(sides: str, verdict: Verdict) -> None:
    """Nobody can make a draw come out as they like, so the counterexample need not come true when it is run."""
    assert found(CHAIN.replace("SIDES", sides), "roll")["a die has six sides"].verdict in (verdict, Verdict.REFUTED)


def test_role_lists_and_time() -> None:
    text = CHAIN.replace("SIDES", "6")
    assert {f.verdict for f in found(text, "open").values()} == {Verdict.PROVED}
    assert {f.verdict for f in found(text, "later").values()} == {Verdict.PROVED}
    early = text.replace("and now > 5", "and now > 4")
    broken = found(early, "later")["time goes on"]
    assert broken.verdict is Verdict.REFUTED and " after " in broken.test


def test_migration_linear_structs_and_tables() -> None:
    text = MOVES.replace("FACTOR", "2")
    assert {f.verdict for f in found(text, "step").values()} == {Verdict.PROVED}
    moved = found(text, "migrate_old")
    assert {f.verdict for f in moved.values()} == {Verdict.PROVED}
    assert {"Coin", "old", "twice the count"} <= set(moved)
    broken = found(MOVES.replace("FACTOR", "3"), "migrate_old")
    assert [f.subject for f in broken.values() if f.verdict is Verdict.REFUTED] == ["twice the count"]


def test_migration_by_the_programs_key() -> None:
    path = REPOSITORY / "tests" / "accept" / "cases" / "migrations.vprog"
    findings = prove(program(path.read_text("utf-8")), 5)
    assert findings.verdict is Verdict.PROVED
    assert ("migrate_config", "authority") in {(f.instruction, f.obligation) for f in findings.obligations}
