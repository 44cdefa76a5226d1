"""`name: number` lists of fixed names: `limits(...)` and `storm { ... }`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.names.scope import Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.constants import constant_integer
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import infer


def entries(
    ctx: Context,
    given: Sequence[syn.FieldValue],
    owner: str,
    highest: Mapping[str, int],
    out_of_range: Callable[[DiagnosticBag, Span, str, int], None],
) -> tuple[tuple[str, int], ...]:
    """The entries, each at least 1 and at most what `highest` says; what is wrong is reported and left out.
    `out_of_range` reports (place, name, highest)."""
    found: dict[str, int] = {}
    seen: dict[str, Span] = {}
    for entry in given:
        name = entry.name.text
        if name not in highest:
            from vprog.dsl.rules.vp0204_unknown_field import report as unknown

            unknown(ctx.bag, entry.name.span, owner, name, nearest(name, highest))
            ctx.fail()
            continue
        if seen.setdefault(name, entry.name.span) is not entry.name.span:
            from vprog.dsl.rules.vp0206_repeated_field import report as repeated

            repeated(ctx.bag, entry.name.span, name, seen[name])
            ctx.fail()
            continue
        value = constant_integer(ctx, infer(ctx, Scope(), entry.value), f"`{name}`")
        if value is None:
            ctx.fail()
        elif not 1 <= value <= highest[name]:
            out_of_range(ctx.bag, entry.value.span, name, highest[name])
            ctx.fail()
        else:
            found[name] = value
    return tuple(found.items())
