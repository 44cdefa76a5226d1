"""The parse tables: what Lark makes of `grammar/vprog.lark`, as plain data.

Making them takes Lark about half a second, loading them a few milliseconds without Lark being imported. They come from
the first of: the file shipped beside the grammar in a wheel, the user's cache, Lark itself (which then fills the
cache). A file that is damaged, of another format or of another grammar is passed over without a word.
"""

from __future__ import annotations

import json
import os
import zlib
from functools import cache
from typing import Any

import vprog.grammar
from vprog.dsl.cache import cache_folder
from vprog.dsl.frozen import record

FORMAT = 1
GRAMMAR_PATH = os.path.join(os.path.dirname(os.path.abspath(vprog.grammar.__file__)), "vprog.lark")
SHIPPED_PATH = os.path.join(os.path.dirname(GRAMMAR_PATH), "tables.json")


@record
class Tables:
    """LALR(1) tables. Actions: `n > 0` shifts and goes to state `n - 1`; `n < 0` reduces by rule `-n - 1`."""

    terminals: list[tuple[str, str, bool]]
    """Name, regular expression, ignored; in the order in which the lexer tries them."""
    words: dict[str, str]
    """Keyword to terminal."""
    actions: list[dict[str, int]]
    """Per state, by terminal."""
    gotos: list[dict[str, int]]
    """Per state, by rule name: the next state."""
    rules: list[tuple[str, int, str | None]]
    """Name, number of symbols, builder method; None splices the parts into the rule around it."""
    start: int
    end: int


def read_grammar() -> str:
    with open(GRAMMAR_PATH, encoding="utf-8") as file:
        return file.read()


def cache_path(grammar: str) -> str:
    """Where the tables of this grammar are kept for this user; another grammar has another file."""
    return os.path.join(cache_folder(), f"grammar-{FORMAT}-{zlib.crc32(grammar.encode()):08x}.json")


@cache
def tables() -> Tables:
    """The tables of this version's grammar."""
    grammar = read_grammar()
    for path in (SHIPPED_PATH, cache_path(grammar)):
        found = load(path, grammar)
        if found is not None:
            return found
    from vprog.dsl.syntax.make_tables import make_tables

    made = make_tables(grammar)
    store(cache_path(grammar), grammar, made)
    return made


def dump(grammar: str, made: Tables) -> str:
    """A line with the checksum of the rest, then the tables and the grammar they are of."""
    rows = sorted({json.dumps(row, sort_keys=True) for row in (*made.actions, *made.gotos)})
    index = {row: i for i, row in enumerate(rows)}
    body = json.dumps(
        {
            "format": FORMAT,
            "grammar": grammar,
            "terminals": made.terminals,
            "words": made.words,
            "rows": [json.loads(row) for row in rows],
            "actions": [index[json.dumps(row, sort_keys=True)] for row in made.actions],
            "gotos": [index[json.dumps(row, sort_keys=True)] for row in made.gotos],
            "rules": made.rules,
            "start": made.start,
            "end": made.end,
        },
        separators=(",", ":"),
    )
    return f"{zlib.crc32(body.encode()):08x}\n{body}"


def load(path: str, grammar: str) -> Tables | None:
    """The tables in a file, or None when there are none of this grammar."""
    try:
        with open(path, encoding="utf-8") as file:
            checksum, body = file.read().split("\n", 1)
        if f"{zlib.crc32(body.encode()):08x}" != checksum:
            return None
        data: dict[str, Any] = json.loads(body)
        if data["format"] != FORMAT or data["grammar"] != grammar:
            return None
        rows: list[dict[str, int]] = data["rows"]
        return Tables(
            terminals=data["terminals"],
            words=data["words"],
            actions=[rows[i] for i in data["actions"]],
            gotos=[rows[i] for i in data["gotos"]],
            rules=data["rules"],
            start=data["start"],
            end=data["end"],
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def store(path: str, grammar: str, made: Tables) -> None:
    """Writes the tables, whole or not at all. A folder that cannot be written only costs time."""
    scratch = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(scratch, "w", encoding="utf-8") as file:
            file.write(dump(grammar, made))
        os.replace(scratch, path)
    except OSError:
        try:
            os.unlink(scratch)
        except OSError:
            return
