"""Collects findings while phases run, so that one run reports many."""

from __future__ import annotations

from vprog.dsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Rule
from vprog.dsl.source.span import InlinedSpan, Span


class DiagnosticBag:
    """Findings in the order they were made; `sorted()` gives them in source order."""

    def __init__(self) -> None:
        self.items: list[Diagnostic] = []
        self._seen: set[tuple[str, Span]] = set()

    def report(
        self,
        rule: Rule,
        span: Span,
        message: str,
        label: str = "",
        *,
        secondary: tuple[Label, ...] = (),
        notes: tuple[str, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        """Adds a finding; the rule's remedy becomes its help. The same rule at the same place is kept once: what is
        wrong with a function by itself is not said again of its calls."""
        key = (rule.code, span)
        if key in self._seen:
            return
        self._seen.add(key)
        if isinstance(span, InlinedSpan):
            if (rule.code, span.place) in self._seen:
                return
            secondary, span = (*secondary, *_calls(span)), span.place
        self.items.append(Diagnostic(rule, message, Label(span, label), secondary, notes, rule.remedy, fix))

    @property
    def has_errors(self) -> bool:
        return any(d.is_error for d in self.items)

    def sorted(self) -> tuple[Diagnostic, ...]:
        return tuple(sorted(self.items, key=lambda d: (d.primary.span.path, d.primary.span.start, d.rule.code)))


def _calls(span: InlinedSpan) -> tuple[Label, ...]:
    """The calls on the way to an inlined place, the innermost first."""
    call = span.call
    if isinstance(call, InlinedSpan):
        return (Label(call.place, "called here"), *_calls(call))
    return (Label(call, "called here"),)
