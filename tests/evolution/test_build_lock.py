"""`vprog build` keeps `vprog.lock`, and refuses what breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vprog.dsl.cli.build import command
from vprog.dsl.cli.lock import command as lock_command

from .base import BASE
from .pairs import edited


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.vprog"
    path.write_text(SIMPLE, encoding="utf-8")
    return path


SIMPLE = """\
program counter

resource Counter at label("counter") {
    value: u32
    lock:  Lock
}

instruction reset()
    writes counter: Counter
    auth   counter.lock
{
    counter.value = 0
}
"""


def build(path: Path, *more: str) -> Result:
    return CliRunner().invoke(command, [str(path), "--out", str(path.parent / "made"), "--no-elf", *more])


def test_the_first_build_records_and_the_second_agrees(shop: Path) -> None:
    assert build(shop).exit_code == 0
    text = (shop.parent / "vprog.lock").read_text(encoding="utf-8")
    assert '"Counter"' in text
    assert build(shop).exit_code == 0
    assert (shop.parent / "vprog.lock").read_text(encoding="utf-8") == text


def test_a_breaking_change_is_refused_until_it_is_recorded(shop: Path) -> None:
    assert build(shop).exit_code == 0
    shop.write_text(SIMPLE.replace("u32", "u64"), encoding="utf-8")
    refused = build(shop)
    assert refused.exit_code == 1
    assert "VP1115" in refused.output and "migrate New from Old" in refused.output and "vprog lock" in refused.output
    assert build(shop, "--no-lock").exit_code == 0
    assert CliRunner().invoke(lock_command, [str(shop)]).exit_code == 0
    assert build(shop).exit_code == 0


def test_a_compatible_change_is_built(shop: Path) -> None:
    assert build(shop).exit_code == 0
    shop.write_text(SIMPLE + 'event Reset { value: u32 }\nerror { Never "never" }\n', encoding="utf-8")
    assert build(shop).exit_code == 0


def test_the_record_of_another_program_is_left_alone(shop: Path) -> None:
    assert build(shop).exit_code == 0
    before = (shop.parent / "vprog.lock").read_bytes()
    other = shop.parent / "other.vprog"
    other.write_text(SIMPLE.replace("program counter", "program other").replace("u32", "u64"), encoding="utf-8")
    assert build(other).exit_code == 0
    assert (shop.parent / "vprog.lock").read_bytes() == before


@pytest.mark.parametrize("text", [b"", b"{}", b"\xff\xfe", b'{"format": 1}'])
def test_what_is_no_record_is_no_record(shop: Path, text: bytes) -> None:
    (shop.parent / "vprog.lock").write_bytes(text)
    done = build(shop)
    assert done.exit_code == 2
    assert "no record" in done.output


def test_the_place_of_a_change_is_its_declaration() -> None:
    from vprog.dsl.compile import Compilation
    from vprog.dsl.diagnostics.bag import DiagnosticBag
    from vprog.dsl.evolution.gate import check
    from vprog.dsl.evolution.record import record

    old, new = Compilation(BASE).program, Compilation(edited("field")).program
    assert old is not None and new is not None
    bag = DiagnosticBag()
    check(record(old), new, bag)
    (finding,) = bag.items
    assert finding.primary.span == new.resource("User").span
