"""Source text inside comments, documentation and literals: it must never reach the compiler as code."""

from __future__ import annotations

import unicodedata

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def doc_lines(text: str, fallback: str) -> tuple[str, ...]:
    """The lines of a documentation comment; `fallback` where there are none."""
    lines = tuple(comment_text(line).rstrip() for line in text.replace("\r\n", "\n").split("\n"))
    while lines and not lines[-1]:
        lines = lines[:-1]
    while lines and not lines[0]:
        lines = lines[1:]
    return lines or (fallback,)


def comment_text(line: str) -> str:
    """One line without control and direction characters, which could end the comment or disguise what follows."""
    return "".join(char if _is_plain(char) else _REPLACEMENT for char in line.replace("\t", "    "))


def string_literal(text: str) -> str:
    """A Rust string literal of exactly this text."""
    return '"' + "".join(_escaped(char) for char in text) + '"'


def byte_array(data: bytes) -> str:
    """The items of a Rust byte array."""
    return ", ".join(f"0x{byte:02x}" for byte in data)


def limbs(number: int) -> str:
    """The four words of a 256-bit magnitude, the least significant first."""
    return ", ".join(hex(abs(number) >> shift & (1 << 64) - 1) for shift in (0, 64, 128, 192))


def _is_plain(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isascii() and char.isprintable():
        return char
    return f"\\u{{{ord(char):x}}}"
