"""Diagnostics for programs: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from vprog.dsl.diagnostics.diagnostic import Diagnostic, Label
from vprog.dsl.source.lines import Lines
from vprog.dsl.source.span import Span


def render_json(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """One object a line, each as `to_object` makes it; empty without diagnostics."""
    lines = {path: Lines(text) for path, text in sources.items()}
    return "".join(json.dumps(to_object(diagnostic, lines), ensure_ascii=False) + "\n" for diagnostic in diagnostics)


def to_object(diagnostic: Diagnostic, lines: Mapping[str, Lines]) -> dict[str, Any]:
    """A diagnostic as plain data. Offsets count characters from 0 with `end` excluded; lines and columns count from 1,
    and `end_line`, `end_column` are the place right after the last character."""
    rule, fix = diagnostic.rule, diagnostic.fix
    return {
        "code": rule.code,
        "slug": rule.slug,
        "severity": rule.severity.value,
        "title": rule.title,
        "message": diagnostic.message,
        "file": diagnostic.primary.span.path,
        "span": _span(diagnostic.primary.span, lines),
        "label": diagnostic.primary.text,
        "secondary": [_label(label, lines) for label in diagnostic.secondary],
        "notes": list(diagnostic.notes),
        "help": diagnostic.help,
        "fix": None
        if fix is None
        else {"title": fix.title, "file": fix.span.path, "span": _span(fix.span, lines), "text": fix.text},
    }


def _label(label: Label, lines: Mapping[str, Lines]) -> dict[str, Any]:
    return {"file": label.span.path, "span": _span(label.span, lines), "label": label.text}


def _span(span: Span, lines: Mapping[str, Lines]) -> dict[str, int]:
    source = lines.get(span.path)
    end = (span.line, span.column + span.end - span.start) if source is None else source.position(span.end)
    return {
        "start": span.start,
        "end": span.end,
        "line": span.line,
        "column": span.column,
        "end_line": end[0],
        "end_column": end[1],
    }
