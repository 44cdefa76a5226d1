"""Collects findings while phases run, so that one run reports many."""

from __future__ import annotations

from vprog.dsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Rule
from vprog.dsl.source.span import InlinedSpan, Span


class DiagnosticBag:
    """Findings in the order they were made; `sorted()` gives them in source order."""

    def __init__(self, home: str | None = None) -> None:
        """`home`: the path of the file that is compiled. What is found in another one because of a place in it is
        said of that place: its author can change nothing else."""
        self.home = home
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
        labels = self._at_home(Label(span, label), secondary)
        self.items.append(Diagnostic(rule, message, labels[0], labels[1:], notes, rule.remedy, fix))

    def _at_home(self, primary: Label, secondary: tuple[Label, ...]) -> tuple[Label, ...]:
        """The labels, the primary one first: at the call, or else the first place, in the compiled file, if any."""
        here = None
        if self.home is not None and primary.span.path != self.home:
            known = [place for place, label in enumerate(secondary) if label.span.path == self.home]
            here = next((place for place in known if secondary[place].text == _CALL), known[0] if known else None)
        if here is None:
            return primary, *secondary
        moved = Label(secondary[here].span, primary.text), Label(primary.span, "by what stands here")
        return *moved, *secondary[:here], *secondary[here + 1 :]

    @property
    def has_errors(self) -> bool:
        return any(d.is_error for d in self.items)

    def sorted(self) -> tuple[Diagnostic, ...]:
        return tuple(sorted(self.items, key=lambda d: (d.primary.span.path, d.primary.span.start, d.rule.code)))


_CALL = "called here"


def _calls(span: InlinedSpan) -> tuple[Label, ...]:
    """The calls on the way to an inlined place, the innermost first."""
    call = span.call
    if isinstance(call, InlinedSpan):
        return (Label(call.place, _CALL), *_calls(call))
    return (Label(call, _CALL),)
