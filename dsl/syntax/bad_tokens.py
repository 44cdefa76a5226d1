"""What no token begins with: it is reported, and replaced by a token that lets the parser go on."""

from __future__ import annotations

import re

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.source.span import Span
from vprog.dsl.syntax.token import Token

_MEANT = {"&": "AND", "&&": "AND", "!": "NOT"}
"""Signs of other languages, and the terminals that their authors meant."""
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LETTERS = re.compile(r"\w+")
_NUMBER = re.compile(r"[0-9][A-Za-z0-9_]*")
_REST_OF_LINE = re.compile(r"[^\n]*")
_SINGLE_QUOTED = re.compile(r"'[^'\"\n]*'")
_ATTRIBUTE = re.compile(r"#!?\[[^\]\n]*\]?")
_RAW_NAME = re.compile(r"#[A-Za-z_][A-Za-z0-9_]*")
_BEHIND_A_STRING = re.compile(r"\s*($|[)\]},:{]|(else|with|signed|fails|at|on)\b)")
"""What can come behind the quote that ends a string, and hardly behind the one that begins it."""
_TEXT_THEN_CODE = re.compile(r"([\w \-]+)[)\]},{][\w\s(){}\[\],.:=]*")
"""A string without its end, and what was to be read behind it."""


def bad_token(source: str, tokens: list[Token], at: Span, bag: DiagnosticBag) -> Token:
    """Reports what stands at a place where no token does. A token without a type is to be skipped. What was already
    read of it is taken back from `tokens`; only a string can go on in the next line."""
    start = at.start
    if source[start] == '"' or source.startswith('b"', start):
        return _string(source, at, bag)
    word = _WORD.match(source, start)
    if _end(_LETTERS, source, start) > (word.end() if word else start) and not source[start].isdigit():
        return _strange_word(source, tokens, at, bag)
    if word:
        from vprog.dsl.rules import vp0105_bad_name as bad_name

        span = _span(at, word.end())
        bad_name.report(bag, span, word.group())
        return Token("TYPE_NAME" if word.group()[0].isupper() else "NAME", word.group(), span)
    if hit := _NUMBER.match(source, start):
        from vprog.dsl.rules import vp0106_bad_number as bad_number

        span = _span(at, hit.end())
        bad_number.report(bag, span, hit.group())
        return Token("INT", "0", span)
    return _foreign(source, tokens, at, bag) or _character(source, at, bag)


def block_comment(source: str, at: Span, bag: DiagnosticBag) -> int:
    """Reports a `/*` of other languages; returns where its comment ends, which is at the end of the line if nowhere."""
    from vprog.dsl.rules import vp0102_bad_character as bad_character

    bad_character.block_comment(bag, at.part(0, 2))
    end = source.find("*/", at.start + 2)
    return end + 2 if end >= 0 else _end(_REST_OF_LINE, source, at.start)


def _string(source: str, at: Span, bag: DiagnosticBag) -> Token:
    """A string that does not end on its line. One that was broken ends where the next line has its other quote."""
    from vprog.dsl.rules import vp0103_unterminated_string as unterminated

    start, end = at.start, _end(_REST_OF_LINE, source, at.start)
    prefix = 2 if source[start] == "b" else 1
    span, rest = _span(at, end), source[start + prefix : end]
    bag.items[:] = [d for d in bag.items if d.primary.span.line != at.line or d.rule.code not in _OF_THE_SAME]
    kind, text = ("BYTES", 'b""') if prefix == 2 else ("STRING", '""')
    if prefix == 1 and _BEHIND_A_STRING.match(rest):
        unterminated.without_beginning(bag, _span(at, start + 1))
        return Token(kind, text, _span(at, start + 1))
    unterminated.report(bag, span)
    following = source[end + 1 : _end(_REST_OF_LINE, source, end + 1)]
    if following.count('"') % 2 and "\\" not in following:
        return Token(kind, text, at.part(0, end + 2 + following.index('"') - start))
    if hit := _TEXT_THEN_CODE.fullmatch(rest):
        return Token(kind, text, _span(at, start + prefix + hit.end(1)))
    return Token(kind, text, span)


_OF_THE_SAME = {"VP0102", "VP0105", "VP0106"}
"""Findings that words of a text lead to, when they are not in quotes."""


def _strange_word(source: str, tokens: list[Token], at: Span, bag: DiagnosticBag) -> Token:
    """A word with a letter of another script."""
    from vprog.dsl.rules import vp0102_bad_character as bad_character

    span = _span(at, _end(_LETTERS, source, at.start))
    if tokens and tokens[-1].span.end == at.start and tokens[-1].text[-1:].isalnum():
        span = tokens.pop().span.to(span)
    word = source[span.start : span.end]
    bad_character.in_word(bag, span, word)
    return Token("TYPE_NAME" if word[0].isupper() else "NAME", word, span)


def _foreign(source: str, tokens: list[Token], at: Span, bag: DiagnosticBag) -> Token | None:
    """Quotes, comments, attributes and raw names of other languages."""
    from vprog.dsl.rules import vp0102_bad_character as bad_character

    start = at.start
    if hit := _SINGLE_QUOTED.match(source, start):
        span = _span(at, hit.end())
        bad_character.single_quoted(bag, span, hit.group())
        return Token("STRING", '""', span)
    if source[start] != "#":
        return None
    raw = _RAW_NAME.match(source, start)
    if raw and tokens and tokens[-1].text == "r" and tokens[-1].span.end == start:
        span = tokens.pop().span.to(_span(at, raw.end()))
        bad_character.raw_name(bag, span, raw.group()[1:])
        return Token("NAME", f"r_{raw.group()[1:].lower()}", span)
    if tokens and tokens[-1].span.line == at.line:
        return None
    if hit := _ATTRIBUTE.match(source, start):
        bad_character.attribute(bag, _span(at, hit.end()))
        return Token("", hit.group(), _span(at, hit.end()))
    bad_character.hash_comment(bag, at)
    return Token("", "#", _span(at, _end(_REST_OF_LINE, source, start)))


def _character(source: str, at: Span, bag: DiagnosticBag) -> Token:
    """A run of one character that means nothing."""
    from vprog.dsl.rules import vp0102_bad_character as bad_character

    start = at.start
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
