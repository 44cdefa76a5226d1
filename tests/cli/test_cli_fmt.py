"""`vprog fmt`."""

from __future__ import annotations

from pathlib import Path

from commands import LEDGER, TOKEN, vprog

UGLY = b"\xef\xbb\xbfprogram   x\r\nunit Sompi:u64 // value\r\n"
NICE = b"program x\n\nunit Sompi: u64  // value\n"


def test_rewrites_a_file(tmp_path: Path) -> None:
    file = tmp_path / "x.vprog"
    file.write_bytes(UGLY)
    done = vprog("fmt", file)
    assert done.returncode == 0
    assert done.stdout == f"{file}: formatted\n"
    assert file.read_bytes() == NICE
    again = vprog("fmt", file)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_check_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.vprog"
    file.write_bytes(UGLY)
    done = vprog("fmt", "--check", file, LEDGER)
    assert done.returncode == 1
    assert done.stdout == f"{file}: not in canonical style\n"
    assert file.read_bytes() == UGLY
    file.write_bytes(NICE)
    assert vprog("fmt", "--check", file, LEDGER, TOKEN).returncode == 0


def test_a_file_with_syntax_errors_is_left_as_it_is(tmp_path: Path) -> None:
    broken, fine = tmp_path / "broken.vprog", tmp_path / "fine.vprog"
    broken.write_bytes(b"program x\nunit Sompi u64 ;\n")
    fine.write_bytes(UGLY)
    done = vprog("fmt", broken, fine)
    assert done.returncode == 1
    assert "VP0110" in done.stderr and "left as it is" in done.stderr
    assert broken.read_bytes() == b"program x\nunit Sompi u64 ;\n"
    assert fine.read_bytes() == NICE


def test_errors_of_meaning_do_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "x.vprog"
    file.write_bytes(b"program x\nconst XX:Nonsense=y")
    assert vprog("fmt", file).returncode == 0
    assert file.read_bytes() == b"program x\n\nconst XX: Nonsense = y\n"


def test_what_cannot_be_read(tmp_path: Path) -> None:
    binary = tmp_path / "binary.vprog"
    binary.write_bytes(b"program x\xff")
    done = vprog("fmt", tmp_path / "none.vprog", binary)
    assert done.returncode == 2
    assert "none.vprog" in done.stderr and "VP0101" in done.stderr
    assert binary.read_bytes() == b"program x\xff"
