"""One finding of the compiler, as data. Text, JSON and other renderings are made from this object alone."""

from __future__ import annotations

from enum import Enum

from vprog.dsl.frozen import record
from vprog.dsl.source.span import Span


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"


@record
class Rule:
    """What a code means. One rule, one file: `dsl/rules/vp0501_write_not_declared.py` exports `RULE`."""

    code: str
    """`VP` and four digits; never reused."""
    slug: str
    """`area.what_is_wrong`."""
    severity: Severity
    title: str
    """One sentence in the author's terms, without names from the program."""
    remedy: str
    """What the author can do about it, one or two sentences."""


@record
class Label:
    """A place and what it contributes to the finding."""

    span: Span
    text: str


@record
class Fix:
    """An edit that makes the finding go away: replace `[span.start, span.end)` by `text`."""

    span: Span
    text: str
    title: str


@record
class Diagnostic:
    """A finding: the rule, the primary label (what), secondary labels (why), notes, help and perhaps a fix."""

    rule: Rule
    message: str
    primary: Label
    secondary: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: str | None = None
    fix: Fix | None = None

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR
