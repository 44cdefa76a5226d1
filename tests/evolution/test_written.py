"""Conditions are shown as an author writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vprog.dsl.compile import Compilation
from vprog.dsl.evolution.record import record
from vprog.dsl.evolution.written import split_else, written, written_address

HEAD = """\
program shown
unit Sompi: u64
struct Size { wide: u16 high: u8 }
enum Phase { Open, Closed }
const MOST: u64 = 9
resource Config at (owner, number) {
    owner: LockId number: u32 size: Size phase: Phase code: bytes[2] limit: Sompi title: text<=8 lock: Lock
}
instruction look(lock: Lock, number: u8, nonce: u64, outputs: [u8; 3])
    reads config: Config at (id(lock), number)
"""
CONDITIONS = [
    "div_floor(config.size.wide, 2) >= 3",
    "config.size.wide * 2 + number % 3 >= 3 or not config.phase == Phase.Open",
    "(config.limit < 5 or number > 1) and not (number == 7 and nonce != 3)",
    "outputs[0] == outputs[1] and config.code == 0x6162",
    "max(nonce, 3) > MOST",
    'config.title.len > 0 and config.title == "hello"',
    "nonce * 7 - (3 - number) >= 2",
    "nonce * 7 - 3 - number >= 2",
    "(nonce + 2) * 3 == 9",
    "(number == 1) == (nonce == 2)",
]


def test_conditions_are_what_was_written() -> None:
    source = HEAD + "".join(f"    where {text}\n" for text in CONDITIONS) + "    after(7)\n{ }\n"
    compilation = Compilation(source)
    assert compilation.program is not None, [(d.message, d.primary.span.line) for d in compilation.diagnostics]
    lock = record(compilation.program)
    conditions = [split_else(text) for text in lock.instructions[0].conditions]
    assert [written(text) for text, _ in conditions] == ["after(7)", *CONDITIONS]
    assert [error for _, error in conditions] == ["", *["Unrelated"] * len(CONDITIONS)]
    assert written_address(lock.resources[0].derivation) == "(owner, number)"
    assert written_address(lock.instructions[0].roles[0].derivation or "") == "(id(lock), number)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('label("a (b")', 'label("a (b")'),
        ("lock(self.first)", "lock(first)"),
        ("([self.a as u8])", "(a)"),
    ],
)
def test_addresses(text: str, shown: str) -> None:
    assert written_address(text) == shown


@given(st.text(alphabet='()[]{}"\\ ;,:asremnot0x1+*=.', max_size=40))
def test_a_damaged_record_is_shown_somehow(text: str) -> None:
    written(text)
    written_address(text)


def test_a_deep_one_too() -> None:
    assert written("(" * 5000) == "(" * 5000
    assert written("not " * 5000) == "not " * 5000
