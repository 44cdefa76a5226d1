"""`vprog test`: properties, coverage and JSON."""

from __future__ import annotations

import json

from commands import vprog
from support.programs import PATHS

AUTHOR = str(PATHS["author"])


def broken(folder):
    """The program with an addition that stops at 994."""
    source = PATHS["author"].read_text("utf-8").replace("more: u64 = amount\n", "more: u64 = min(amount, 994)\n")
    (folder / "author.vprog").write_text(source, "utf-8")
    return "author.vprog"


def test_properties_count_their_cases():
    done = vprog("test", AUTHOR, "-v", "--runs", "50")
    assert done.returncode == 0
    assert "adding adds passed (50 cases)" in done.stdout and "4 passed" in done.stdout


def test_a_counterexample_can_be_pasted(tmp_path):
    name = broken(tmp_path)
    done = vprog("test", name, cwd=tmp_path)
    assert done.returncode == 1
    assert "with start = 0, amount = 995" in done.stdout and "1 failed, 3 passed" in done.stdout
    block = done.stdout[done.stdout.index('test "adding adds: a counterexample" {') :]
    block = block[: block.index("\n}\n") + 3]
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write("\n" + block)
    assert "2 failed, 3 passed" in vprog("test", name, cwd=tmp_path).stdout


def test_coverage():
    done = vprog("test", AUTHOR, "--coverage")
    assert "instructions 3/3, errors 1/2, branches 3/4" in done.stdout
    assert "error `Never` never raised" in done.stdout and "never went: Double" in done.stdout


def test_json(tmp_path):
    done = vprog("test", broken(tmp_path), "--json", cwd=tmp_path)
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)
    failed = [test for test in found["tests"] if not test["passed"]]
    assert [test["name"] for test in failed] == ["adding adds"]
    assert failed[0]["counterexample"].startswith("test ") and failed[0]["line"] > 0
    assert found["coverage"]["totals"]["instructions"] == {"reached": 3, "of": 3}


def test_a_seed_draws_other_cases(tmp_path):
    name = broken(tmp_path)
    runs = []
    for seed in (1, 2, 1):
        done = vprog("test", name, "--json", "--seed", seed, "--runs", 3000, cwd=tmp_path)
        runs.append(json.loads(done.stdout)[0]["tests"][3]["runs"])
    assert runs[0] == runs[2] != runs[1]


def test_only_chooses_properties_too():
    done = vprog("test", AUTHOR, "-k", "adds")
    assert "1 passed, 3 deselected" in done.stdout
