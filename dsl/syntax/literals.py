"""Values of literals. Every function reports what is wrong and returns a stand-in, so that parsing goes on."""

from __future__ import annotations

import re

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax.token import Token

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\", '"': '"'}
"""All escapes but `\\xHH` (bytes only) and `\\u{...}` (strings only)."""

_NUMBER = re.compile(r"([0-9]+(?:_[0-9]+)*)(?:_([a-z][a-z0-9_]*))?")
_ESCAPE = re.compile(r"\\(u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|.)")
MAX_DIGITS = 78
"""2^256 has 78 digits: no type holds more."""


def integer(token: Token, bag: DiagnosticBag) -> tuple[int, str | None]:
    """The value and the unit suffix of an INT."""
    hit = _NUMBER.fullmatch(token.text)
    digits = hit.group(1).replace("_", "") if hit else ""
    if hit is None or len(digits) > MAX_DIGITS:
        from vprog.dsl.rules import vp0106_bad_number as bad_number

        bad_number.report(bag, token.span, token.text)
        return 0, None
    return int(digits), hit.group(2)


def hexadecimal(token: Token, bag: DiagnosticBag) -> bytes:
    """The bytes of a HEX; two digits a byte, `_` anywhere between digits."""
    digits = token.text[2:].replace("_", "")
    if not digits or len(digits) % 2:
        from vprog.dsl.rules import vp0107_bad_hex as bad_hex

        bad_hex.report(bag, token.span, len(digits))
        return b""
    return bytes.fromhex(digits)


def string(token: Token, bag: DiagnosticBag) -> str:
    """The text of a STRING."""
    return _unescape(token, token.text[1:-1], 1, bag, in_bytes=False)


def byte_string(token: Token, bag: DiagnosticBag) -> bytes:
    """The bytes of a BYTES: ASCII characters and `\\xHH`."""
    text = _unescape(token, token.text[2:-1], 2, bag, in_bytes=True)
    if any(ord(c) > 0xFF for c in text) or not token.text.isascii():
        from vprog.dsl.rules import vp0108_byte_string_not_ascii as not_ascii

        not_ascii.report(bag, token.span)
        return b""
    return text.encode("latin-1")


def _unescape(token: Token, text: str, offset: int, bag: DiagnosticBag, *, in_bytes: bool) -> str:
    if "\\" not in text:
        return text

    def replace(hit: re.Match[str]) -> str:
        body, code, byte = hit.group(1), hit.group(2), hit.group(3)
        if byte is not None and in_bytes:
            return chr(int(byte, 16))
        if code is not None and not in_bytes and int(code, 16) <= 0x10FFFF and not 0xD800 <= int(code, 16) <= 0xDFFF:
            return chr(int(code, 16))
        if body in ESCAPES:
            return ESCAPES[body]
        from vprog.dsl.rules import vp0104_bad_escape as bad_escape

        at = offset + hit.start()
        span = token.span.part(at, offset + hit.end())
        bad_escape.report(bag, span, hit.group(), in_bytes=in_bytes)
        return "?"

    return _ESCAPE.sub(replace, text)
