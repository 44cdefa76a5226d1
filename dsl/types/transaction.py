"""What a body can know of the world: `random(nonce)`, `after(score)`, `tx.id`, `tx.outputs` (rule 13)."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.program.expressions import After, Expression, Random, TxField, TxPart
from vprog.dsl.program.types import (
    BOOL,
    HASH,
    OUTPUT_INDEX,
    SCRIPT,
    U32,
    U64,
    ExactType,
    OutputIndexType,
    Type,
)
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert, mismatch
from vprog.dsl.types.expressions import about_tx, infer

TIME_UNITS = ("Score", "DaaScore")
"""Units of these names count the chain's DAA score."""


def random(ctx: Context, scope: Scope, node: syn.Call) -> Expression | None:
    """`random(nonce)`, a Hash, or `random(nonce, below)`, a number of the unit of `below`."""
    if not 1 <= len(node.arguments) <= 2:
        from vprog.dsl.rules.vp0304_wrong_argument_count import report

        return report(ctx.bag, node.span, "random", 1 if not node.arguments else 2, len(node.arguments))
    values = [infer(ctx, scope, argument) for argument in node.arguments]
    nonce = convert(ctx, scope, values[0], U64)
    if len(values) == 1:
        return Random(node.span, HASH, nonce, None) if nonce is not None else None
    below = values[1]
    if below is None or nonce is None:
        return None
    if not isinstance(below.type, ExactType):
        return mismatch(ctx, below, "a number")
    if below.type.low < 1 or below.type.high > U64.high:
        from vprog.dsl.rules.vp0535_bad_random_bound import report as bad_bound

        return bad_bound(ctx.bag, below.span, below.type.low, below.type.high)
    return Random(node.span, ExactType(0, below.type.high - 1, below.type.unit), nonce, below)


def after(ctx: Context, scope: Scope, node: syn.Call) -> Expression | None:
    """`after(score)`."""
    if len(node.arguments) != 1:
        from vprog.dsl.rules.vp0304_wrong_argument_count import report

        return report(ctx.bag, node.span, "after", 1, len(node.arguments))
    score = score_of(ctx, scope, node.arguments[0])
    return After(node.span, BOOL, score) if score is not None else None


def score_of(ctx: Context, scope: Scope, node: syn.Expression) -> Expression | None:
    """A DAA score: a plain number or one of a time unit, as `u64` or that unit."""
    value = infer(ctx, scope, node)
    if value is None:
        return None
    if not isinstance(value.type, ExactType):
        return mismatch(ctx, value, "a DAA score")
    unit = value.type.unit
    if unit is not None and (unit.name not in TIME_UNITS or unit.repr.signed):
        return mismatch(ctx, value, "a DAA score")
    return convert(ctx, scope, value, unit or U64)


def tx_field(ctx: Context, scope: Scope, span: Span, node: syn.Member) -> Expression | None:
    """`tx.id`, `tx.outputs.len`, `tx.outputs[i].value`; None is reported."""
    target, name = node.target, node.name.text
    if _is_tx(target) and name == "id":
        return TxField(span, HASH, TxPart.ID, ())
    if _is_outputs(scope, target) and name == "len":
        return TxField(span, ExactType(0, U32.high), TxPart.OUTPUT_COUNT, ())
    if isinstance(target, syn.Index) and name == "value":
        index = _index(ctx, scope, target)
        return TxField(span, ExactType(0, U64.high), TxPart.OUTPUT_VALUE, (index,)) if index is not None else None
    return _unknown(ctx, scope, node)


def pays(ctx: Context, scope: Scope, node: syn.Call, output: syn.Index) -> Expression | None:
    """`tx.outputs[i].pays(script)`."""
    if len(node.arguments) != 1:
        from vprog.dsl.rules.vp0304_wrong_argument_count import report

        return report(ctx.bag, node.span, "pays", 1, len(node.arguments))
    index = _index(ctx, scope, output)
    script = convert(ctx, scope, infer(ctx, scope, node.arguments[0]), SCRIPT)
    if index is None or script is None:
        return None
    return TxField(node.span, BOOL, TxPart.OUTPUT_PAYS, (index, script))


def _is_tx(node: syn.Expression) -> bool:
    return isinstance(node, syn.NameRef)


def _is_outputs(scope: Scope, node: syn.Expression) -> bool:
    return isinstance(node, syn.Member) and about_tx(scope, node)


def _index(ctx: Context, scope: Scope, node: syn.Index) -> Expression | None:
    """An OutputIndex, or a number that fits one."""
    value = infer(ctx, scope, node.index)
    if value is None or isinstance(value.type, OutputIndexType):
        return value
    target: Type = OUTPUT_INDEX if not isinstance(value.type, ExactType) else U32
    return convert(ctx, scope, value, target)


def _unknown(ctx: Context, scope: Scope, node: syn.Member) -> None:
    from vprog.dsl.rules.vp0204_unknown_field import report

    if _is_outputs(scope, node):
        return misused(ctx, node)
    from vprog.dsl.names.foreign import foreign

    if foreign(ctx.bag, node.name.span, node.name.text):
        return None
    known = ["id", "outputs"] if _is_tx(node.target) else ["len"] if _is_outputs(scope, node.target) else []
    known = known or ["value", "pays"]
    owner = "tx" if "id" in known else "tx.outputs" if "len" in known else "an output"
    return report(ctx.bag, node.name.span, owner, node.name.text, nearest(node.name.text, known))


def misused(ctx: Context, node: syn.Expression) -> None:
    """Reports `tx.outputs` where a value must stand."""
    from vprog.dsl.rules.vp0314_misplaced_expression import report

    report(ctx.bag, node.span, "ask for `tx.id`, `tx.outputs.len`, `tx.outputs[i].value` or `tx.outputs[i].pays(to)`")
