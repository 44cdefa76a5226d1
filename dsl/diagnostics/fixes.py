"""Applies the fixes of diagnostics to a text, until nothing is left that they improve."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen

from vprog.dsl.diagnostics.diagnostic import Diagnostic, Fix

ROUNDS = 50
"""Each round applies at least one fix; fixes that follow from fixes are few."""

Check = Callable[[str], Sequence[Diagnostic]]
"""All diagnostics of a text."""


@frozen
class Fixed:
    """`text` after `applied`, in that order; `refused` would have brought more errors, or removed nothing. Places are
    those of the text in which a diagnostic was found: earlier fixes are already in it."""

    text: str
    applied: tuple[Diagnostic, ...]
    refused: tuple[Diagnostic, ...]


def fix_text(source: str, path: str, check: Check) -> Fixed:
    """Applies every fix for `path` that leaves no more errors than there were, and no other one where it stands: first
    all that do not overlap, then, where these together are no improvement, one by one."""
    text, found = source, check(source)
    applied: list[Diagnostic] = []
    seen = {text}
    for _ in range(ROUNDS):
        together = _apart(found, path)
        for attempt in (together, *([one] for one in _fixable(found, path) if [one] != together)):
            after = apply_fixes(text, (one.fix for one in attempt if one.fix is not None))
            if after in seen:
                continue
            checked = check(after)
            change = _Change(attempt, found, checked, path)
            if change.better() and not change.brings_others():
                text, found = after, checked
                seen.add(text)
                applied += attempt
                break
        else:
            break
    return Fixed(text, tuple(applied), tuple(_fixable(found, path)))


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """The text after fixes that do not overlap. Lines that they add end as the lines of the text do."""
    newline = "\r\n" if "\r\n" in text else "\n"
    for fix in sorted(fixes, key=lambda fix: fix.span.start, reverse=True):
        text = text[: fix.span.start] + fix.text.replace("\n", newline) + text[fix.span.end :]
    return text


def _fixable(found: Sequence[Diagnostic], path: str) -> list[Diagnostic]:
    """Those with a fix for this file. While there are errors, those of warnings wait: what is missing because of an
    error can look needless."""
    here = [one for one in found if one.fix is not None and one.fix.span.path == path]
    return [one for one in here if one.is_error] if _errors(found) else here


def _apart(found: Sequence[Diagnostic], path: str) -> list[Diagnostic]:
    """Those with fixes that touch different places, the first of each place. Two insertions at one place wait for
    each other: either may be what the other one needs."""
    chosen: list[Diagnostic] = []
    end = -1
    for one in sorted(_fixable(found, path), key=lambda one: one.fix.span.start if one.fix else 0):
        if one.fix is not None and one.fix.span.start > end:
            chosen.append(one)
            end = one.fix.span.end
    return chosen


class _Change:
    """What fixes did to the findings of a text."""

    def __init__(
        self, attempt: Sequence[Diagnostic], before: Sequence[Diagnostic], after: Sequence[Diagnostic], path: str
    ) -> None:
        self._before, self._after = before, after
        self._was, self._is = _places(before, path), _places(after, path)
        self._fixed = sorted(
            ((one, one.fix) for one in attempt if one.fix is not None), key=lambda pair: pair[1].span.start
        )

    def better(self) -> bool:
        """Never more errors. With as many as before something else must have become visible or gone: a syntax error
        that is gone lets the compiler see further, a warning does not."""
        was, now = _errors(self._before), _errors(self._after)
        if was == now == 0:
            return len(self._after) < len(self._before)
        return now < was or (now == was and (_shape(self._before) != _shape(self._after) or self._moved_on()))

    def brings_others(self) -> bool:
        """Whether in what the fixes wrote there is an error of a sort that was not there before."""
        for _, fix, start, end in self._written():
            known = {code for code, first, last in self._was if first <= fix.span.end and last >= fix.span.start}
            if any(start <= first < last <= end and code not in known for code, first, last in self._is):
                return True
        return False

    def _moved_on(self) -> bool:
        """Whether what was wrong where the fixes wrote is right there: the same is wrong elsewhere."""
        for one, fix, start, end in self._written():
            here = one.primary.span
            if here.start > fix.span.end or here.end < fix.span.start:
                return False
            if any(code == one.rule.code and first <= end and last >= start for code, first, last in self._is):
                return False
        return True

    def _written(self) -> Iterator[tuple[Diagnostic, Fix, int, int]]:
        """Each finding with its fix, and where the text of that now is."""
        shift = 0
        for one, fix in self._fixed:
            start = fix.span.start + shift
            yield one, fix, start, start + len(fix.text)
            shift += len(fix.text) - (fix.span.end - fix.span.start)


def _places(found: Sequence[Diagnostic], path: str) -> list[tuple[str, int, int]]:
    """The errors of a file: code and place."""
    spans = ((one.rule.code, one.primary.span) for one in found if one.is_error)
    return [(code, span.start, span.end) for code, span in spans if span.path == path]


def _errors(found: Sequence[Diagnostic]) -> int:
    return sum(one.is_error for one in found)


def _shape(found: Sequence[Diagnostic]) -> list[tuple[str, str]]:
    return sorted((one.rule.code, one.message) for one in found)
