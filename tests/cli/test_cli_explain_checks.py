"""`vprog check --explain-checks`: which checks run, which were proved away, and why."""

from __future__ import annotations

from pathlib import Path

from commands import vprog

PROGRAM = """program sums
error { Bad "bad" }
resource Sum at lock(owner) { total: u64, owner: LockId, lock: Lock }
instruction less(a: u64, b: u64)
    writes sum: Sum
    auth sum.lock
{
    sum.total = a
    sum.total += b
    require b <= a and b > 0 else Bad
    sum.total = a - b
    sum.total = div_floor(a, b)
}
"""


def test_lists_both_sorts_with_reasons(tmp_path: Path) -> None:
    (tmp_path / "x.vprog").write_text(PROGRAM)
    done = vprog("check", "--explain-checks", "x.vprog", cwd=tmp_path)
    assert done.returncode == 0
    most = (1 << 64) - 1
    said = f"; a condition before it says that `b` is in 1..={most}"
    assert done.stdout.splitlines() == [
        "x.vprog: fine",
        f"x.vprog:9:5: less: fits u64: kept, or Overflow: the value may be anything in 0..={2 * most}",
        f"x.vprog:11:17: less: fits u64: removed: the value is in 0..={most - 1}, all of which u64 holds{said} and one "
        "side of the `-` is at least the other",
        f"x.vprog:12:17: less: divisor is not 0: removed: the value is in 1..={most}, which is without 0{said}",
        f"x.vprog:12:17: less: fits u64: removed: the value is in 0..={most}, all of which u64 holds{said}",
        "1 checks kept, 3 proved away",
    ]


def test_a_program_with_errors_has_no_list(tmp_path: Path) -> None:
    (tmp_path / "x.vprog").write_text(PROGRAM.replace("a - b", "a - c"))
    done = vprog("check", "--explain-checks", "x.vprog", cwd=tmp_path)
    assert done.returncode == 1
    assert "proved away" not in done.stdout
