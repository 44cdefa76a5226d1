"""Has Lark analyse the grammar. Only runs when no tables are at hand; nothing else imports Lark."""

from __future__ import annotations

import re
from typing import Any

from lark import Lark

from vprog.dsl.syntax.tables import Tables

START = "file"


def lark(grammar: str, *, strict: bool = False) -> Lark:
    """Lark on this grammar. `strict` refuses conflicts and colliding terminals, and needs `interegular`."""
    return Lark(
        grammar,
        parser="lalr",
        lexer="contextual",
        start=START,
        keep_all_tokens=True,
        maybe_placeholders=False,
        strict=strict,
    )


def make_tables(grammar: str) -> Tables:
    made: Any = lark(grammar)
    table = made.parser.parser._parse_table
    numbers = {id(rule): number for number, rule in enumerate(made.rules)}
    size = max(table.states) + 1
    actions: list[dict[str, int]] = [{} for _ in range(size)]
    gotos: list[dict[str, int]] = [{} for _ in range(size)]
    names = {rule.origin.name for rule in made.rules}
    for state, row in table.states.items():
        for symbol, (action, argument) in row.items():
            if symbol in names:
                gotos[state][symbol] = argument
            elif type(argument) is int:
                actions[state][symbol] = argument + 1
            else:
                assert str(action) == "Reduce", action
                actions[state][symbol] = -(numbers[id(argument)] + 1)
    return Tables(
        terminals=_terminals(made),
        words={t.pattern.value: t.name for t in made.terminals if _is_word(t)},
        actions=actions,
        gotos=gotos,
        rules=[(r.origin.name, len(r.expansion), _method(r)) for r in made.rules],
        start=table.start_states[START],
        end=table.end_states[START],
    )


def _terminals(made: Any) -> list[tuple[str, str, bool]]:
    """Signs and patterns in Lark's own order: by priority, then what can be longer before what is its prefix."""
    ignored = set(made.ignore_tokens)
    found = [t for t in made.terminals if not _is_word(t)]
    found.sort(key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))
    return [
        (t.name, t.pattern.to_regexp() if t.pattern.type == "re" else re.escape(t.pattern.value), t.name in ignored)
        for t in found
    ]


def _is_word(terminal: Any) -> bool:
    return terminal.pattern.type == "str" and terminal.pattern.value.replace("_", "").isalpha()


def _method(rule: Any) -> str | None:
    name: str = rule.origin.name
    return None if name.startswith("_") else rule.alias or name
