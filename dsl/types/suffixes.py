"""Unit suffixes of numbers: `5_kas` is 500,000,000 of the unit Sompi, and of no other."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.program.expressions import Expression, IntLiteral
from vprog.dsl.program.types import ExactType, UnitType
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.constants import constant_integer
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import infer
from vprog.dsl.types.ranges import MAX_BITS, Range, bits_needed

_SECOND = 10
"""Kaspa makes 10 blocks a second, and the DAA score counts blocks."""
_TIME = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_DAA_SCORE = {word + plural: seconds * _SECOND for word, seconds in _TIME.items() for plural in ("", "s")}
BUILTIN: dict[str, dict[str, int]] = {
    "Sompi": {"sompi": 1, "kas": 100_000_000},
    "Score": _DAA_SCORE,
    "DaaScore": _DAA_SCORE,
}
"""What a unit of this name counts without saying so."""


def declare_suffixes(ctx: Context, node: syn.Unit, unit: UnitType) -> None:
    """Makes the suffixes of a unit known: its own between braces, or else the built-in ones of its name."""
    given = BUILTIN.get(unit.name, {})
    if node.multiples:
        given = _written(ctx, node, unit)
    for name, value in given.items():
        if value <= unit.repr.high:
            ctx.symbols.suffixes.setdefault(name, []).append((unit, value))


def multiples_of(ctx: Context, unit: UnitType) -> tuple[tuple[str, int], ...]:
    """The suffixes of one unit, each with what it counts."""
    known = ctx.symbols.suffixes.items()
    return tuple((name, value) for name, entries in known for other, value in entries if other == unit)


def suffixed(ctx: Context, node: syn.IntLiteral, suffix: syn.Identifier) -> Expression | None:
    """`5_kas`: a number of the suffix's unit."""
    known = ctx.symbols.suffixes
    units = known.get(suffix.text, [])
    if len(units) != 1:
        from vprog.dsl.rules.vp0323_unknown_suffix import report

        names = [unit.name for unit, _ in units]
        like = None if names else nearest(suffix.text, known)
        return report(ctx.bag, node.span, suffix.text, names, _after(node.span, suffix.text, like))
    unit, multiple = units[0]
    value = node.value * multiple
    bits = bits_needed(Range(value, value))
    if bits > MAX_BITS:
        from vprog.dsl.rules.vp0401_too_wide import report as too_wide

        return too_wide(ctx.bag, node.span, bits)
    return IntLiteral(node.span, ExactType(value, value, unit), value)


def _after(span: Span, suffix: str, like: str | None) -> tuple[Span, str] | None:
    """Where the suffix stands in the literal, and what to write there instead."""
    if like is None:
        return None
    size = len(suffix)
    return Span(span.path, span.end - size, span.end, span.line, span.column + span.end - span.start - size), like


def _written(ctx: Context, node: syn.Unit, unit: UnitType) -> dict[str, int]:
    found: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for entry in node.multiples:
        name = entry.name.text
        if name in spans:
            from vprog.dsl.rules.vp0206_repeated_field import report

            report(ctx.bag, entry.name.span, name, spans[name])
            continue
        spans[name] = entry.name.span
        value = constant_integer(ctx, infer(ctx, Scope(), entry.value), f"how much a `{name}` is")
        if value is None:
            continue
        if not 1 <= value <= unit.repr.high:
            from vprog.dsl.rules.vp0320_bad_size import report as bad_size

            bad_size(ctx.bag, entry.value.span, f"a `{name}`", 1, unit.repr.high)
            continue
        found[name] = value
    return found
