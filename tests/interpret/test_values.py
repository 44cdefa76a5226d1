"""Structs, payload enums, collections and text, through `run_instruction` on a state of `values.vprog`."""

from __future__ import annotations

from typing import Any

import pytest
from support.programs import REPOSITORY

from interpret.desk import ALICE, GENESIS_KEY
from vprog.dsl.interpret.statefile import run_instruction, show_resource
from vprog.dsl.interpret.testing import run_tests
from vprog.dsl.layout.model import ProgramLayout
from vprog.dsl.testing import compile_program
from vprog.wire.ids import program_resource_id

PROGRAM = compile_program(REPOSITORY / "tests" / "interpret" / "values.vprog")
STORE = program_resource_id("store").hex()
ORIGIN, FAR = {"x": 0, "y": 0}, {"x": 4, "y": 5}


class Box:
    """A store that belongs to Alice."""

    def __init__(self) -> None:
        self.state: dict[str, Any] = {"resources": {}}
        self.request("open", GENESIS_KEY, name="zwölf", blob="0102", corner=FAR, shape="Empty",
                     lock={"schnorr": ALICE.public_key.hex()})  # fmt: skip

    def request(self, instruction: str, key: Any, **arguments: Any) -> dict[str, Any]:
        asked = {"instruction": instruction, "arguments": arguments, "keys": [key.secret.hex()]}
        reply = run_instruction(PROGRAM, self.state, asked)
        self.state = reply["state"]
        return reply

    def run(self, instruction: str, **arguments: Any) -> str:
        reply = self.request(instruction, ALICE, **arguments)
        return "ok" if reply["ok"] else reply["error"]["name"]

    @property
    def store(self) -> dict[str, Any]:
        return show_resource(ProgramLayout(PROGRAM), bytes.fromhex(self.state["resources"][STORE]))


@pytest.fixture
def box() -> Box:
    return Box()


def test_its_own_tests() -> None:
    for result in run_tests(PROGRAM):
        assert result.passed, result.message


def test_open(box: Box) -> None:
    expected = {"list": [], "numbers": [], "colors": [], "corner": FAR, "path": [FAR, ORIGIN], "name": "zwölf"}
    assert box.store | expected == box.store
    assert box.store["shape"] == {"variant": "Empty"} and box.store["blob"] == "0102" and box.store["maybe"] is None


def test_lists_and_sets(box: Box) -> None:
    assert [box.run("push", item=item) for item in (9, 3, 9, 7, 5)] == ["ok"] * 4 + ["Full"]
    assert box.store["list"] == [9, 3, 9, 7] and box.store["numbers"] == [3, 7, 9]
    assert box.run("pop") == "ok" and box.store["list"] == [9, 3, 9]
    assert box.run("replace", index=1, item=8) == "ok"
    assert box.store["list"] == [9, 8, 9] and box.store["maybe"] == 8
    assert box.run("replace", index=3, item=8) == "Missing"
    assert box.run("forget", item=7) == "ok" and box.run("forget", item=7) == "ok"
    assert box.store["numbers"] == [3, 9]
    assert [box.run("pop") for _ in range(4)] == ["ok"] * 3 + ["Missing"]


def test_the_error_shows_its_values(box: Box) -> None:
    for item in range(4):
        box.run("push", item=item)
    assert box.request("push", ALICE, item=5)["error"]["message"] == "full at 4"


def test_maps(box: Box) -> None:
    assert box.run("paint", color="Blue", count=2) == "ok" and box.store["maybe"] is None
    assert box.run("paint", color="Red", count=5) == "ok" and box.store["maybe"] == 5
    assert box.run("paint", color="Red", count=6) == "ok"
    assert box.store["colors"] == [["Red", 6], ["Blue", 2]]


def test_structs(box: Box) -> None:
    assert box.run("move_corner", x=9, to={"x": 1, "y": 2}) == "ok"
    assert box.store["corner"] == {"x": 9, "y": 2} and box.store["path"] == [FAR, FAR]


@pytest.mark.parametrize(
    ("shape", "area"),
    [
        ({"variant": "Circle", "radius": 65535}, 3 * 65535**2),
        ({"variant": "Rectangle", "width": 3, "height": 4}, 12),
        ("Empty", 0),
    ],
)
def test_variants(box: Box, shape: Any, area: int) -> None:
    assert box.run("area", shape=shape) == "ok"
    assert int(box.store["wide"]) == area


def test_loops_over_collections_and_wide_numbers(box: Box) -> None:
    for item in (60000, 60001):
        box.run("push", item=item)
    box.run("paint", color="Green", count=1)
    assert box.run("sum") == "ok"
    assert box.store["wide"] == str(120002 << 192)


def test_wrapping_and_saturating(box: Box) -> None:
    top = (1 << 32) - 1
    assert box.run("wrap", a=1, b=3) == "ok" and box.store["corner"] == {"x": top - 1, "y": 4}
    assert box.run("wrap", a=top, b=3) == "ok" and box.store["corner"] == {"x": top - 3, "y": top}
