"""Collects findings while phases run, so that one run reports many."""

from __future__ import annotations

from vprog.dsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Rule
from vprog.dsl.source.span import Span


class DiagnosticBag:
    """Findings in the order they were made; `sorted()` gives them in source order."""

    def __init__(self) -> None:
        self.items: list[Diagnostic] = []

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
        """Adds a finding; the rule's remedy becomes its help. The same rule at the same place is kept once."""
        finding = Diagnostic(rule, message, Label(span, label), secondary, notes, rule.remedy, fix)
        if all((d.rule.code, d.primary.span) != (rule.code, span) for d in self.items):
            self.items.append(finding)

    @property
    def has_errors(self) -> bool:
        return any(d.is_error for d in self.items)

    def sorted(self) -> tuple[Diagnostic, ...]:
        return tuple(sorted(self.items, key=lambda d: (d.primary.span.path, d.primary.span.start, d.rule.code)))
