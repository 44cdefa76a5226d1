"""What stands behind `else`, and the `name: value` lists of errors, events and resources."""

from __future__ import annotations

from collections.abc import Sequence

from vprog.dsl.names.scope import Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.program.declarations import Field
from vprog.dsl.program.expressions import ErrorUse, Expression
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import NO_CALLS, Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.expressions import infer, no_such


def error_use(ctx: Context, scope: Scope, node: syn.ErrorUse | None) -> ErrorUse | None:
    """The error behind an `else`; None when there is no `else`. One with a mistake is reported and stands in as
    Overflow, so that the check it belongs to is not blamed for having no error."""
    if node is None:
        return None
    stand_in = ErrorUse(node.span, "Overflow")
    symbols, name = ctx.symbols, node.name.text
    if name not in symbols.errors:
        ctx.fail()
        no_such(ctx, node.name.span, "error", name, list(symbols.errors))
        return stand_in
    declaration = symbols.errors[name]
    if declaration is None:
        ctx.fail()
        return stand_in
    around, ctx.hoisted, ctx.no_calls = ctx.hoisted, None, "in an error: it runs only when the check fails"
    values = field_values(ctx, scope, node.span, f"`{name}`", name, declaration.fields, node.fields)
    ctx.hoisted, ctx.no_calls = around, NO_CALLS
    if values is None:
        ctx.fail()
        return stand_in
    return ErrorUse(node.span, name, values)


def field_values(
    ctx: Context,
    scope: Scope,
    span: Span,
    owner: str,
    name: str,
    fields: Sequence[Field],
    given: Sequence[syn.FieldValue],
    optional: frozenset[str] = frozenset(),
) -> tuple[tuple[str, Expression], ...] | None:
    """Values for `fields` in their order. `optional` may be left out, and are then missing from the result."""
    known = {field.name: field for field in fields}
    values: dict[str, Expression | None] = {}
    spans: dict[str, Span] = {}
    sound = True
    for entry in given:
        key = entry.name.text
        if key in spans:
            from vprog.dsl.rules.vp0206_repeated_field import report

            report(ctx.bag, entry.name.span, key, spans[key])
            sound = False
            continue
        spans[key] = entry.name.span
        if key not in known:
            from vprog.dsl.rules.vp0204_unknown_field import report

            report(ctx.bag, entry.name.span, name, key, nearest(key, known))
            sound = False
            continue
        values[key] = convert(ctx, scope, infer(ctx, scope, entry.value), known[key].type)
        sound = sound and values[key] is not None
    missing = [key for key in known if key not in spans and key not in optional]
    if missing and all(key in known for key in spans):  # a misspelt field is not a missing one as well
        from vprog.dsl.rules.vp0205_missing_field import report

        report(ctx.bag, span, owner, missing)
        sound = False
    if not sound:
        return None
    return tuple((key, value) for key in known if (value := values.get(key)) is not None)
