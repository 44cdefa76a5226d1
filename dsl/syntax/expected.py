"""What could stand at a place, in words."""

from __future__ import annotations

import re

from vprog.dsl.syntax.tables import Tables
from vprog.dsl.syntax.token import END, Token
from vprog.grammar.tokens import (
    CLAUSE_WORDS,
    CLOSING,
    ITEM_WORDS,
    LITERAL_CLASSES,
    NAME_CLASSES,
    PATHS,
    SOFT_WORDS,
    STATEMENT_WORDS,
    VALUE_OPERATORS,
    terminal,
)

MAX_LISTED = 5

_ITEMS = {terminal(word) for word in ITEM_WORDS}
_CLAUSES = {terminal(word) for word in CLAUSE_WORDS}
_STATEMENTS = {terminal(word) for word in STATEMENT_WORDS} | {"RETURN_ALONE"}
_SOFT = {terminal(word) for word in SOFT_WORDS}
_NAMES = set(NAME_CLASSES)
_VALUES = {*_NAMES, *LITERAL_CLASSES, "LPAR", "LSQB", "MINUS", "NOT", "TRUE", "FALSE", "NONE"}
_SUFFIXES = {"DOT", "LPAR", "LSQB"}
_ASSIGNING = {f"{sign}_ASSIGN" for sign in ("SUBTRACT", "MULTIPLY", "DIVIDE", "REMAINDER", "SHIFT_LEFT", "SHIFT_RIGHT")}
"""Left out where `=` and `+=` can stand as well."""
_CONTINUATIONS = {*VALUE_OPERATORS, "DOT", "LPAR", "LSQB"}


def describe(tables: Tables, kinds: set[str]) -> str:
    """ "`:`, a name or `}`": the terminals in words, families of them by their name."""
    left = set(kinds)
    words: list[str] = []
    if {"LET", "REQUIRE"} <= left:
        words.append("a statement")
        left -= _STATEMENTS | _NAMES | _SOFT
    if {"AUTH", "READS"} <= left:
        words.append("a header clause")
        left -= _CLAUSES
    if {"INSTRUCTION", "RESOURCE"} <= left:
        words.append("an item such as `resource` or `instruction`")
        left -= _ITEMS
    if {"NAME", "INT"} <= left:
        words.append("a value")
        left -= _VALUES | _SOFT
    if left & VALUE_OPERATORS:
        left -= _CONTINUATIONS
        words.extend([] if words or left else ["an operator"])
    if left & _NAMES:
        left -= _SOFT
    if "ASSIGN" in left:
        left -= _ASSIGNING
    if words and len(left) > 1:
        left -= _SUFFIXES
    if words or len(left) > 1:
        left.discard("QUESTION")
    for own, path in PATHS.items():
        if own in left:
            left.discard(path)
    signs = {name: re.sub(r"\\(.)", r"\1", regex) for name, regex, _ in tables.terminals}
    texts = {kind: word for word, kind in tables.words.items()}
    for kind in sorted(left, key=lambda k: (k in CLOSING, k)):
        if kind == END:
            words.append("the end of the file")
        elif kind in NAME_CLASSES or kind in LITERAL_CLASSES:
            words.append(NAME_CLASSES.get(kind) or LITERAL_CLASSES[kind])
        else:
            words.append(f"`{texts.get(kind) or signs[kind]}`")
    shown = words[:MAX_LISTED]
    return " or ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown) or "nothing more"


def found(token: Token) -> str:
    """A token in words."""
    if token.type == END:
        return "the end of the file"
    if token.type in LITERAL_CLASSES and len(token.text) > 24:
        return LITERAL_CLASSES[token.type]
    return f"`{token.text[:60]}`"
