"""`vprog check` and `vprog explain`."""

from __future__ import annotations

import json

import pytest
from commands import LEDGER, TOKEN, vprog

from vprog.dsl.rules import all_rules

BROKEN = "program x\n\nunit Ab u64\nconst Limit: u8 = 5\n"


def test_fine():
    done = vprog("check", LEDGER, TOKEN)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.rsplit(": ", 1)[1] for line in done.stdout.splitlines()] == ["fine", "fine"]


def test_text(tmp_path):
    (tmp_path / "x.vprog").write_text(BROKEN)
    done = vprog("check", "x.vprog", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith(
        "error[VP0110]: expected `:`, found `u64`\n"
        " --> x.vprog:3:9\n"
        "  |\n"
        "3 | unit Ab u64\n"
        "  |         ^^^ expected `:`\n"
    )
    assert done.stdout.endswith("x.vprog: 2 errors\n")


def test_json(tmp_path):
    (tmp_path / "x.vprog").write_text(BROKEN)
    done = vprog("check", "x.vprog", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["code"] for one in found] == ["VP0110", "VP0110"]
    assert found[0] == {
        "code": "VP0110",
        "slug": "syntax.unexpected",
        "severity": "error",
        "title": "Something stands where it cannot",
        "message": "expected `:`, found `u64`",
        "file": "x.vprog",
        "span": {"start": 19, "end": 22, "line": 3, "column": 9, "end_line": 3, "end_column": 12},
        "label": "expected `:`",
        "secondary": [],
        "notes": [],
        "help": "Write what is expected there, or remove what is not.",
        "fix": None,
    }


def test_json_of_a_good_program_is_empty():
    done = vprog("check", "--format", "json", LEDGER)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"\x00" * 50, b"program x\xc3", b"(" * 100_000])
def test_any_bytes(tmp_path, data):
    (tmp_path / "x.vprog").write_bytes(data)
    for form in ("text", "json"):
        done = vprog("check", "x.vprog", "--format", form, cwd=tmp_path)
        assert done.returncode == 1
        assert "VP01" in done.stdout


def test_unreadable(tmp_path):
    assert vprog("check", tmp_path / "none.vprog").returncode == 2
    assert vprog("check", tmp_path).returncode == 2
    mixed = vprog("check", tmp_path / "none.vprog", LEDGER)
    assert (mixed.returncode, mixed.stdout) == (2, f"{LEDGER}: fine\n")
    assert "No such file" in mixed.stderr


def test_output_that_cannot_show_a_character(tmp_path):
    (tmp_path / "x.vprog").write_text("program x é", encoding="utf-8")
    done = vprog("check", "x.vprog", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "VP0102" in done.stdout


def test_explain_every_code():
    listed = vprog("explain")
    assert listed.returncode == 0
    assert [line[:6] for line in listed.stdout.splitlines()] == [rule.code for rule in all_rules()]


@pytest.mark.parametrize("name", ["VP0110", "vp0110", "110", "syntax.unexpected"])
def test_explain(name):
    done = vprog("explain", name)
    assert done.returncode == 0
    assert done.stdout.startswith("VP0110 syntax.unexpected (error)\n\nSomething stands where it cannot.\n")


def test_explain_shows_a_program_and_its_corrected_twin():
    done = vprog("explain", "VP0501")
    assert done.returncode == 0
    refused, said, fine = done.stdout.split(":\n\n    ")[1:]
    assert "        reads user: User\n" in refused and "        writes user: User\n" in fine
    assert said.startswith("error[VP0501]: `user` is debited here")
    assert all(len(vprog("explain", code).stdout.splitlines()) == 5 for code in ("VP0101", "VP1002"))
