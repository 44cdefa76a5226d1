"""`vprog new`, `test`, `run`, `abi`, `client` and `build --no-elf` on a program from `vprog new`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import LEDGER, TOKEN, vprog

ODD_REQUESTS = [
    "[]",
    '{"arguments": 5}',
    '{"arguments": {"amount": [1]}}',
    '{"roles": []}',
    '{"roles": {"counter": 7}}',
    '{"keys": 1}',
    '{"keys": [{}]}',
    '{"keys": [null]}',
    '{"outputs": {"a": 1}}',
    '{"outputs": [{"value": 1}]}',
    '{"outputs": [{"deposit": "00"}]}',
    '{"outputs": [5]}',
]


@pytest.fixture
def counter(tmp_path: Path) -> Path:
    assert vprog("new", "counter", cwd=tmp_path).returncode == 0
    return tmp_path / "counter"


def test_new(counter):
    assert sorted(path.name for path in counter.iterdir()) == [".gitignore", "README.md", "counter.vprog"]
    source = (counter / "counter.vprog").read_text()
    assert "program counter\n" in source
    assert "{{" not in source + (counter / "README.md").read_text()
    assert vprog("check", "counter.vprog", cwd=counter).stdout == "counter.vprog: fine\n"


def test_new_leaves_alone_what_is_there(counter):
    before = (counter / "counter.vprog").stat().st_mtime_ns
    done = vprog("new", "counter", cwd=counter.parent)
    assert done.returncode == 2
    assert "exists already" in done.stderr
    assert (counter / "counter.vprog").stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["My-App", "9lives", "a/b", "unit", ".", "", "Ä"])
def test_new_needs_a_name(tmp_path, name):
    assert vprog("new", name, cwd=tmp_path).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_test(counter):
    done = vprog("test", "counter.vprog", cwd=counter)
    assert done.returncode == 0
    assert done.stdout.startswith("counter.vprog ..\n2 passed in ")


def test_test_examples():
    done = vprog("test", "-v", LEDGER, TOKEN)
    assert done.returncode == 0
    assert f"{LEDGER}: a transfer moves value passed\n" in done.stdout


def test_test_fails(counter):
    path = counter / "counter.vprog"
    path.write_text(path.read_text().replace("alice.count == 12", "alice.count == 13"))
    done = vprog("test", "counter.vprog", cwd=counter)
    assert done.returncode == 1
    assert "counter.vprog F.\n" in done.stdout
    assert "FAILED the owner counts\n" in done.stdout
    assert "    expect alice.count == 13\n" in done.stdout
    assert "1 failed, 1 passed in " in done.stdout


def test_test_chooses(counter):
    done = vprog("test", "counter.vprog", "-k", "nobody", cwd=counter)
    assert "1 passed, 1 deselected in " in done.stdout


def test_run(counter):
    run = ("run", "counter.vprog")
    state = ("--state", "state.json")
    opened = vprog(*run, "open", *state, "--arg", "lock=schnorr:ALICE", cwd=counter)
    assert opened.returncode == 0
    role = json.loads(opened.stdout)["roles"]["counter"]
    add = (*run, "add", *state, "--arg", "amount=5", "--role", f"counter={role}")
    before = (counter / "state.json").read_text()
    refused = vprog(*add, "--key", "BOB", cwd=counter)
    assert refused.returncode == 1
    assert json.loads(refused.stdout)["error"]["name"] == "NotAuthorized"
    dry = vprog(*add, "--key", "ALICE", "--dry-run", cwd=counter)
    assert json.loads(dry.stdout)["events"] == [{"event": "Counted", "counter": role, "amount": 5}]
    assert (counter / "state.json").read_text() == before
    assert vprog(*add, "--key", "ALICE", cwd=counter).returncode == 0
    resource = json.loads((counter / "state.json").read_text())["resources"][role]
    assert resource.startswith("00" + (5).to_bytes(8, "little").hex())


@pytest.mark.parametrize(
    "arguments",
    [
        ("sub", "--state", "s.json"),
        ("add", "--state", "s.json", "--arg", "amount"),
        ("add", "--state", "s.json", "--arg", "amount=x"),
        ("add", "--state", "s.json", "--role", "counter=00"),
        ("add", "--state", "s.json", "--key", "zz"),
        ("add", "--state", "counter.vprog"),
        ("add", "--state", "list.json"),
        ("add", "--state", "s.json", "--request", "none.json"),
        *(("add", "--state", "s.json", "--request", f"odd{number}.json") for number in range(len(ODD_REQUESTS))),
    ],
)
def test_run_refuses(counter, arguments):
    (counter / "list.json").write_text("[]")
    for number, text in enumerate(ODD_REQUESTS):
        (counter / f"odd{number}.json").write_text(text)
    assert vprog("run", "counter.vprog", *arguments, cwd=counter).returncode == 2
    assert not (counter / "s.json").exists()


def test_abi(counter):
    printed = vprog("abi", "counter.vprog", cwd=counter)
    assert printed.returncode == 0
    assert vprog("abi", "counter.vprog", "--out", "deep/abi.json", cwd=counter).returncode == 0
    assert json.loads((counter / "deep" / "abi.json").read_text()) == json.loads(printed.stdout)


def test_client(counter):
    assert vprog("client", "counter.vprog", "--out", "made", cwd=counter).returncode == 0
    assert list((counter / "made").rglob("*.py"))


def test_build_without_elf(counter):
    assert vprog("build", "counter.vprog", "--out", "made", "--no-elf", cwd=counter).returncode == 0
    assert sorted(path.name for path in (counter / "made").iterdir()) == ["abi.json", "client", "guest"]
    assert (counter / "made" / "guest" / "Cargo.toml").is_file()
    assert (counter / "made" / "guest" / "vendor" / "vprog-guest" / "Cargo.toml").is_file()


def test_build_without_rust(counter):
    done = vprog("build", "counter.vprog", "--out", "made", cwd=counter, PATH="/nonexistent")
    assert done.returncode == 3
    assert "install Rust" in done.stderr
    assert not (counter / "made" / "guest.elf").exists()


@pytest.mark.parametrize(
    "command", [("abi", "--out", "made/abi.json"), ("client", "--out", "made"), ("build", "--out", "made")]
)
def test_a_rejected_program_writes_nothing(counter, command):
    path = counter / "counter.vprog"
    path.write_text(path.read_text().replace("auth   counter.lock", ""))
    done = vprog(command[0], "counter.vprog", *command[1:], cwd=counter)
    assert done.returncode == 1
    assert "VP06" in done.stderr
    assert not (counter / "made").exists()


def test_a_folder_that_cannot_be_written(counter):
    (counter / "file").write_text("")
    done = vprog("abi", "counter.vprog", "--out", "file/abi.json", cwd=counter)
    assert done.returncode == 2
