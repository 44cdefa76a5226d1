"""A document to text."""

from __future__ import annotations

from vprog.dsl.format.document import Doc, Group, IfBroken, Indent, Line, OwnLines, Suffix

WIDTH = 120
STEP = "    "
COMMENT_GAP = "  "

_Task = tuple[int, bool, Doc]
"""Indentation in steps, whether flat, what."""


def render(doc: Doc) -> str:
    """The text, lines without trailing blanks, ended by a line break."""
    return _Renderer().run(doc)


class _Renderer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line = ""
        self.suffixes: list[str] = []

    def run(self, doc: Doc) -> str:
        todo: list[_Task] = [(0, False, doc)]
        while todo:
            depth, flat, part = todo.pop()
            match part:
                case str():
                    self.text(depth, part)
                case tuple():
                    todo.extend((depth, flat, inner) for inner in reversed(part))
                case Indent():
                    todo.append((depth + 1, flat, part.inner))
                case Group():
                    flat = flat or (not part.forced and self.fits(depth, part.inner, todo))
                    todo.append((depth, flat and not part.forced, part.inner))
                case Line():
                    if part.hard or not flat:
                        self.end_line(part.blank)
                    else:
                        self.text(depth, part.flat)
                case IfBroken():
                    self.text(depth, part.flat if flat else part.broken)
                case Suffix():
                    self.suffixes.append(part.comment)
                case OwnLines():
                    self.own_lines(depth, part)
        self.end_line(False)
        return "\n".join(self.lines).strip("\n") + "\n"

    def text(self, depth: int, text: str) -> None:
        if text:
            self.line = (self.line or STEP * depth) + text

    def end_line(self, blank: bool) -> None:
        """Ends the line, if it holds anything; then an empty one, unless there is one already."""
        if self.line or self.suffixes:
            self.lines.append(COMMENT_GAP.join([self.line.rstrip(), *self.suffixes]))
            self.line, self.suffixes = "", []
        if blank and self.lines and self.lines[-1]:
            self.lines.append("")

    def own_lines(self, depth: int, part: OwnLines) -> None:
        for place, (comment, blank) in enumerate(part.comments):
            self.end_line(blank and place > 0)
            self.line = STEP * depth + comment
        self.end_line(part.blank_after)

    def fits(self, depth: int, inner: Doc, rest: list[_Task]) -> bool:
        """Whether `inner`, flat, and what follows up to the next line break have room on this line."""
        room = WIDTH - len(self.line or STEP * depth)
        todo: list[_Task] = [(depth, True, inner)]
        place = len(rest)
        while room >= 0:
            if not todo:
                if place == 0:
                    return True
                place -= 1
                todo.append(rest[place])
            depth, flat, part = todo.pop()
            match part:
                case str():
                    room -= len(part)
                case tuple():
                    todo.extend((depth, flat, x) for x in reversed(part))
                case Indent():
                    todo.append((depth, flat, part.inner))
                case Group():
                    todo.append((depth, flat and not part.forced, part.inner))
                case Line():
                    if part.hard or not flat:
                        return True
                    room -= len(part.flat)
                case IfBroken():
                    room -= len(part.flat if flat else part.broken)
                case Suffix():
                    pass
                case OwnLines():
                    return True
        return False
