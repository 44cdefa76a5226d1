"""Loops in loops are followed without walking the innermost body twice as often for every level."""

from vprog.dsl.compile import Compilation

DEPTH = 45
TURNING = 16
"""Levels that turn twice: more would run the body too often (VP0411)."""

HEAD = """
program nested
error { Full "cannot count further" }
resource Tally at label("tally") { count: u64, lock: Lock }
"""


def nested(inner: str) -> str:
    heads = "".join(f"for i_{level} in 0..{2 if level < TURNING else 1} {{\n" for level in range(DEPTH))
    return f"{HEAD}instruction count()\nwrites tally: Tally\nauth tally.lock\n{{\n{heads}{inner}\n{'}' * DEPTH}\n}}\n"


def test_deep_loops_end():
    assert Compilation(nested("tally.count += 1 else Full")).diagnostics == ()


def test_deep_loops_still_see_the_second_turn():
    spent = """
program spent
unit Gold: u64
error { Short "not enough" }
resource Purse at lock(first) { gold: held Gold, first: LockId, lock: Lock }
instruction end(number: u8)
    deletes purse: Purse
    credits heir: Purse
    auth    purse.lock
{
    for a in 0..2 { for b in 0..2 { for c in 0..2 { delete purse into heir.gold } } }
}
"""
    assert "VP0804" in [finding.rule.code for finding in Compilation(spent).diagnostics]
