"""`vprog lock` and `vprog diff`."""

from __future__ import annotations

import json
from pathlib import Path

from commands import LEDGER, TOKEN, vprog


def copy(folder: Path, *edits: tuple[str, str]) -> Path:
    text = LEDGER.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    file = folder / "ledger.vprog"
    file.write_text(text, encoding="utf-8")
    return file


def test_lock_and_a_compatible_change(tmp_path: Path) -> None:
    file, lock = copy(tmp_path), tmp_path / "vprog.lock"
    assert vprog("lock", "--check", file).returncode == 1
    assert vprog("lock", file).returncode == 0
    assert vprog("lock", "--check", file).returncode == 0
    done = vprog("diff", lock, file)
    assert (done.returncode, done.stdout) == (0, "no change that others could notice\n")
    copy(tmp_path, ("MIN_OPENING: Sompi = 1000", "MIN_OPENING: Sompi = 2000"))
    assert vprog("lock", "--check", file).returncode == 1
    done = vprog("diff", lock, file)
    assert (done.returncode, done.stdout) == (0, "fine  constant  MIN_OPENING  1000 -> 2000\n")


def test_a_breaking_change(tmp_path: Path) -> None:
    file = copy(
        tmp_path,
        (
            "    writes user: User\n    auth   user.lock\n    exits",
            '    writes user: User\n    auth   any of (user.lock, config.lock)\n    permissionless("x")\n    exits',
        ),
    )
    done = vprog("diff", LEDGER, file)
    assert done.returncode == 1
    assert "breaks  authority       withdraw  `config.lock` is enough now\n" in done.stdout
    assert "\nauthority: someone can now do what they could not" in done.stdout
    rows = [json.loads(line) for line in vprog("diff", "--format", "json", LEDGER, file).stdout.splitlines()]
    assert {(row["class"], row["breaking"]) for row in rows} == {("authority", True), ("permissionless", False)}
    assert vprog("diff", LEDGER, TOKEN).returncode == 1


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    broken, lock = tmp_path / "broken.vprog", tmp_path / "bad.lock"
    broken.write_text("program x\nunit Sompi\n", encoding="utf-8")
    lock.write_bytes(b"\xff")
    assert vprog("diff", LEDGER, broken).returncode == 1
    assert vprog("diff", tmp_path / "none.lock", LEDGER).returncode == 2
    done = vprog("diff", lock, LEDGER)
    assert done.returncode == 2 and "bad.lock is no record of a program" in done.stderr
    assert vprog("lock", broken).returncode == 1
    assert not (tmp_path / "vprog.lock").exists()


def test_the_record_of_another_program_stays(tmp_path: Path) -> None:
    one, two, lock = tmp_path / "one.vprog", tmp_path / "two.vprog", tmp_path / "vprog.lock"
    one.write_text("program one\nunit Sompi: u64\n", encoding="utf-8")
    two.write_text("program two\nunit Sompi: u32\n", encoding="utf-8")
    assert vprog("lock", one).returncode == 0
    before = lock.read_bytes()
    done = vprog("lock", "two.vprog", cwd=tmp_path)
    assert done.returncode == 2
    assert "vprog.lock is the record of `one`: name a file for that of `two` with -o" in done.stderr
    assert lock.read_bytes() == before
    assert vprog("lock", "--check", two).returncode == 1
    assert vprog("lock", one).returncode == 0
    assert vprog("lock", two, "-o", lock).returncode == 0
    assert vprog("lock", "--check", two).returncode == 0
    for content in (b"\xff", b"{}"):
        lock.write_bytes(content)
        assert vprog("lock", one).returncode == 0
        assert lock.read_bytes() == before
