"""Diagnostics for people: the lines of the source with what is wrong marked below them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vprog.dsl.diagnostics.diagnostic import Diagnostic, Label
from vprog.dsl.frozen import record
from vprog.dsl.source.lines import Lines
from vprog.dsl.source.span import Span

TAB = 4

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
            text = lines.line(number)
            gutter = self.paint(_BLUE, f"{number:>{self.width}} |")
            out.append(f"{gutter} {_shown(text)}".rstrip())
            here = [(label, primary) for label, primary in labels if label.span.line == number]
            for label, primary in sorted(here, key=lambda pair: (pair[0].span.column, pair[1])):
                start, size = _columns(text, label.span)
                mark = f"{('^' if primary else '-') * size} {_clean(label.text)}".rstrip()
                out.append(f"{bar} {' ' * start}{self.paint(self.main if primary else _BLUE, mark)}")
        out.append(bar)
        return out


def _columns(text: str, span: Span) -> tuple[int, int]:
    """Where on the shown line a span starts, and how many columns of that line it covers (at least one)."""
    first = min(span.column - 1, len(text))
    last = min(first + span.end - span.start, len(text))
    start = len(_shown(text[:first]))
    return start, max(1, len(_shown(text[:last])) - start)


def _shown(text: str) -> str:
    """A line as it is printed: tabs as spaces, anything that could steer a terminal as `?`."""
    return _clean(text.expandtabs(TAB))


def _clean(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else "?" for c in text)
