"""Functions on numbers that change what they count, or in what: `Shares(x)`, `plain(x)`, `wrapping_add(a, b)`."""

from __future__ import annotations

from vprog.dsl.frozen import replace
from vprog.dsl.names.scope import Scope
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import ExactType, UnitType
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types import shifts
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import mismatch
from vprog.dsl.types.expressions import infer

NUMBER_FUNCTIONS = ("plain", *shifts.FUNCTIONS)


def number_call(ctx: Context, scope: Scope, node: syn.Call, name: str) -> Expression | None:
    """`plain(x)`, `Shares(x)`, `wrapping_add(a, b)` and its like."""
    from vprog.dsl.types.calls import arity

    if not arity(ctx, node.span, name, 2 if name in shifts.FUNCTIONS else 1, len(node.arguments)):
        return None
    values = [infer(ctx, scope, argument) for argument in node.arguments]
    found = [value for value in values if value is not None]
    if len(found) != len(values):
        return None
    if name in shifts.FUNCTIONS:
        return shifts.bounded(ctx, scope, node.span, name, found[0], found[1])
    if name == "plain":
        return _counted(ctx, node.span, found[0], None)
    unit = ctx.symbols.units[name]
    return _counted(ctx, node.span, found[0], unit) if unit is not None else None


def _counted(ctx: Context, span: Span, value: Expression, unit: UnitType | None) -> Expression | None:
    """The same number, of a unit or plain. What is of another unit says first, with `plain`, that it is none."""
    type_ = value.type
    if not isinstance(type_, ExactType):
        return mismatch(ctx, value, "a number")
    if unit is not None and type_.unit not in (None, unit):
        from vprog.dsl.rules.vp0404_mixed_units import report

        return report(ctx.bag, span, unit.name, type_.unit.name if type_.unit else "", unit.name)
    return replace(value, type=ExactType(type_.low, type_.high, unit))
