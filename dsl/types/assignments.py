"""Assignment, `move`, `delete`: what changes a field or a `var`."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.expressions import ErrorUse, Expression, FieldRef, LocalRef
from vprog.dsl.program.statements import AssignField, AssignLocal, Delete, Let, Put, Statement
from vprog.dsl.program.types import CoinsType, HeldType, Type
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.calls import held_field, take
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.error_uses import error_use
from vprog.dsl.types.expressions import infer, no_such, not_supported
from vprog.dsl.types.operators import binary
from vprog.dsl.types.values import value_type


class Place:
    """Where an assignment goes: a `var`, or a field of a role."""

    __slots__ = ("declared", "field", "name")

    def __init__(self, name: str, field: str | None, declared: Type) -> None:
        self.name = name
        self.field = field
        self.declared = declared

    def read(self, span: Span) -> Expression:
        type_ = value_type(self.declared)
        return FieldRef(span, type_, self.name, self.field) if self.field else LocalRef(span, type_, self.name)

    def write(self, span: Span, value: Expression) -> Statement:
        return AssignField(span, self.name, self.field, value) if self.field else AssignLocal(span, self.name, value)


def assign(ctx: Context, scope: Scope, node: syn.Assign) -> list[Statement]:
    """`place = value`, and `place op= value` as `place = place op value`."""
    place = _place(ctx, scope, node.target)
    error = error_use(ctx, scope, node.error)
    value = infer(ctx, scope, node.value)
    if place is None or value is None:
        ctx.fail()
        return []
    if node.op != "=":
        value = binary(ctx, node.span, node.op.removesuffix("="), place.read(node.target.span), value)
    declared = place.declared.unit if isinstance(place.declared, HeldType) else place.declared
    converted = convert(ctx, scope, value, declared, error)
    if converted is None:
        ctx.fail()
        return []
    return [place.write(node.span, converted)]


def move(ctx: Context, scope: Scope, node: syn.Move) -> list[Statement]:
    """`move a from x.f to y.g else E` is `let coins = x.f.take(a) else E` and `y.g.put(coins)`."""
    error = error_use(ctx, scope, node.error)
    source, target = held_field(ctx, scope, node.source), held_field(ctx, scope, node.target)
    amount = infer(ctx, scope, node.amount)
    if source is None or target is None or amount is None:
        ctx.fail()
        return []
    role, field, unit = source
    coins = take(ctx, scope, node.span, role, field, unit, amount, error)
    if unit != target[2]:
        from vprog.dsl.rules.vp0409_wrong_unit import report

        report(ctx.bag, node.target.span, unit.name, target[2].name)
        coins = None
    if coins is None:
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


def _place(ctx: Context, scope: Scope, node: syn.Expression) -> Place | None:
    if isinstance(node, syn.NameRef):
        binding = scope.find(node.name)
        if binding is not None and binding.kind is NameKind.VAR:
            if binding.declared is None or binding.type is None:
                return None
            return Place(binding.name, None, binding.declared)
        if binding is not None:
            return _bad_target(ctx, node.span, f"`{node.name}` is {binding.kind.value}, which")
        if node.name in ctx.symbols.constants:
            return _bad_target(ctx, node.span, f"the constant `{node.name}`")
        return no_such(ctx, node.span, "`var`", node.name, list(scope.names()))
    if isinstance(node, syn.Index):
        return not_supported(ctx, node.span, "a list")
    if isinstance(node, syn.Member) and isinstance(node.target, syn.NameRef):
        binding = scope.find(node.target.name)
        if binding is not None and binding.kind is NameKind.ROLE:
            resource = ctx.symbols.resources.get(binding.resource or "")
            if resource is None:
                return None
            field = next((f for f in resource.fields if f.name == node.name.text), None)
            if field is not None:
                return Place(binding.name, field.name, field.type)
    value = infer(ctx, scope, node)
    return _bad_target(ctx, node.span, "this") if value is not None else None


def _bad_target(ctx: Context, span: Span, what: str) -> None:
    from vprog.dsl.rules.vp0311_bad_target import report

    report(ctx.bag, span, what)
