"""The document: a text with the places where it may be broken into lines. The printers build one, `render` lays it out.

A group is laid out flat when it fits, and otherwise broken at each of its own lines. A comment behind a token is put
at the end of whatever line the token lands on; a comment on a line of its own stays on a line of its own.
"""

from __future__ import annotations

import attrs
from attrs import frozen


@frozen
class Line:
    """A space (or nothing) when flat, a line break when broken. `hard`: always a line break; `blank`: an empty line
    before it."""

    flat: str = " "
    hard: bool = False
    blank: bool = False


@frozen
class Indent:
    """One step deeper."""

    inner: Doc


@frozen
class IfBroken:
    """Text that depends on how the group around it is laid out."""

    broken: str
    flat: str


@frozen
class Suffix:
    """A comment behind a token."""

    comment: str


@frozen
class OwnLines:
    """Comments above a token, each with whether a blank line stands above it; `blank_after`: one stands below."""

    comments: tuple[tuple[str, bool], ...]
    blank_after: bool


@frozen
class Group:
    """`forced`: cannot be flat, because a line break is certain inside."""

    inner: Doc
    forced: bool = False
    has_text: bool = False
    has_suffix: bool = False
    begins_with_comment: bool = False


Doc = str | tuple["Doc", ...] | Line | Indent | IfBroken | Suffix | OwnLines | Group

SOFT = Line("")
SPACE = Line(" ")
HARD = Line("", hard=True)
BLANK = Line("", hard=True, blank=True)


@attrs.define
class _Scan:
    text: bool = False
    suffix: bool = False
    forced: bool = False
    begins_with_comment: bool = False

    def see(self, doc: Doc) -> None:
        match doc:
            case str():
                self.text = self.text or bool(doc)
            case tuple():
                for part in doc:
                    self.see(part)
            case Line():
                self.forced = self.forced or doc.hard or self.suffix
            case Indent():
                self.see(doc.inner)
            case IfBroken():
                pass
            case Suffix():
                self.suffix = True
            case OwnLines():
                self.begins_with_comment = self.begins_with_comment or not self.text
                self.forced = self.forced or self.text
            case Group():
                leads = doc.begins_with_comment
                self.begins_with_comment = self.begins_with_comment or (leads and not self.text)
                self.forced = self.forced or doc.forced or (leads and self.text)
                self.suffix = self.suffix or doc.has_suffix
                self.text = self.text or doc.has_text


def group(*parts: Doc) -> Group:
    """A group; it is forced when a comment or a hard line inside leaves it no choice. A comment before its first text
    stands above it and forces nothing; one behind its last text forces nothing either."""
    scan = _Scan()
    scan.see(parts)
    return Group(parts, scan.forced, scan.text, scan.suffix, scan.begins_with_comment)


def is_forced(doc: Doc) -> bool:
    """Whether a line break inside is certain."""
    scan = _Scan()
    scan.see(doc)
    return scan.forced
