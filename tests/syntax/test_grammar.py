"""The grammar is what it says: without conflicts, in step with the table of words, fast to load."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import vprog.dsl.syntax.tables as room
from vprog.dsl.syntax.build_items import TreeBuilder
from vprog.dsl.syntax.make_tables import lark, make_tables
from vprog.grammar import tokens

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.vprog"))
GRAMMAR = room.read_grammar()


def test_no_conflicts_and_no_colliding_terminals():
    made = lark(GRAMMAR, strict=True)
    assert EXAMPLES
    for path in EXAMPLES:
        made.parse(path.read_text(encoding="utf-8"))


def test_words_are_those_of_the_grammar():
    assert set(room.tables().words) == tokens.KEYWORDS
    assert all(kind == tokens.terminal(word) for word, kind in room.tables().words.items())
    assert not tokens.SOFT_WORDS & tokens.RESERVED


def test_classes_and_brackets_are_terminals_of_the_grammar():
    names = {name for name, _, _ in room.tables().terminals}
    brackets = {*tokens.OPENING, *tokens.CLOSING, *tokens.PARTNER.values()}
    assert {*tokens.NAME_CLASSES, *tokens.LITERAL_CLASSES} | brackets <= names
    assert names | set(room.tables().words.values()) >= tokens.VALUE_OPERATORS


def test_every_rule_has_its_builder_method():
    assert all(method is None or hasattr(TreeBuilder, method) for _, _, method in room.tables().rules)


def test_tables_survive_the_file(tmp_path):
    made = make_tables(GRAMMAR)
    path = str(tmp_path / "deep" / "tables.json")
    room.store(path, GRAMMAR, made)
    read = room.load(path, GRAMMAR)
    assert read is not None
    for name in ("actions", "gotos", "words", "start", "end"):
        assert getattr(read, name) == getattr(made, name)
    assert [tuple(rule) for rule in read.rules] == made.rules
    assert [tuple(terminal) for terminal in read.terminals] == made.terminals


def test_another_grammar_is_not_loaded(tmp_path):
    path = str(tmp_path / "tables.json")
    room.store(path, GRAMMAR, make_tables(GRAMMAR))
    assert room.load(path, GRAMMAR + "// changed") is None


@pytest.mark.parametrize("damage", ["", "x", "00000000\n{}", None, b"\xff\xfe\x00", "cut"])
def test_a_damaged_cache_is_replaced(tmp_path, monkeypatch, damage):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(room, "SHIPPED_PATH", str(tmp_path / "none.json"))
    path = Path(room.cache_path(GRAMMAR))
    path.parent.mkdir(parents=True)
    good = room.dump(GRAMMAR, room.tables())
    if damage is None:
        body = json.dumps({"format": room.FORMAT})
        path.write_text(f"{room.zlib.crc32(body.encode()):08x}\n{body}")
    elif isinstance(damage, bytes):
        path.write_bytes(damage)
    else:
        path.write_text(good[: len(good) // 2] if damage == "cut" else damage)
    assert len(room.tables.__wrapped__().actions) == len(room.tables().actions)
    assert room.load(str(path), GRAMMAR) is not None


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path, monkeypatch):
    (tmp_path / "vprog").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(room, "SHIPPED_PATH", str(tmp_path / "none.json"))
    assert len(room.tables.__wrapped__().actions) == len(room.tables().actions)
