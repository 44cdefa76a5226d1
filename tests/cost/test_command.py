"""`vprog cost` and the promises that the compiler checks."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from support.guests import guests
from support.programs import PATHS, compiled

from vprog.dsl.cli.cost import command
from vprog.dsl.compile import Compilation
from vprog.dsl.cost.bound import bounds

LIMITED = """program board
resource Board at lock(owner) { count: u64  owner: LockId  lock: Lock }
instruction change(n: u64) writes board: Board auth board.lock limits(cycles: LIMIT) { board.count = n }
"""


def test_the_table_names_every_instruction_and_says_how_to_measure() -> None:
    done = CliRunner().invoke(command, [str(PATHS["ledger"])])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0].split()[:3] == ["instruction", "cycles", "worst"]
    assert [line.split()[0] for line in lines[1:7]] == [i.name for i in compiled("ledger").instructions]
    assert lines[1].endswith("-") and "--measure" in done.output


def test_json_has_the_bounds() -> None:
    done = CliRunner().invoke(command, [str(PATHS["token"]), "--format", "json"])
    shown = json.loads(done.output)["instructions"]
    assert [row["cycles"] for row in shown] == [found.single.total for found in bounds(compiled("token"))]
    assert all(row["C_seq"] + row["C_par"] == row["cycles"] for row in shown)


def test_measured_figures_stand_beside_their_bounds() -> None:
    arguments = [str(PATHS["token"]), "--elf", str(guests("token").elf), "--format", "json"]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0, done.output
    for row in json.loads(done.output)["instructions"]:
        assert 0 < row["measured"] <= row["cycles"], row


def test_a_file_that_is_no_guest_is_no_fault_of_ours(tmp_path: Path) -> None:
    wrong = tmp_path / "guest.elf"
    wrong.write_bytes(b"no elf")
    done = CliRunner().invoke(command, [str(PATHS["token"]), "--elf", str(wrong)])
    assert done.exit_code == 3 and "elf-invalid" in done.output


def test_a_limit_at_the_bound_holds_and_one_below_does_not() -> None:
    loose = Compilation(LIMITED.replace("LIMIT", "100_000_000"), "board.vprog").program
    assert loose is not None
    limit = bounds(loose)[0].single.total
    assert Compilation(LIMITED.replace("LIMIT", str(limit)), "board.vprog").diagnostics == ()
    found = Compilation(LIMITED.replace("LIMIT", str(limit - 1)), "board.vprog").diagnostics
    assert [d.rule.code for d in found] == ["VP1201"]
