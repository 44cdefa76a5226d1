"""SARIF logs."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Rule, Severity
from vprog.dsl.diagnostics.sarif import render_sarif, to_log
from vprog.dsl.source.span import NOWHERE, Span

from .sarif_shape import LOG

ROOT = Path(__file__).parents[2]
REJECTED = sorted((ROOT / "tests" / "reject" / "cases").glob("*/*.vprog"))
RULE = Rule("VP0999", "area.wrong", Severity.WARNING, "Something is wrong", "Do it right.")
SOURCE = "first\nsecönd 🙂 third\nlast"
FINDING = Diagnostic(
    RULE,
    "this is {wrong}",
    Label(Span("a b/ü.vprog", 15, 20, 2, 10), "here"),
    (Label(Span("a b/ü.vprog", 0, 13, 1, 1), ""),),
    ("a note",),
    "Do it right.",
    Fix(Span("a b/ü.vprog", 21, 25, 3, 1), "", "remove it"),
)


def test_a_finding():
    log = to_log([FINDING], {"a b/ü.vprog": SOURCE})
    jsonschema.validate(log, LOG)
    (run,) = log["runs"]
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "VP0999",
            "name": "area.wrong",
            "shortDescription": {"text": "Something is wrong."},
            "help": {"text": "Do it right."},
            "defaultConfiguration": {"level": "warning"},
        }
    ]
    file = {"uri": "a%20b/%C3%BC.vprog"}
    assert run["artifacts"] == [{"location": file}]
    (result,) = run["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("VP0999", 0, "warning")
    assert result["message"]["text"] == "this is {wrong}\na note"
    (place,) = result["locations"]
    assert place["message"]["text"] == "here"
    assert place["physicalLocation"]["artifactLocation"] == file
    region = {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 15, "charOffset": 15, "charLength": 5}
    assert place["physicalLocation"]["region"] == region
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"]["endLine"] == 2
    assert "message" not in related
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": ""}


def test_nothing_found():
    log = to_log([], {"x.vprog": "program x"})
    jsonschema.validate(log, LOG)
    assert log["runs"][0]["results"] == []


def test_a_place_that_no_file_holds():
    log = to_log([Diagnostic(RULE, "odd", Label(NOWHERE, ""))], {})
    jsonschema.validate(log, LOG)
    assert "region" not in log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in REJECTED}))
def test_every_rejected_program_of_a_class(folder: str):
    paths = [path for path in REJECTED if path.parent.name == folder]
    sources = {str(path): path.read_text(encoding="utf-8") for path in paths}
    findings = [d for path, text in sources.items() for d in Compilation(text, path).diagnostics]
    assert findings
    log = json.loads(render_sarif(findings, sources))
    jsonschema.validate(log, LOG)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({d.rule.code for d in findings})
    for finding, result in zip(findings, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule.code
        region = result["locations"][0]["physicalLocation"]["region"]
        marked = sources[finding.primary.span.path].split("\n")[region["startLine"] - 1 : region["endLine"]]
        marked[-1] = marked[-1][: region["endColumn"] - 1]
        marked[0] = marked[0][region["startColumn"] - 1 :]
        span = finding.primary.span
        assert "\n".join(marked) == sources[span.path][span.start : span.end]
