"""Source text to tokens. What is no token is reported, and replaced by one that lets the parser go on."""

from __future__ import annotations

import re
from functools import cache

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.frozen import record
from vprog.dsl.source.span import Anchor, Span
from vprog.dsl.syntax.tables import tables
from vprog.dsl.syntax.token import END, Token
from vprog.grammar.tokens import GENERIC_TYPES, NAME_CLASSES

MAX_NESTING = 64
"""Brackets inside brackets. Later phases walk the tree recursively, so it has to be shallow."""
MAX_LENGTH = 4_000_000
"""In characters: about a hundred thousand lines."""
MAX_ERRORS = 100
"""After that many findings a file is not a program with mistakes, but something else."""

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_HIDDEN = re.compile(
    f"[{_CONTROL}"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ud800-\udfff\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]|\r(?!\n)"
)
"""Control characters, what changes the direction of a text or has no width or no ink (Default_Ignorable_Code_Point of
Unicode, and fillers), and halves of characters, which no file in UTF-8 has: none of them can be seen."""
_HIDDEN_IN_ASCII = re.compile(f"[{_CONTROL}]|\r(?!\n)")
_UNCLEAR = (
    "[\u00a0\u1680\u2000-\u200a\u200c\u200d\u202f\u205f\u3000\ufe0f"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "]"
)
"""In a string, such as a label, also: spaces that look like another, what joins or draws emoji (a comment may have
those), and what means nothing in Unicode."""


@record
class Lexed:
    """The tokens, ended by END, and the `///` lines right above a token by that token's start."""

    tokens: list[Token]
    docs: dict[int, str]
    complete: bool
    """False when the file is not worth parsing: too long, too deep, too many findings."""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{regex})" for name, regex, _ in tables().terminals))


def tokenize(source: str, path: str | Anchor, bag: DiagnosticBag) -> Lexed:
    """The tokens of a file. Findings go into the bag; more than MAX_ERRORS of them end the file early."""
    found = tables()
    match = _pattern().match
    ignored = {name for name, _, skipped in found.terminals if skipped}
    words = found.words
    tokens: list[Token] = []
    docs: dict[int, str] = {}
    doc: list[str] = []
    doc_line = 0
    position, line, line_start, nesting = 0, 1, 0, 0
    if len(source) > MAX_LENGTH:
        from vprog.dsl.rules import vp0116_file_too_long as too_long

        too_long.report(bag, Span(path, 0, 0, 1, 1), len(source), MAX_LENGTH)
        position = len(source)
    complete = position == 0 and not _hidden(source, path, bag)
    if not complete:
        position = len(source)
    while position < len(source):
        hit = match(source, position)
        if hit is None:
            from vprog.dsl.syntax.bad_tokens import bad_token

            token = bad_token(source, tokens, Span(path, position, position + 1, line, position - line_start + 1), bag)
            if len(bag.items) >= MAX_ERRORS:
                complete = False
                break
            begin, position = position, token.span.end
            if "\n" in source[begin:position]:
                line += source.count("\n", begin, position)
                line_start = source.rindex("\n", begin, position) + 1
            if token.type:
                tokens.append(token)
            continue
        kind, end = hit.lastgroup or "", hit.end()
        if kind in ignored:
            text = hit.group()
            if kind == "COMMENT":
                if text.startswith("///") and not text.startswith("////") and not source[line_start:position].strip():
                    if doc_line != line - 1:
                        doc.clear()
                    doc.append(text[3:].strip())
                    doc_line = line
            elif "\n" in text:
                line += text.count("\n")
                line_start = position + text.rindex("\n") + 1
            position = end
            continue
        text = hit.group()
        span = Span(path, position, end, line, position - line_start + 1)
        if kind == "NAME":
            kind = words.get(text, kind)
        elif kind in ("LPAR", "LBRACE", "LSQB"):
            nesting += 1
            if nesting > MAX_NESTING:
                from vprog.dsl.rules import vp0115_nested_too_deeply as too_deep

                too_deep.report(bag, span, MAX_NESTING)
                complete = False
                break
        elif kind in ("RPAR", "RBRACE", "RSQB"):
            nesting = max(0, nesting - 1)
        elif kind == "SHIFT_RIGHT" and _closes_types(tokens):
            kind, text, end = "GREATER", ">", position + 1
            span = Span(path, position, end, line, position - line_start + 1)
        elif kind == "STRING" and not text.isascii():
            _unclear(text, span, bag)
        elif kind == "SLASH" and source.startswith("*", end):
            from vprog.dsl.syntax.bad_tokens import block_comment

            position = block_comment(source, span, bag)
            line += source.count("\n", end, position)
            line_start = max(line_start, source.rfind("\n", 0, position) + 1)
            continue
        tokens.append(Token(kind, text, span))
        if doc:
            if doc_line == line - 1:
                docs[position] = "\n".join(doc)
            doc.clear()
        position = end
    last = min(position, len(source))
    tokens.append(Token(END, "", Span(path, last, last, line, last - line_start + 1)))
    return Lexed(tokens, docs, complete)


_IN_TYPE = {
    *NAME_CLASSES,
    *("INT", "COMMA", "QUESTION", "MAX", "HELD", "COINS"),
    *("LSQB", "RSQB", "SEMICOLON", "LESS_EQUAL", "LESS", "GREATER"),
}
"""What a type consists of."""


def _closes_types(before: list[Token]) -> bool:
    """Whether a `>>` after these tokens is two `>` that close types inside types, as in `list<Address<User>>`."""
    opened = 0
    for place in range(len(before) - 1, 0, -1):
        kind = before[place].type
        if kind not in _IN_TYPE:
            return False
        if kind == "GREATER":
            opened -= 1
        elif kind == "LESS":
            if before[place - 1].text not in GENERIC_TYPES:
                return False
            opened += 1
            if opened == 2:
                return True
    return False


def _hidden(source: str, path: str | Anchor, bag: DiagnosticBag) -> bool:
    """Whether there are characters that nobody sees; the first of each kind is reported."""
    seen: set[str] = set()
    for hit in (_HIDDEN_IN_ASCII if source.isascii() else _HIDDEN).finditer(source):
        if hit.group() not in seen:
            from vprog.dsl.rules import vp0120_hidden_character as hidden

            seen.add(hit.group())
            line_start = source.rfind("\n", 0, hit.start()) + 1
            line = source.count("\n", 0, hit.start()) + 1
            hidden.report(bag, Span(path, hit.start(), hit.end(), line, hit.start() - line_start + 1), hit.group())
    return bool(seen)


def _unclear(text: str, span: Span, bag: DiagnosticBag) -> None:
    """A string has characters in it that are not what they look like; each is reported once."""
    seen: set[str] = set()
    for hit in re.finditer(_UNCLEAR, text):
        if hit.group() not in seen:
            from vprog.dsl.rules import vp0120_hidden_character as hidden

            seen.add(hit.group())
            hidden.report(bag, span.part(hit.start(), hit.end()), hit.group())
