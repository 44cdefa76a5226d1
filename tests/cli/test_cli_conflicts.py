"""`vprog conflicts`."""

from __future__ import annotations

import json
from pathlib import Path

from commands import LEDGER, vprog


def test_text_and_json() -> None:
    done = vprog("conflicts", LEDGER)
    assert done.returncode == 0
    assert "\nwithdraw  no      no    if        if      if       if\n" in done.stdout
    rows = vprog("conflicts", "--format", "json", LEDGER).stdout.splitlines()
    assert len(rows) == 21
    assert all(json.loads(row)["parallel"] in ("yes", "if", "no") for row in rows)


def test_a_program_with_errors(tmp_path: Path) -> None:
    file = tmp_path / "x.vprog"
    file.write_text("program x\nunit Sompi\n", encoding="utf-8")
    done = vprog("conflicts", file)
    assert (done.returncode, done.stdout) == (1, "")
