"""Source text inside docstrings, comments and literals: it must never reach the interpreter as code."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_DOC_WIDTH = 110


def doc_lines(text: str, fallback: str) -> tuple[str, ...]:
    """The lines of a documentation comment, wrapped; `fallback` where there are none."""
    lines = [line for raw in text.replace("\r\n", "\n").split("\n") for line in _wrapped(plain(raw).rstrip())]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return tuple(lines) or (fallback,)


def docstring(lines: Sequence[str], indent: int = 0) -> str:
    """A docstring literal; the first line stands `indent` in."""
    escaped = [line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') for line in lines]
    margin = " " * indent
    if len(escaped) == 1:
        only = escaped[0].strip() or "."
        apart = only.endswith('"') and not only.endswith('\\"')
        return f'"""{only}{" " if apart else ""}"""'
    rest = [f"{margin}{line}".rstrip() for line in escaped[1:]]
    return "\n".join([f'"""{escaped[0].strip()}', *rest, f'{margin}"""'])


def plain(line: str) -> str:
    """One line without control and direction characters, which could end a comment or disguise what follows."""
    return "".join(char if _is_plain(char) else _REPLACEMENT for char in line.replace("\t", "    "))


def string_literal(text: str) -> str:
    """A Python string literal of exactly this text, in double quotes unless that takes more escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + "".join(_escaped(char, quote) for char in text) + quote


def toml_string(text: str) -> str:
    """A TOML basic string of one line."""
    return '"' + "".join(_escaped(char, '"') if char != "'" else char for char in plain(text)) + '"'


def bytes_literal(data: bytes) -> str:
    return f'bytes.fromhex("{data.hex()}")'


def _wrapped(line: str) -> list[str]:
    if len(line) <= _DOC_WIDTH:
        return [line]
    return textwrap.wrap(line, _DOC_WIDTH, break_on_hyphens=False) or [""]


def _is_plain(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _escaped(char: str, quote: str) -> str:
    if char in (quote, "\\"):
        return "\\" + char
    if char.isascii() and char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
