"""Assignment, `move`, `delete`: what changes a field or a `var`."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.expressions import ErrorUse, Expression, LocalRef
from vprog.dsl.program.statements import Delete, Let, Put, Statement
from vprog.dsl.program.types import CoinsType, HeldType
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types import facts
from vprog.dsl.types.calls import call, held_field, is_take, take
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.error_uses import error_use
from vprog.dsl.types.expressions import infer, no_such
from vprog.dsl.types.fallbacks import infer_or, may_still_fail
from vprog.dsl.types.operators import binary
from vprog.dsl.types.places import place, stored_type


def assign(ctx: Context, scope: Scope, node: syn.Assign) -> list[Statement]:
    """`place = value`, and `place op= value` as `place = place op value`."""
    error = error_use(ctx, scope, node.error)
    target, spent = place(ctx, scope, node.target, error)
    if target is None:
        if not (isinstance(node.value, syn.Record) and node.value.name.text in ctx.symbols.resources):
            infer(ctx, scope, node.value)  # a resource is never a value: that is the same mistake
        if isinstance(node.target, syn.NameRef) and scope.find(node.target.name) is None:
            # Most likely a `let` was forgotten: later uses of the name have nothing to add.
            scope.add(Binding(NameKind.VAR, node.target.name, node.target.span, None))
        ctx.fail()
        return []
    declared = stored_type(target)
    if is_take(node.value):
        assert isinstance(node.value, syn.Call)
        value, rest = call(ctx, scope, node.value, error, alone=True), None
    else:
        value, rest = infer_or(ctx, scope, node.value, error, declared)
    if value is None:
        ctx.fail()
        return []
    if node.op != "=":
        before = target.read(scope, node.target.span)
        gap = facts.gap(scope, before, value) if node.op == "-=" else (None, None)
        value = binary(ctx, node.span, node.op.removesuffix("="), before, value, gap)
    if value is not None and rest is not None and spent and not may_still_fail(value, declared):
        rest = None
    converted = convert(ctx, scope, value, declared, rest)
    if converted is None:
        ctx.fail()
        return []
    return [target.write(scope, node.span, converted)]


def move(ctx: Context, scope: Scope, node: syn.Move) -> list[Statement]:
    """`move a from x.f to y.g else E` is `let coins = x.f.take(a) else E` and `y.g.put(coins)`."""
    error = error_use(ctx, scope, node.error)
    source, target = held_field(ctx, scope, node.source), held_field(ctx, scope, node.target)
    amount = infer(ctx, scope, node.amount)
    if source is None or target is None or amount is None:
        ctx.fail()
        return []
    role, field, unit = source
    coins: Expression | None = None
    if unit != target[2]:  # which of the two the amount was meant for, nobody knows
        from vprog.dsl.rules.vp0409_wrong_unit import report

        report(ctx.bag, node.target.span, unit.name, target[2].name)
    else:
        coins = take(ctx, scope, node.span, role, field, unit, amount, error)
    if coins is None or not isinstance(coins.type, CoinsType):
        ctx.fail()
        return []
    name = ctx.fresh("moved")
    scope.add(Binding(NameKind.LET, name, node.span, coins.type))
    put = Put(node.span, target[0], target[1], LocalRef(node.span, CoinsType(unit), name), overflow(node.span))
    return [Let(node.span, name, coins), put]


def delete(ctx: Context, scope: Scope, node: syn.Delete) -> list[Statement]:
    """`delete role into other.field`: each held field of the role goes to the target of its unit."""
    binding = role_named(ctx, scope, node.role)
    if binding is None:
        ctx.fail()
        return []
    targets = [held_field(ctx, scope, target) for target in node.into]
    resource = ctx.symbols.resources.get(binding.resource or "")
    if resource is None or None in targets:
        ctx.fail()
        return []
    into: list[tuple[str, str, str]] = []
    waiting = [target for target in targets if target]
    for field in resource.fields:
        if not isinstance(field.type, HeldType):
            continue
        fitting = [target for target in waiting if target[2] == field.type.unit]
        if fitting:  # where a held field goes nowhere is a question of lifecycle, not of types
            into.append((field.name, fitting[0][0], fitting[0][1]))
            if len(fitting) > 1:
                waiting.remove(fitting[0])
    used = {(role, name) for _, role, name in into}
    for target, written in zip(targets, node.into, strict=True):
        if target and (target[0], target[1]) not in used:
            from vprog.dsl.rules.vp0409_wrong_unit import report

            report(ctx.bag, written.span, target[2].name, f"a unit that `{resource.name}` holds")
            ctx.fail()
    return [Delete(node.span, binding.name, tuple(into))]


def overflow(span: Span) -> ErrorUse:
    return ErrorUse(span, "Overflow")


def role_named(ctx: Context, scope: Scope, name: syn.Identifier) -> Binding | None:
    """The role of that name; None when there is none, which is reported."""
    binding = scope.find(name.text)
    if binding is not None and binding.kind is NameKind.ROLE:
        return binding
    if binding is None:
        return no_such(ctx, name.span, "role", name.text, list(scope.names()))
    from vprog.dsl.rules.vp0203_wrong_kind_of_name import report

    return report(ctx.bag, name.span, name.text, binding.kind.value, "a role")
