"""`vprog.lock`: the same bytes for the same program, and nothing else is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vprog.dsl.compile import compile_file
from vprog.dsl.evolution.lockfile import BadLockError, read_lock, write_lock
from vprog.dsl.evolution.record import record

ROOT = Path(__file__).parents[2]
PROGRAMS = ["examples/ledger/ledger.vprog", "examples/token/token.vprog", "tests/codegen/programs/features.vprog"]


def text_of(path: str) -> str:
    program = compile_file(ROOT / path).program
    assert program is not None
    return write_lock(record(program))


LEDGER = text_of(PROGRAMS[0])


@pytest.mark.parametrize("path", PROGRAMS)
def test_round_trip(path: str) -> None:
    text = text_of(path)
    assert text == text_of(path)
    assert write_lock(read_lock(text)) == text


def test_what_it_holds() -> None:
    lock = read_lock(LEDGER)
    assert [(r.name, r.kind, r.derivation) for r in lock.resources] == [
        ("Config", 0, 'label("config")'),
        ("User", 1, "lock(self.initial_lock)"),
    ]
    assert [(i.name, i.tag) for i in lock.instructions][:2] == [("update", 1), ("init", 2)]
    assert [e.code for e in lock.errors] == [256, 257, 258, 259, 260]
    transfer = lock.instructions[2]
    assert [(r.name, r.access, r.or_creates, r.indexed) for r in transfer.roles] == [
        ("source", "writes", False, True),
        ("target", "credits", True, True),
    ]
    assert transfer.authority is not None and transfer.authority.signers == ("source.lock",)
    assert [(f.name, f.type) for f in lock.resources[1].fields] == [
        ("balance", "held Sompi"),
        ("initial_lock", "LockId"),
        ("lock", "Lock"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "null",
        '"x"',
        "{}",
        '{"format": 3}',
        '{"format": 2}',
        '{"format": 1}',
        '{"format": 4}',
        "[" * 5000,
        '{"format": "1"}',
    ],
)
def test_what_is_no_lock(text: str) -> None:
    with pytest.raises(BadLockError):
        read_lock(text)


def _places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    pairs: list[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        pairs = list(data.items())
    elif isinstance(data, list):
        pairs = list(enumerate(data))
    for key, value in pairs:
        found += _places(value, (*path, key))
    return found


PLACES = _places(json.loads(LEDGER))


@given(st.sampled_from(PLACES), st.sampled_from([None, True, 7, "x", [], {}, [1], 1.5, {"name": "x"}]))
def test_a_damaged_lock_is_read_or_refused_never_more(path: tuple[str | int, ...], value: Any) -> None:
    data = json.loads(LEDGER)
    at = data
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    try:
        lock = read_lock(json.dumps(data))
    except BadLockError:
        return
    assert json.loads(write_lock(lock)) == data
