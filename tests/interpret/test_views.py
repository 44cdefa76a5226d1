"""Views: a typed question to a state."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from support.programs import PATHS

from interpret.test_author_tests import SOURCE, program
from vprog.dsl.cli.run import command
from vprog.dsl.interpret.calls import CallError
from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.statefile import RequestError, run_view
from vprog.dsl.interpret.views import view
from vprog.dsl.layout.codec import decode_resource, encode_resource
from vprog.dsl.layout.model import ProgramLayout

PROGRAM = program(SOURCE)
LAYOUT = ProgramLayout(PROGRAM)
FIELDS = {"count": 20, "spare": 0, "first": bytes(32), "lock": b"\x03"}
HERE, GONE, BROKEN = b"\x01" * 32, b"\x02" * 32, b"\x03" * 32
STATE = {HERE: encode_resource(LAYOUT.resources["Counter"], FIELDS), GONE: b"\xff", BROKEN: b"\x00\x01"}


def ask(address: bytes, plus: int = 2) -> Any:
    return view(LAYOUT, "twice", {"plus": plus}, {"counter": address}, STATE)


def test_an_answer() -> None:
    assert ask(HERE) == 42
    assert view(PROGRAM, "twice", {"plus": 2}, {"counter": HERE}, STATE) == 42


@pytest.mark.parametrize(
    ("address", "plus", "error"),
    [(bytes(32), 2, "NotLive"), (GONE, 2, "Deleted"), (BROKEN, 2, "CorruptResource"), (HERE, (1 << 64) - 1, "Never")],
)
def test_failures(address: bytes, plus: int, error: str) -> None:
    with pytest.raises(Failure, match=error):
        ask(address, plus)


def test_what_must_be_given() -> None:
    with pytest.raises(CallError, match="the address of role `counter` must be given"):
        view(LAYOUT, "twice", {"plus": 2}, {}, STATE)
    with pytest.raises(KeyError):
        view(LAYOUT, "thrice", {}, {}, STATE)


def test_as_json() -> None:
    state = {"resources": {address.hex(): data.hex() for address, data in STATE.items()}}
    query = {"view": "twice", "arguments": {"plus": 2}, "roles": {"counter": HERE.hex()}}
    assert run_view(PROGRAM, state, query) == {"ok": True, "error": None, "value": 42}
    gone = run_view(PROGRAM, state, query | {"roles": {"counter": GONE.hex()}})
    assert gone["error"]["name"] == "Deleted" and gone["value"] is None
    with pytest.raises(RequestError, match="no view `thrice`; the program has twice"):
        run_view(PROGRAM, state, query | {"view": "thrice"})
    with pytest.raises(RequestError, match="plus: expected an integer"):
        run_view(PROGRAM, state, query | {"arguments": {}})


def test_on_the_command_line(tmp_path: Any) -> None:
    state = tmp_path / "state.json"
    state.write_text(json.dumps({"resources": {address.hex(): data.hex() for address, data in STATE.items()}}))
    asked = [str(PATHS["author"]), "twice", "--state", str(state), "-a", "plus=3", "-r"]
    done = CliRunner().invoke(command, [*asked, f"counter={HERE.hex()}"])
    assert done.exit_code == 0 and json.loads(done.output)["value"] == 43
    done = CliRunner().invoke(command, [*asked, f"counter={GONE.hex()}"])
    assert done.exit_code == 1 and json.loads(done.output)["error"]["name"] == "Deleted"


def test_role_lists_on_the_command_line(tmp_path: Any) -> None:
    layout, lock = LAYOUT.resources["Counter"], b"\x03"
    names = [bytes([i]) * 32 for i in (5, 6, 7)]
    fields = {"count": 0, "spare": 0, "first": bytes(32), "lock": lock}
    state = tmp_path / "state.json"
    state.write_text(json.dumps({"resources": {name.hex(): encode_resource(layout, fields).hex() for name in names}}))
    asked = [str(PATHS["author"]), "count_all", "--state", str(state), "-r", f"counter={names[0].hex()}"]
    done = CliRunner().invoke(command, [*asked, "-r", f"others={names[1].hex()},{names[2].hex()}"])
    assert done.exit_code == 0, done.output
    stored = json.loads(state.read_text())["resources"][names[0].hex()]
    assert decode_resource(layout, bytes.fromhex(stored))["count"] == 2
