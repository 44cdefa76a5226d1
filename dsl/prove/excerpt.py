"""Pieces of the source, of the program or of a module of it."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.modules.load import read_module
from vprog.dsl.program.declarations import Program
from vprog.dsl.source.read import decode_source
from vprog.dsl.source.span import Span


def excerpt(program: Program, span: Span) -> str:
    """What stands at a span, on one line; the place alone where its file can no longer be read."""
    source = source_at(program, span.path)
    return " ".join(source[span.start : span.end].split()) or f"{span.path}:{span.line}"


def source_at(program: Program, path: str) -> str:
    """The text of the program or of a module; empty where the file can no longer be read."""
    if path == program.path:
        return program.source
    try:
        return decode_source(read_module(path), path, DiagnosticBag())
    except (OSError, ValueError):
        return ""
