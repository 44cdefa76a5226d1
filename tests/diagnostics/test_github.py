"""Annotations for GitHub Actions."""

from __future__ import annotations

import re

from vprog.dsl.compile import Compilation
from vprog.dsl.diagnostics.diagnostic import Diagnostic, Label, Rule, Severity
from vprog.dsl.diagnostics.github import render_github
from vprog.dsl.source.span import Span

RULE = Rule("VP0999", "area.wrong", Severity.WARNING, "Something is wrong", "Do it right.")
SOURCE = "first\nsecond\nthird"


def test_one_line_with_everything_escaped():
    finding = Diagnostic(
        RULE, "100% :: wrong\nreally", Label(Span("a,b:c.vprog", 6, 12, 2, 1), "x"), (), ("why",), "Do it."
    )
    assert render_github([finding], {"a,b:c.vprog": SOURCE}) == (
        "::warning file=a%2Cb%3Ac.vprog,line=2,endLine=2,col=1,endColumn=7,title=VP0999 area.wrong"
        "::100%25 :: wrong%0Areally%0Anote: why%0Ahelp: Do it.\n"
    )


def test_no_columns_over_several_lines():
    finding = Diagnostic(RULE, "wrong", Label(Span("x.vprog", 6, 18, 2, 1), ""))
    assert render_github([finding], {"x.vprog": SOURCE}) == (
        "::warning file=x.vprog,line=2,endLine=3,title=VP0999 area.wrong::wrong\n"
    )


def test_findings_of_a_program():
    source = "program x\nunit Sompi: Nonsense\nresource User at label(1) {}\n"
    findings = Compilation(source, "x.vprog").diagnostics
    out = render_github(findings, {"x.vprog": source}).splitlines()
    assert len(out) == len(findings) > 1
    assert all(
        re.fullmatch(r"::(error|warning) file=x\.vprog,line=\d+,\S+,title=VP\d{4} \S+::.+", line) for line in out
    )


def test_nothing_found():
    assert render_github([], {}) == ""
