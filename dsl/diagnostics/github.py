"""Diagnostics as workflow commands, which GitHub Actions shows beside the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from vprog.dsl.diagnostics.diagnostic import Diagnostic
from vprog.dsl.source.lines import Lines


def render_github(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """One `::error ...::message` or `::warning ...::message` line for each diagnostic; empty without."""
    lines = {path: Lines(text) for path, text in sources.items()}
    return "".join(_command(diagnostic, lines) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, lines: Mapping[str, Lines]) -> str:
    rule, span = diagnostic.rule, diagnostic.primary.span
    source = lines.get(span.path)
    end = (span.line, span.column + span.end - span.start) if source is None else source.position(span.end)
    properties: dict[str, str | int] = {"file": PurePath(span.path).as_posix(), "line": span.line, "endLine": end[0]}
    if end[0] == span.line:
        # Columns are for one line only.
        properties |= {"col": span.column, "endColumn": end[1]}
    properties["title"] = f"{rule.code} {rule.slug}"
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    notes = (f"note: {note}" for note in diagnostic.notes)
    text = "\n".join((diagnostic.message, *notes, *([f"help: {diagnostic.help}"] if diagnostic.help else ())))
    return f"::{rule.severity.value} {shown}::{_data(text)}\n"


def _data(text: str) -> str:
    """What a command may carry: one line, `%` escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
