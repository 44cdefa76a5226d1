"""How a finding looks: marks below the right columns, every label in its file, nothing that steers a terminal."""

from __future__ import annotations

import json

from vprog.dsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Rule, Severity
from vprog.dsl.diagnostics.json import render_json
from vprog.dsl.diagnostics.text import render_place, render_text
from vprog.dsl.source.lines import Lines
from vprog.dsl.source.span import Span

RULE = Rule("VP0999", "area.wrong", Severity.WARNING, "Something is wrong", "Do it right.")
SOURCE = "first line\n\tsecond line\nthird line\nfourth line\r\nfifth"


def span(text: str, path: str = "a.vprog", source: str = SOURCE) -> Span:
    start = source.index(text)
    return Span(path, start, start + len(text), *Lines(source).position(start))


FINDING = Diagnostic(
    RULE,
    "this is wrong",
    Label(span("second"), "here"),
    (Label(span("fourth"), "because of this"), Label(span("line"), "")),
    ("a note",),
    "Do it right.",
    Fix(span("second"), "2nd", "write `2nd`"),
)


def test_text():
    assert render_text([FINDING], {"a.vprog": SOURCE}) == (
        "warning[VP0999]: this is wrong\n"
        " --> a.vprog:2:2\n"
        "  |\n"
        "1 | first line\n"
        "  |       ----\n"
        "2 |     second line\n"
        "  |     ^^^^^^ here\n"
        "...\n"
        "4 | fourth line\n"
        "  | ------ because of this\n"
        "  |\n"
        "  = note: a note\n"
        "  = help: Do it right.\n"
        "  = fix: write `2nd`\n"
        "\n"
    )


def test_a_span_over_lines_is_marked_to_the_end_of_its_first():
    whole = Diagnostic(RULE, "wide", Label(Span("a.vprog", 6, len(SOURCE), 1, 7), "all of it"))
    assert "1 | first line\n  |       ^^^^ all of it\n" in render_text([whole], {"a.vprog": SOURCE})


def marked(source: str, *found: str) -> list[tuple[str, str]]:
    """What a terminal shows above each mark, by the columns of wide letters; and the line that it shows."""
    labels = [Label(span(text, source=source), "") for text in found]
    shown = render_text([Diagnostic(RULE, "m", labels[0], tuple(labels[1:]))], {"a.vprog": source}).splitlines()[3:]
    out: list[tuple[str, str]] = []
    line = ""
    for row in shown:
        mark = row.partition("| ")[2]
        if row.startswith("1 |"):
            line = mark
        elif mark:
            cells = "".join(c + "\0" * (c in "漢字") for c in line if c != "\u0301")
            first, end = len(mark) - len(mark.lstrip()), len(mark)
            out.append((cells[first:end].replace("\0", ""), line))
    return out


def test_marks_count_columns_of_the_terminal():
    for source in ("漢字 x wrong", "\tx漢\t wrong", "e\u0301 wrong字", "\t\t漢wrong"):
        assert [text for text, _ in marked(source, "wrong")] == ["wrong"]
    assert [text for text, _ in marked("a 漢字 b", "漢字")] == ["漢字"]


def test_a_long_line_is_cut_around_its_marks():
    for filler in ("x ", "\t", "漢", "- e\u0301 "):
        for before, after in ((0, 50_000), (50_000, 0), (30_000, 30_000), (15, 5000), (5000, 15)):
            source = filler * before + "wrong" + filler * after
            ((text, line),) = marked(source, "wrong")
            assert text == "wrong"
            assert len(line) <= 206
            assert (line.startswith("..."), line.rstrip().endswith("...")) == (before > 15, after > 15)


def test_marks_far_from_each_other_get_a_piece_each():
    source = "first " + "x " * 500 + "wrong here " + "x " * 500 + "last"
    assert [text for text, _ in marked(source, "wrong", "here", "first", "last")] == ["first", "wrong", "here", "last"]
    assert len({line for _, line in marked(source, "wrong", "here", "first", "last")}) == 3


def test_a_mark_is_not_longer_than_its_piece():
    source = "a" * 300_000
    shown = render_text([Diagnostic(RULE, "m", Label(Span("a.vprog", 5, 299_999, 1, 6), ""))], {"a.vprog": source})
    assert max(map(len, shown.splitlines())) < 220


def test_a_place_outside_the_text_still_shows():
    for place in (Span("a.vprog", 999, 1005, 99, 7), Span("a.vprog", len(SOURCE), len(SOURCE), 5, 6)):
        assert "^" in render_text([Diagnostic(RULE, "far", Label(place, ""))], {"a.vprog": SOURCE})


def test_files_are_kept_apart_and_unknown_ones_named():
    other = Diagnostic(RULE, "two files", Label(span("third"), "x"), (Label(Span("b.vprog", 0, 1, 1, 1), "y"),))
    shown = render_text([other], {"a.vprog": SOURCE})
    assert " --> a.vprog:3:1\n" in shown
    assert " ::: b.vprog:1:1\n" in shown


def test_color_changes_nothing_but_color():
    import re

    plain, colored = (render_text([FINDING], {"a.vprog": SOURCE}, color=color) for color in (False, True))
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == plain != colored


def test_nothing_steers_the_terminal():
    evil = "let \x1b[2Jx\x07 = \u202e1"
    finding = Diagnostic(RULE, "bad \x1b[31m", Label(Span("e", 4, 8, 1, 5), "\x1b"), (), ("\r",))
    shown = render_text([finding], {"e": evil})
    assert all(c.isprintable() or c == "\n" for c in shown)


def test_json():
    (line,) = render_json([FINDING], {"a.vprog": SOURCE}).splitlines()
    found = json.loads(line)
    assert (found["severity"], found["span"]["end_line"], found["span"]["end_column"]) == ("warning", 2, 8)
    assert [(s["label"], s["span"]["line"]) for s in found["secondary"]] == [("because of this", 4), ("", 1)]
    assert found["fix"]["text"] == "2nd"


def test_a_place_alone():
    assert render_place(Label(span("third"), "here"), SOURCE) == (
        " --> a.vprog:3:1\n  |\n3 | third line\n  | ^^^^^ here\n  |\n"
    )
