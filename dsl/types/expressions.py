"""Types an expression: resolves its names, and finds its type and exact range."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.program.expressions import (
    BoolLiteral,
    BytesLiteral,
    CoinsValue,
    ConstRef,
    EnumLiteral,
    Expression,
    FieldRef,
    IntLiteral,
    LocalRef,
    OptionNone,
    ParamRef,
    RoleId,
)
from vprog.dsl.program.types import (
    BOOL,
    AddressType,
    BoolType,
    BytesType,
    CoinsType,
    EnumType,
    ExactType,
    OptionType,
    Type,
    show,
)
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.operators import binary, logical_not, negate
from vprog.dsl.types.ranges import MAX_BITS, Range, bits_needed
from vprog.dsl.types.values import value_type

NOTHING = OptionType(BoolType())
"""The type of a `none` that has not met its place yet; `convert` gives it the type of the place."""


def infer(ctx: Context, scope: Scope, node: syn.Expression) -> Expression | None:
    """The typed expression; None when something is wrong with it, which is reported."""
    while isinstance(node, syn.Parenthesised):
        node = node.inner
    if not ctx.enter(node.span):
        ctx.leave()
        return None
    result = _infer(ctx, scope, node)
    ctx.leave()
    return result


def _infer(ctx: Context, scope: Scope, node: syn.Expression) -> Expression | None:
    span = node.span
    match node:
        case syn.IntLiteral():
            return _integer(ctx, node)
        case syn.BoolLiteral():
            return BoolLiteral(span, BOOL, node.value)
        case syn.BytesLiteral():
            return BytesLiteral(span, BytesType(len(node.value)), node.value)
        case syn.NoneLiteral():
            return OptionNone(span, NOTHING)
        case syn.NameRef():
            return _name(ctx, scope, span, node.name)
        case syn.Member():
            return _member(ctx, scope, node)
        case syn.Call():
            from vprog.dsl.types.calls import call

            return call(ctx, scope, node)
        case syn.Unary():
            operand = infer(ctx, scope, node.operand)
            if operand is None:
                return None
            return logical_not(ctx, span, operand) if node.op == "not" else negate(ctx, span, operand)
        case syn.Binary():
            left, right = infer(ctx, scope, node.left), infer(ctx, scope, node.right)
            if left is None or right is None:
                return None
            return binary(ctx, span, node.op, left, right)
        case syn.Record():
            return misplaced(
                ctx, span, f"a value `{node.name.text} {{ ... }}` stands only in create, emit, else and tests"
            )
        case syn.StringLiteral():
            return not_supported(ctx, span, "text as a value")
        case syn.Index() | syn.ListLiteral():
            return not_supported(ctx, span, "a list")
        case syn.Parenthesised():
            return infer(ctx, scope, node.inner)


def _integer(ctx: Context, node: syn.IntLiteral) -> Expression | None:
    if node.unit is not None:
        return not_supported(ctx, node.span, f"the unit suffix `{node.unit.text}`")
    bits = bits_needed(Range(node.value, node.value))
    if bits > MAX_BITS:
        from vprog.dsl.rules.vp0401_too_wide import report

        return report(ctx.bag, node.span, bits)
    return IntLiteral(node.span, ExactType(node.value, node.value), node.value)


def _name(ctx: Context, scope: Scope, span: Span, name: str) -> Expression | None:
    binding = scope.find(name)
    if binding is not None:
        return _bound(ctx, span, binding)
    if name in ctx.symbols.constants:
        return constant_ref(ctx, span, name)
    if scope.in_test and (value := _test_name(ctx, span, name)) is not None:
        return value
    return no_such(ctx, span, "value", name, [*scope.names(), *ctx.symbols.constants])


def constant_ref(ctx: Context, span: Span, name: str) -> Expression | None:
    """A use of a declared constant; a number is known exactly."""
    constant = ctx.symbols.constants[name]
    if constant is None:
        return None
    type_ = value_type(constant.type)
    if isinstance(type_, ExactType) and isinstance(constant.value, int):
        type_ = ExactType(constant.value, constant.value, type_.unit)
    return ConstRef(span, type_, name)


def _bound(ctx: Context, span: Span, binding: Binding) -> Expression | None:
    match binding.kind:
        case NameKind.ROLE | NameKind.TEST_RESOURCE:
            from vprog.dsl.rules.vp0203_wrong_kind_of_name import report

            return report(ctx.bag, span, binding.name, binding.kind.value, "a value (its `.id` or one of its fields)")
        case _ if binding.type is None:
            return None
        case NameKind.FIELD:
            return FieldRef(span, binding.type, "self", binding.name)
        case NameKind.PARAMETER:
            return ParamRef(span, binding.type, binding.name)
        case NameKind.LET | NameKind.VAR | NameKind.LOOP:
            return LocalRef(span, binding.type, binding.name)


def _test_name(ctx: Context, span: Span, name: str) -> Expression | None:
    from vprog.dsl.types.test_values import test_name

    return test_name(ctx, span, name)


def _member(ctx: Context, scope: Scope, node: syn.Member) -> Expression | None:
    target, name = node.target, node.name.text
    while isinstance(target, syn.Parenthesised):
        target = target.inner
    if isinstance(target, syn.NameRef):
        binding = scope.find(target.name)
        if binding is not None and binding.kind in (NameKind.ROLE, NameKind.TEST_RESOURCE):
            return role_member(ctx, node.span, binding, node.name)
        if target.name in ctx.symbols.enums:
            return _variant(ctx, node.span, ctx.symbols.enums[target.name], node.name)
        if target.name == "tx" and binding is None:
            return not_supported(ctx, node.span, "the transaction (`tx`)")
    value = infer(ctx, scope, target)
    if value is None:
        return None
    if isinstance(value, LocalRef) and isinstance(value.type, CoinsType) and name == "value":
        integer = value.type.unit.repr
        return CoinsValue(node.span, ExactType(integer.low, integer.high, value.type.unit), value.name)
    return _unknown_field(ctx, node.name.span, show(value.type), name, [])


def role_member(ctx: Context, span: Span, binding: Binding, member: syn.Identifier) -> Expression | None:
    """`role.id` or `role.field`."""
    if binding.resource is None:
        return None
    if member.text == "id":
        return RoleId(span, AddressType(binding.resource), binding.name)
    resource = ctx.symbols.resources.get(binding.resource)
    if resource is None:
        return None
    declared: dict[str, Type] = {field.name: field.type for field in resource.fields}
    if member.text not in declared:
        return _unknown_field(ctx, member.span, resource.name, member.text, ["id", *declared])
    return FieldRef(span, value_type(declared[member.text]), binding.name, member.text)


def _variant(ctx: Context, span: Span, enum: EnumType | None, variant: syn.Identifier) -> Expression | None:
    if enum is None:
        return None
    if variant.text in enum.variants:
        return EnumLiteral(span, enum, variant.text)
    from vprog.dsl.rules.vp0209_unknown_variant import report

    return report(ctx.bag, variant.span, enum.name, variant.text, nearest(variant.text, enum.variants))


def _unknown_field(ctx: Context, span: Span, owner: str, name: str, known: list[str]) -> None:
    from vprog.dsl.rules.vp0204_unknown_field import report

    report(ctx.bag, span, owner, name, nearest(name, known))


def misplaced(ctx: Context, span: Span, reason: str) -> None:
    from vprog.dsl.rules.vp0314_misplaced_expression import report

    report(ctx.bag, span, reason)


def not_supported(ctx: Context, span: Span, what: str) -> None:
    from vprog.dsl.rules.vp0306_not_supported import report

    report(ctx.bag, span, what)


def no_such(ctx: Context, span: Span, what: str, name: str, known: list[str]) -> None:
    """Reports a name that is no `what`: it may be something else, or nothing at all."""
    sort = ctx.symbols.sort_of(name)
    if sort is not None:
        from vprog.dsl.rules.vp0203_wrong_kind_of_name import report

        article = "an" if what[0] in "aeiou" else "a"
        return report(ctx.bag, span, name, sort, f"{article} {what}")
    from vprog.dsl.rules.vp0201_unknown_name import report as unknown

    return unknown(ctx.bag, span, what, name, nearest(name, known))
