"""VP0701: an address is derived from a value without one fixed form."""

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Rule, Severity
from vprog.dsl.program.types import LockType, Type, show
from vprog.dsl.source.span import Span

RULE = Rule(
    "VP0701",
    "addresses.ambiguous_part",
    Severity.ERROR,
    "An address is derived from a value without one fixed form",
    "Derive addresses from values that have one form only: of a Lock, use `id(lock)`; leave options and scripts out.",
)


def report(bag: DiagnosticBag, span: Span, type_: Type, within: Type | None = None) -> None:
    """Reports it at `span`; `within` is the type of the part that has such a value in it."""
    what = "`id(...)` of it" if isinstance(type_, LockType) else "a value that has one form only"
    inside = f", and {show(within)} has one in it" if within is not None else ""
    bag.report(RULE, span, f"{show(type_)} cannot be a part of an address{inside}", f"use {what}")
