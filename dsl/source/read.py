"""Reads a source file."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.source.lines import Lines
from vprog.dsl.source.span import Span


def decode_source(data: bytes, path: str, bag: DiagnosticBag) -> str:
    """The text of a file. What is not UTF-8 is reported (VP0101), and the text before it returned. A byte order mark
    at the front is dropped."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        from vprog.dsl.rules import vp0101_not_utf8 as not_utf8

        skipped = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        text = data[skipped : skipped + error.start].decode("utf-8", "replace")
        line, column = Lines(text).position(len(text))
        at = skipped + error.start
        not_utf8.report(bag, Span(path, len(text), len(text), line, column), data[at], at)
        return text


def read_source(path: str, bag: DiagnosticBag) -> str:
    """The text of the file at `path`, as `decode_source`. Raises OSError when it cannot be read."""
    with open(path, "rb") as file:
        return decode_source(file.read(), path, bag)
