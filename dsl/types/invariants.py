"""Lowers `invariant "..." on transfer, deposit: condition` and `invariant "..." on Pool: condition`."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.declarations import Invariant, Resource
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import BOOL
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.expressions import infer, no_such
from vprog.dsl.types.header import Header
from vprog.dsl.types.promises import promise
from vprog.dsl.types.values import value_type


def lower_invariant(ctx: Context, node: syn.Invariant, headers: dict[str, Header | None]) -> Invariant | None:
    """The invariant, its condition once for every instruction that it is on; None when something is wrong with it."""
    resources = ctx.symbols.resources
    first = node.on[0]
    if len(node.on) == 1 and first.text in resources:
        resource = resources[first.text]
        condition = _of_resource(ctx, node, resource) if resource is not None else None
        if resource is None or condition is None:
            return None
        return Invariant(node.span, node.name.value, node.doc, resource.name, ((resource.name, condition),))
    found: dict[str, Expression | None] = {}
    for name in node.on:
        if name.text in found:
            from vprog.dsl.rules.vp0206_repeated_field import report

            report(ctx.bag, name.span, name.text, first.span)
        elif name.text in headers:
            found[name.text] = _of_instruction(ctx, node, headers[name.text])
        else:
            found[name.text] = no_such(ctx, name.span, "instruction", name.text, list(headers))
    conditions = tuple((name, condition) for name, condition in found.items() if condition is not None)
    if len(conditions) != len(node.on):
        return None
    return Invariant(node.span, node.name.value, node.doc, None, conditions)


def _of_instruction(ctx: Context, node: syn.Invariant, header: Header | None) -> Expression | None:
    if header is None or not header.sound:
        return None
    ctx.old = True
    condition = convert(ctx, header.scope, infer(ctx, header.scope, node.condition), BOOL)
    ctx.old = False
    return condition if condition is not None and promise(ctx, header.roles, condition) else None


def _of_resource(ctx: Context, node: syn.Invariant, resource: Resource) -> Expression | None:
    """Over the resource's own fields alone: it holds between any two actions, so there is no `old` and nobody else."""
    scope = Scope()
    for field in resource.fields:
        scope.add(Binding(NameKind.FIELD, field.name, field.span, value_type(field.type)))
    condition = convert(ctx, scope, infer(ctx, scope, node.condition), BOOL)
    return condition if condition is not None and promise(ctx, (), condition) else None
