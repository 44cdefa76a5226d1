"""`vprog check --format`."""

from __future__ import annotations

import json
import os
from pathlib import Path

from commands import LEDGER, vprog


def test_one_sarif_log_for_all_files(tmp_path: Path) -> None:
    (tmp_path / "a.vprog").write_text("program a\nunit Sompi: Nonsense\n", encoding="utf-8")
    (tmp_path / "b.vprog").write_text("program b\nunit ;\n", encoding="utf-8")
    done = vprog("check", "--format", "sarif", "a.vprog", "none.vprog", "b.vprog", LEDGER, cwd=tmp_path)
    assert done.returncode == 2
    assert "none.vprog" in done.stderr
    (run,) = json.loads(done.stdout)["runs"]
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["a.vprog", "b.vprog", LEDGER.as_uri()]
    files = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run["results"]]
    assert files == ["a.vprog", "b.vprog"]


def test_sarif_of_a_program_without_findings() -> None:
    done = vprog("check", LEDGER, "--format", "sarif")
    assert done.returncode == 0
    assert json.loads(done.stdout)["runs"][0]["results"] == []


def test_github(tmp_path: Path) -> None:
    (tmp_path / "a.vprog").write_text("program a\nunit Sompi: Nonsense\n", encoding="utf-8")
    done = vprog("check", "--format", "github", "a.vprog", LEDGER, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=a.vprog,line=2,") and done.stdout.count("\n") == 1


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    name = b"inv\xff.vprog"
    with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:
        file.write(b"program a\nunit Sompi: Nonsense\n")
    for shown in (os.fsdecode(name), tmp_path / os.fsdecode(name)):
        done = vprog("check", "--format", "sarif", shown, cwd=tmp_path)
        assert done.returncode == 1
        (run,) = json.loads(done.stdout)["runs"]
        assert run["artifacts"][0]["location"]["uri"].endswith("inv%FF.vprog")
        (result,) = run["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == run["artifacts"][0]["location"]
        done = vprog("check", "--format", "json", shown, cwd=tmp_path)
        assert done.returncode == 1
        assert json.loads(done.stdout)["file"] == str(shown)
        for form in ("text", "github"):
            done = vprog("check", "--format", form, shown, cwd=tmp_path)
            assert (done.returncode, done.stderr) == (1, "")
