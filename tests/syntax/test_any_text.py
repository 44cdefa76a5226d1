"""Whatever the text, parsing ends with a tree or with coded findings whose places lie in the text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sketches import findings

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.json import render_json
from vprog.dsl.diagnostics.text import render_text
from vprog.dsl.source.read import decode_source
from vprog.dsl.syntax.tables import tables
from vprog.grammar.tokens import KEYWORDS

EXAMPLES = [p.read_text(encoding="utf-8") for p in sorted((Path(__file__).parents[2] / "examples").glob("*/*.vprog"))]
SIGNS = [regex.replace("\\", "") for name, regex, _ in tables().terminals if name.isupper() and len(regex) < 5]
PIECES = [*sorted(KEYWORDS), *SIGNS, "a", "b.c", "Re", "LIMIT", "5", "0xab", '"s"', '"', "\n", "é", "\x00", "&", "///"]


def check(source: str) -> None:
    tree, found = findings(source)
    assert tree is not None or found
    for finding in found:
        assert finding.rule.code.startswith("VP01") or finding.rule.code == "VP0613"
        span = finding.primary.span
        assert 0 <= span.start <= span.end <= len(source)
        before = source[: span.start]
        assert (span.line, span.column) == (before.count("\n") + 1, span.start - before.rfind("\n"))
    assert render_text(found, {"x.vprog": source}).count("-->") >= len(found)
    assert render_json(found, {"x.vprog": source}).count("\n") == len(found)


@given(st.text())
def test_text(source):
    check(source)


@given(st.binary())
def test_bytes(data):
    bag = DiagnosticBag()
    check(decode_source(data, "x.vprog", bag))


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_tokens_in_any_order(pieces):
    check("program x " + " ".join(pieces))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    source = draw(st.sampled_from(EXAMPLES))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(source)))
        end = min(len(source), start + draw(st.integers(0, 40)))
        source = source[:start] + draw(st.sampled_from(["", *PIECES])) + source[end:]
    return source


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_mutated_programs(source):
    check(source)
