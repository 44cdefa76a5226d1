"""Diagnostics for code scanners: SARIF 2.1.0 (OASIS standard), one log for all files of a run."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from vprog.dsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Rule
from vprog.dsl.source.lines import Lines
from vprog.dsl.source.span import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_sarif(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> str:
    """The log as JSON text; without diagnostics a run with no results, which says that all is fine."""
    return json.dumps(to_log(diagnostics, sources), ensure_ascii=False, indent=2) + "\n"


def to_log(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> dict[str, Any]:
    """The log as plain data. Columns count characters from 1, `endColumn` is the one after the last (section 3.30)."""
    from vprog.dsl.version import VERSION

    found = list(diagnostics)
    lines = {path: Lines(text) for path, text in sources.items()}
    rules = {diagnostic.rule.code: diagnostic.rule for diagnostic in found}
    order = {code: place for place, code in enumerate(sorted(rules))}
    driver = {"name": "vprog", "version": VERSION, "rules": [_rule(rules[code]) for code in order]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(path)} for path in sources],
        "results": [_result(diagnostic, order, lines) for diagnostic in found],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": f"{rule.title}."},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(diagnostic: Diagnostic, order: Mapping[str, int], lines: Mapping[str, Lines]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule.code,
        "ruleIndex": order[diagnostic.rule.code],
        "level": diagnostic.rule.severity.value,
        "message": {"text": "\n".join((diagnostic.message, *diagnostic.notes))},
        "locations": [_location(diagnostic.primary, lines)],
    }
    if diagnostic.secondary:
        result["relatedLocations"] = [
            {"id": place, **_location(label, lines)} for place, label in enumerate(diagnostic.secondary, 1)
        ]
    if diagnostic.fix is not None:
        result["fixes"] = [_fix(diagnostic.fix, lines)]
    return result


def _location(label: Label, lines: Mapping[str, Lines]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(label.span.path), **_region("region", label.span, lines)}
    return {"physicalLocation": place, **({"message": {"text": label.text}} if label.text else {})}


def _fix(fix: Fix, lines: Mapping[str, Lines]) -> dict[str, Any]:
    replacement = {**_region("deletedRegion", fix.span, lines), "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": _artifact(fix.span.path), "replacements": [replacement]}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}


def _region(name: str, span: Span, lines: Mapping[str, Lines]) -> dict[str, Any]:
    """The region under its name; nothing for a span that no file holds."""
    if span.line < 1:
        return {}
    source = lines.get(span.path)
    end = (span.line, span.column + span.end - span.start) if source is None else source.position(span.end)
    region = {"startLine": span.line, "startColumn": span.column, "endLine": end[0], "endColumn": end[1]}
    return {name: {**region, "charOffset": span.start, "charLength": span.end - span.start}}


def _artifact(path: str) -> dict[str, str]:
    """A path as a URI reference: relative ones stay relative, so that a scanner finds them in its checkout. Bytes that
    are no text are percent-encoded as they are."""
    if os.path.isabs(path):
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(os.fsencode(PurePath(path).as_posix()))}
