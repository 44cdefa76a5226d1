"""`vprog verify` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.commands import LEDGER, vprog
from click.testing import CliRunner
from support.programs import compiled

from prove.seeding import with_statements
from prove.test_seeded_bugs import drop
from prove.test_verify import CUBES, MANY
from vprog.dsl.cli import verify as command
from vprog.dsl.program import statements as s
from vprog.dsl.program.declarations import Program
from vprog.dsl.prove import cache
from vprog.dsl.prove import verify as verifying
from vprog.dsl.prove.findings import Findings
from vprog.dsl.prove.prove import prove
from vprog.dsl.prove.report import from_object, render_findings, to_object


def test_text_and_status(tmp_path: Path) -> None:
    done = vprog("verify", LEDGER, XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "    proved   conservation of `Sompi`" in done.stdout
    assert "71:17 transfer: `Overflow` of this put can fire\n" in done.stdout
    again = vprog("verify", LEDGER, XDG_CACHE_HOME=str(tmp_path))
    assert again.stdout == done.stdout
    assert len(list((tmp_path / "vprog" / "verify").glob("*.json"))) == 1


def test_json() -> None:
    done = vprog("verify", LEDGER, "--format", "json", "--no-cache")
    report = json.loads(done.stdout)
    assert report["verdict"] == "proved" and {row["verdict"] for row in report["obligations"]} == {"proved"}
    assert from_object(report) == prove(compiled("ledger"), 5)


def test_unknown_is_status_4(tmp_path: Path) -> None:
    path = tmp_path / "many.vprog"
    path.write_text(MANY)
    done = vprog("verify", path, "--no-cache", "--limit", "1")
    assert done.returncode == 4
    assert "  many\n    unknown  everything: the instruction has " in done.stdout


def test_refuted_is_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    # The compiler lets no such program through: it is put in behind it.
    wrong = with_statements(compiled("ledger"), "transfer", drop(s.Put))

    def seeded(_: str) -> Program:
        return wrong

    monkeypatch.setattr(command, "load_program", seeded)
    done = CliRunner().invoke(command.command, ["ledger.vprog", "--no-cache"])
    assert done.exit_code == 1
    assert "    refuted  conservation of `Sompi`: the sum of the balances is another\n        test " in done.output
    assert "2 refuted" in done.output.splitlines()[-1]


def test_without_z3(tmp_path: Path) -> None:
    (tmp_path / "z3.py").write_text("raise ModuleNotFoundError(\"No module named 'z3'\", name='z3')\n")
    done = vprog("verify", LEDGER, PYTHONPATH=str(tmp_path))
    assert done.returncode == 3 and done.stdout == ""
    assert done.stderr == "Error: verify.no_solver: `vprog verify` needs the solver z3: pip install 'vprog[verify]'\n"


def test_wrong_programs_and_limits(tmp_path: Path) -> None:
    broken = tmp_path / "broken.vprog"
    broken.write_text("program broken\nconst A: u8 = 256\n")
    assert vprog("verify", broken).returncode == 1
    assert vprog("verify", LEDGER, "--limit", "0").returncode == 2


def test_cache_keeps_what_is_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = compiled("ledger")
    first = verifying.verify(ledger, 5, tmp_path)

    def never(*_: object) -> Findings:
        raise RuntimeError("asked again")

    monkeypatch.setattr(verifying, "prove", never)
    assert verifying.verify(ledger, 5, tmp_path) == first
    with pytest.raises(RuntimeError):
        verifying.verify(compiled("token"), 5, tmp_path)
    for stored in tmp_path.iterdir():
        stored.write_text("{")
    with pytest.raises(RuntimeError):
        verifying.verify(ledger, 5, tmp_path)


def test_cache_forgets_the_unknown(tmp_path: Path) -> None:
    path = tmp_path / "cubes.vprog"
    path.write_text(CUBES)
    done = vprog("verify", path, "--limit", "0.2", XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode == 0 and "may fire (not decided within the time limit)" in done.stdout
    assert not (tmp_path / "vprog" / "verify").exists()


def test_reports_say_the_same() -> None:
    findings = prove(compiled("token"), 5)
    assert from_object(json.loads(json.dumps(to_object(findings)))) == findings
    text = render_findings("token.vprog", findings, verbose=True)
    assert all(line in text for check in findings.checks for line in check.test.splitlines())
    assert cache.program_hash(compiled("token"), "1") != cache.program_hash(compiled("token"), "2")
