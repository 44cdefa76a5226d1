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

_MEANT = {"&": "AND", "&&": "AND", "!": "NOT"}
"""Signs of other languages, and the terminals that their authors meant."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LETTERS = re.compile(r"\w+")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]|\r(?!\n)"
)
"""Control characters, what changes the direction of a text or has no width, and halves of characters, which no file in
UTF-8 has: none of them can be seen."""
_NUMBER = re.compile(r"[0-9][A-Za-z0-9_]*")
_REST_OF_LINE = re.compile(r"[^\n]*")


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
            if not source[position].isascii() and source[position].isalnum():
                tokens.append(_strange_word(source, tokens, position, Span(path, 0, 0, line, 1 - line_start), bag))
                position = _end(_LETTERS, source, position)
                continue
            token = _mend(source, Span(path, position, position + 1, line, position - line_start + 1), bag)
            if len(bag.items) >= MAX_ERRORS:
                complete = False
                break
            position = token.span.end
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
    for hit in _HIDDEN.finditer(source):
        if hit.group() not in seen:
            from vprog.dsl.rules import vp0120_hidden_character as hidden

            seen.add(hit.group())
            line_start = source.rfind("\n", 0, hit.start()) + 1
            line = source.count("\n", 0, hit.start()) + 1
            hidden.report(bag, Span(path, hit.start(), hit.end(), line, hit.start() - line_start + 1), hit.group())
    return bool(seen)


def _strange_word(source: str, tokens: list[Token], position: int, line: Span, bag: DiagnosticBag) -> Token:
    """The word with a letter of another script at `position`; what was already read of it is taken back. `line` begins
    where the file does, one column to a character."""
    from vprog.dsl.rules import vp0102_bad_character as bad_character

    start = position
    if tokens and tokens[-1].span.end == position and tokens[-1].text[-1:].isalnum():
        start = tokens.pop().span.start
    end = _end(_LETTERS, source, position)
    word = source[start:end]
    span = line.part(start, end)
    bad_character.in_word(bag, span, word)
    return Token("TYPE_NAME" if word[0].isupper() else "NAME", word, span)


def _mend(source: str, at: Span, bag: DiagnosticBag) -> Token:
    """Reports what stands at a place where no token does. A token without a type is to be skipped."""
    start = at.start
    if source[start] == '"' or source.startswith('b"', start):
        from vprog.dsl.rules import vp0103_unterminated_string as unterminated

        span = _span(at, _end(_REST_OF_LINE, source, start))
        unterminated.report(bag, span)
        return Token("STRING", '""', span) if source[start] == '"' else Token("BYTES", 'b""', span)
    if hit := _WORD.match(source, start):
        from vprog.dsl.rules import vp0105_bad_name as bad_name

        span = _span(at, hit.end())
        bad_name.report(bag, span, hit.group())
        return Token("TYPE_NAME" if hit.group()[0].isupper() else "NAME", hit.group(), span)
    if hit := _NUMBER.match(source, start):
        from vprog.dsl.rules import vp0106_bad_number as bad_number

        span = _span(at, hit.end())
        bad_number.report(bag, span, hit.group())
        return Token("INT", "0", span)
    from vprog.dsl.rules import vp0102_bad_character as bad_character

    end = start + 1
    while end < len(source) and source[end] == source[start] and end - start < 80:
        end += 1
    span = _span(at, end)
    bad_character.report(bag, span, source[start:end])
    return Token(_MEANT.get(source[start:end], ""), source[start:end], span)


def _end(pattern: re.Pattern[str], source: str, start: int) -> int:
    hit = pattern.match(source, start)
    return hit.end() if hit else start


def _span(at: Span, end: int) -> Span:
    return at.part(0, end - at.start)
