"""Diagnostics for people: the lines of the source with what is wrong marked below them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vprog.dsl.diagnostics.diagnostic import Diagnostic, Label
from vprog.dsl.frozen import record
from vprog.dsl.source.lines import Lines
from vprog.dsl.source.span import Span

TAB = 4
WIDEST = 200
"""Characters of a line that are shown; of a longer one, those around its labels."""
_MARKED = 120
"""Characters that are marked at most, so that a mark fits in what is shown."""

_RED, _YELLOW, _BLUE, _BOLD, _PLAIN = "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"


def render_text(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], *, color: bool = False) -> str:
    """All diagnostics, a blank line after each. `sources` maps a span's path to the text of that file; a file that is
    not there is named without an excerpt."""
    lines = {path: Lines(text) for path, text in sources.items()}
    return "".join(_Excerpt(diagnostic, lines, color).render() + "\n" for diagnostic in diagnostics)


def render_place(label: Label, source: str, *, color: bool = False) -> str:
    """The excerpt alone, for a place that no rule is about (a failed test)."""
    painter = _Painter({label.span.path: Lines(source)}, _RED, len(str(label.span.line)), color)
    return "\n".join(painter.places([(label, True)])) + "\n"


class _Excerpt:
    """One diagnostic being rendered."""

    def __init__(self, diagnostic: Diagnostic, lines: Mapping[str, Lines], color: bool) -> None:
        self.diagnostic = diagnostic
        self.labels = [(diagnostic.primary, True), *((label, False) for label in diagnostic.secondary)]
        width = max(len(str(label.span.line)) for label, _ in self.labels)
        self.painter = _Painter(lines, _RED if diagnostic.is_error else _YELLOW, width, color)

    def render(self) -> str:
        rule, paint = self.diagnostic.rule, self.painter.paint
        head = paint(self.painter.main, f"{rule.severity.value}[{rule.code}]")
        out = [head + paint(_BOLD, f": {_clean(self.diagnostic.message)}"), *self.painter.places(self.labels)]
        notes = [("note", note) for note in self.diagnostic.notes]
        if self.diagnostic.help:
            notes.append(("help", self.diagnostic.help))
        if self.diagnostic.fix:
            notes.append(("fix", self.diagnostic.fix.title))
        edge = paint(_BLUE, " " * self.painter.width + " =")
        out += [f"{edge} {paint(_BOLD, kind)}: {_clean(text)}" for kind, text in notes]
        return "\n".join(out) + "\n"


@record
class _Painter:
    """Draws lines of source with labels below them."""

    lines: Mapping[str, Lines]
    main: str
    width: int
    color: bool

    def paint(self, style: str, text: str) -> str:
        return f"{style}{text}{_PLAIN}" if self.color and text else text

    def places(self, labels: list[tuple[Label, bool]]) -> list[str]:
        """Each file's excerpt below its path; the first label's file first."""
        files: dict[str, list[tuple[Label, bool]]] = {}
        for label, primary in labels:
            files.setdefault(label.span.path, []).append((label, primary))
        out: list[str] = []
        for number, (path, here) in enumerate(files.items()):
            at = here[0][0].span
            arrow = self.paint(_BLUE, " " * self.width + ("-->" if number == 0 else ":::"))
            out.append(f"{arrow} {path}:{at.line}:{at.column}")
            if path in self.lines:
                out += self.excerpt(self.lines[path], here)
        return out

    def excerpt(self, lines: Lines, labels: list[tuple[Label, bool]]) -> list[str]:
        bar = self.paint(_BLUE, " " * self.width + " |")
        out = [bar]
        last = 0
        for number in sorted({label.span.line for label, _ in labels}):
            if last and number > last + 1:
                out.append(self.paint(_BLUE, "..."))
            last = number
            gutter = self.paint(_BLUE, f"{number:>{self.width}} |")
            here = [(label, primary) for label, primary in labels if label.span.line == number]
            for line, marks in _cut(lines.line(number), sorted(here, key=lambda pair: (pair[0].span.column, pair[1]))):
                out.append(f"{gutter} {line}".rstrip())
                for start, size, label, primary in marks:
                    mark = f"{('^' if primary else '-') * size} {_clean(label.text)}".rstrip()
                    out.append(f"{bar} {' ' * start}{self.paint(self.main if primary else _BLUE, mark)}")
        out.append(bar)
        return out


_Mark = tuple[int, int, Label, bool]
"""Where it begins and how many columns of the terminal it takes (at least one), or the same in characters."""


def _cut(text: str, labels: list[tuple[Label, bool]]) -> list[tuple[str, list[_Mark]]]:
    """A line as it is shown with its marks. Of a long line pieces around the labels, those near each other in one."""
    shown = _shown(text)
    short = len(shown) <= WIDEST
    groups: list[list[_Mark]] = []
    for label, primary in labels:
        start, end = _characters(text, label.span)
        end = end if short else min(end, start + _MARKED)
        if groups and (short or end - groups[-1][0][0] <= _MARKED):
            groups[-1].append((start, end, label, primary))
        else:
            groups.append([(start, end, label, primary)])
    return [_piece(shown, group) for group in groups]


def _piece(shown: str, group: list[_Mark]) -> tuple[str, list[_Mark]]:
    """What is shown around a group of marks, and the marks in columns of it."""
    first, last = group[0][0], max(end for _, end, _, _ in group)
    begin = max(0, min(first - (WIDEST - (last - first)) // 2, len(shown) - WIDEST))
    front = "..." if begin else ""
    text = shown[begin : begin + WIDEST]
    marks: list[_Mark] = []
    for start, end, label, primary in group:
        column = len(front) + _columns(shown[begin:start])
        marks.append((column, max(1, _columns(shown[start:end])), label, primary))
    return front + text + ("..." if begin + WIDEST < len(shown) else ""), marks


def _characters(text: str, span: Span) -> tuple[int, int]:
    """Which characters of the shown line a span covers."""
    first = min(span.column - 1, len(text))
    last = min(first + span.end - span.start, len(text))
    return len(_shown(text[:first])), len(_shown(text[:last]))


def _columns(text: str) -> int:
    """How many columns a terminal shows it in: letters of East Asia and pictures take two, marks on letters none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(c) in ("Mn", "Me") else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _shown(text: str) -> str:
    """A line as it is printed: tabs as spaces, anything that could steer a terminal as `?`."""
    return _clean(text.expandtabs(TAB))


def _clean(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else "?" for c in text)
