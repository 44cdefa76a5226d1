"""`vprog check --fix`."""

from __future__ import annotations

import json
from pathlib import Path

from commands import LEDGER, vprog

SOURCE = """program x

unit Sompi: u64;

resource Counter at label("counter") {
    count: u64
}

instruction go()
    reads counter: Counter
    permissionless("anyone may")
{
    counter.cuont = 5
}
"""
FIXED = SOURCE.replace(";", "").replace("cuont", "count").replace("reads ", "writes ")


def test_to_a_fixed_point(tmp_path: Path) -> None:
    """Three phases: what one finds, only a fix of the one before lets it see."""
    file = tmp_path / "x.vprog"
    file.write_text(SOURCE)
    file.chmod(0o640)
    done = vprog("check", "--fix", "x.vprog", cwd=tmp_path)
    assert file.read_text() == FIXED
    assert done.returncode == 0
    assert done.stdout == (
        "x.vprog:3:16: fixed VP0110: remove the `;`\n"
        "x.vprog:13:13: fixed VP0204: write `count`\n"
        "x.vprog:13:5: fixed VP0501: declare `writes counter`\n"
        "x.vprog: fine\n"
    )
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["x.vprog"]
    again = vprog("check", "--fix", "x.vprog", cwd=tmp_path)
    assert (again.returncode, again.stdout, file.read_text()) == (0, "x.vprog: fine\n", FIXED)


def test_what_is_left_is_shown(tmp_path: Path) -> None:
    (tmp_path / "x.vprog").write_text(SOURCE.replace("= 5", "= true"))
    done = vprog("check", "--fix", "--format", "json", "x.vprog", cwd=tmp_path)
    assert done.returncode == 1
    assert [json.loads(line)["code"] for line in done.stdout.splitlines()] == ["VP0301"]
    assert "fixed VP0204" in done.stderr


def test_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.vprog"
    file.write_bytes(LEDGER.read_bytes())
    file.chmod(0o440)
    before = file.stat()
    assert vprog("check", "--fix", file).stdout == f"{file}: fine\n"
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_link_and_the_form_of_the_file_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "real.vprog", tmp_path / "link.vprog"
    file.write_bytes(b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode())
    link.symlink_to(file)
    assert vprog("check", "--fix", link).returncode == 0
    assert link.is_symlink()
    assert file.read_bytes() == b"\xef\xbb\xbf" + FIXED.replace("\n", "\r\n").encode()


def test_what_cannot_be_fixed(tmp_path: Path) -> None:
    (tmp_path / "bytes.vprog").write_bytes(b"program x;\xff")
    done = vprog("check", "--fix", "bytes.vprog", "none.vprog", cwd=tmp_path)
    assert done.returncode == 2
    assert "VP0101" in done.stdout and done.stderr.count("none.vprog") == 1
    assert (tmp_path / "bytes.vprog").read_bytes() == b"program x;\xff"


def test_a_fix_that_would_bring_errors_is_named(tmp_path: Path) -> None:
    """Without the `;` the compiler sees two mistakes behind it."""
    source = "program x\n\nunit Ab: u64;\nconst ONE: u8 = UN\nconst TWO: u8 = DEUX\n"
    (tmp_path / "x.vprog").write_text(source)
    done = vprog("check", "--fix", "x.vprog", cwd=tmp_path)
    assert done.stdout.startswith("x.vprog: not applied, as other errors would follow: remove the `;`\nerror[VP0110]")
    assert (done.returncode, (tmp_path / "x.vprog").read_text()) == (1, source)
