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


def test_a_name_that_selects_nothing_is_a_mistake():
    for arguments in ((AUTHOR, "-k", "nosuch"), (AUTHOR, "-k", "nosuch", "--json")):
        done = vprog("test", *arguments)
        assert done.returncode == 2 and not done.stdout
        assert "Invalid value for -k: no test or property has `nosuch` in its name." in done.stderr


def test_fewer_cases_than_asked_for_are_told(tmp_path):
    source = """program few
property "narrow" (n: u64) where n > 50 and n < 54 { expect n < 60 }
property "all" (b: bool) { expect b or not b }
"""
    (tmp_path / "few.vprog").write_text(source, "utf-8")
    done = vprog("test", "few.vprog", cwd=tmp_path)
    assert done.returncode == 0 and "2 passed" in done.stdout
    assert done.stdout.count(" different cases of 200 were found\n") == 1
    assert '  property "narrow": only ' in done.stdout


def test_coverage_names_things_as_the_author_does(tmp_path):
    source = "program shop\npub use std::token { open, transfer }\n"
    (tmp_path / "shop.vprog").write_text(source, "utf-8")
    done = vprog("test", "shop.vprog", "--coverage", cwd=tmp_path)
    assert "  instruction `token::transfer` never succeeded\n" in done.stdout
    assert "  error `token::NotEnough` never raised\n" in done.stdout
    assert "Token" not in done.stdout and "token_" not in done.stdout


def test_a_test_signs_for_the_program(tmp_path):
    source = """program keyed
const GENESIS: PubKey = 0xf9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9
resource Config at label("config") { cap: u64 }
instruction limit(cap: u64) writes config: Config auth key(GENESIS) { config.cap = cap }
test "signed" {
    let config = Config { cap: 1 }
    run limit(2) with config: config fails NotAuthorized
    run limit(2) with config: config signed ALICE fails NotAuthorized
    run limit(2) with config: config signed ALICE, GENESIS
    expect config.cap == 2
}
property "any" (n: u64) {
    let config = Config { cap: 1 }
    run limit(n) with config: config signed GENESIS
    expect config.cap == n
}
"""
    (tmp_path / "keyed.vprog").write_text(source, "utf-8")
    done = vprog("test", "keyed.vprog", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "") and "2 passed" in done.stdout, done.stdout
