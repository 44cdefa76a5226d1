"""Types an expression: resolves its names, and finds its type and exact range."""

from __future__ import annotations

from vprog.dsl.frozen import replace
from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.program.expressions import (
    BoolLiteral,
    BytesLiteral,
    CoinsValue,
    ConstRef,
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
    ExactType,
    OptionType,
    StructType,
    Type,
    show,
)
from vprog.dsl.replay.calls import asks_sender
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types import facts
from vprog.dsl.types.context import Context
from vprog.dsl.types.declared_types import enum_named, is_enum
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
    return facts.narrowed(scope, result) if result is not None else None


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
            return _binary(ctx, scope, node)
        case syn.Record() | syn.StringLiteral() | syn.ListLiteral():
            return _aggregate(ctx, scope, node)
        case syn.Index():
            from vprog.dsl.types.collection_calls import index

            return index(ctx, scope, node)
        case syn.Parenthesised():
            return infer(ctx, scope, node.inner)


def _perhaps(ctx: Context, scope: Scope, node: syn.Expression, op: str) -> Expression | None:
    """The right side of `and` and `or`, which is not always evaluated."""
    around, reason = ctx.hoisted, ctx.no_calls
    if around is not None:
        ctx.hoisted, ctx.no_calls = None, f"on the right of `{op}`: it runs only when the left side does not decide"
    found = infer(ctx, scope, node)
    ctx.hoisted, ctx.no_calls = around, reason
    return found


def _binary(ctx: Context, scope: Scope, node: syn.Binary) -> Expression | None:
    left = infer(ctx, scope, node.left)
    if node.op in ("and", "or"):
        around = Scope(scope)
        if left is not None:  # the right side is asked only where the left one leaves it open
            facts.assume(around, left, node.op == "and")
        right = _perhaps(ctx, around, node.right, node.op)
    else:
        right = infer(ctx, scope, node.right)
    if left is None or right is None:
        return None
    gap = facts.gap(scope, left, right) if node.op == "-" else (None, None)
    return binary(ctx, node.span, node.op, left, right, gap, scope)


def _aggregate(ctx: Context, scope: Scope, node: syn.Record | syn.StringLiteral | syn.ListLiteral) -> Expression | None:
    from vprog.dsl.types import aggregates

    match node:
        case syn.Record():
            return aggregates.record(ctx, scope, node)
        case syn.StringLiteral():
            return aggregates.text(node)
        case syn.ListLiteral():
            return aggregates.bracketed(ctx, scope, node)


def _integer(ctx: Context, node: syn.IntLiteral) -> Expression | None:
    if node.unit is not None:
        from vprog.dsl.types.suffixes import suffixed

        return suffixed(ctx, node, node.unit)
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
    enums = [node for node in ctx.symbols.type_nodes.values() if isinstance(node, syn.Enum)]
    owner = next((e.name.text for e in enums if any(v.name.text == name for v in e.variants)), None)
    if owner is not None:
        from vprog.dsl.rules.vp0201_unknown_name import report

        return report(ctx.bag, span, "value", name, f"{owner}.{name}")
    return no_such(ctx, span, "value", name, [*scope.names(), *ctx.symbols.constants])


def constant_ref(ctx: Context, span: Span, name: str) -> Expression | None:
    """A use of a declared constant; a number is known exactly."""
    constant = ctx.symbols.constants[name]
    if constant is None:
        literal = ctx.symbols.literals.get(name)
        return replace(literal, span=span) if literal is not None else None
    type_ = value_type(constant.type)
    if isinstance(type_, ExactType) and isinstance(constant.value, int):
        type_ = ExactType(constant.value, constant.value, type_.unit)
    return ConstRef(span, type_, name)


def _bound(ctx: Context, span: Span, binding: Binding) -> Expression | None:
    match binding.kind:
        case NameKind.ROLE | NameKind.ROLE_LIST | NameKind.TEST_RESOURCE:
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
        if binding is not None and binding.kind is NameKind.ROLE_LIST:
            from vprog.dsl.types.role_lists import list_member

            return list_member(ctx, node.span, binding, node.name)
        if binding is None and is_enum(ctx, target.name):
            from vprog.dsl.types.aggregates import variant

            return variant(ctx, node.span, enum_named(ctx, target.name), node.name)
    if about_tx(scope, target):
        from vprog.dsl.types.transaction import tx_field

        return tx_field(ctx, scope, node.span, node)
    if asks_sender(ctx.symbols, scope, node):
        from vprog.dsl.rules.vp0622_sender_asked_for import report

        return report(ctx.bag, node.name.span, name)
    value = infer(ctx, scope, target)
    if value is None:
        return None
    if isinstance(value, LocalRef) and isinstance(value.type, CoinsType) and name == "value":
        integer = value.type.unit.repr
        return CoinsValue(node.span, ExactType(integer.low, integer.high, value.type.unit), value.name)
    if isinstance(value.type, StructType):
        from vprog.dsl.types.aggregates import struct_field

        return struct_field(ctx, node.span, value, node.name)
    if name == "len":
        from vprog.dsl.types.collection_calls import length

        found = length(scope, node.span, value)
        if found is not None:
            return found
    return _unknown_field(ctx, node.name.span, show(value.type), name, [])


def about_tx(scope: Scope, node: syn.Expression) -> bool:
    """Whether `node` is `tx`, `tx.outputs` or `tx.outputs[i]`: what is asked of it is asked of the transaction."""
    if isinstance(node, syn.Index):
        return isinstance(node.target, syn.Member) and about_tx(scope, node.target)
    if isinstance(node, syn.Member):
        return node.name.text == "outputs" and about_tx(scope, node.target)
    return isinstance(node, syn.NameRef) and node.name == "tx" and scope.find("tx") is None


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


def _unknown_field(ctx: Context, span: Span, owner: str, name: str, known: list[str]) -> None:
    from vprog.dsl.rules.vp0204_unknown_field import report

    report(ctx.bag, span, owner, name, nearest(name, known))


def misplaced(ctx: Context, span: Span, reason: str) -> None:
    from vprog.dsl.rules.vp0314_misplaced_expression import report

    report(ctx.bag, span, reason)


def no_such(ctx: Context, span: Span, what: str, name: str, known: list[str]) -> None:
    """Reports a name that is no `what`: it may be something else, or nothing at all."""
    sort = ctx.symbols.sort_of(name)
    if sort is not None:
        from vprog.dsl.rules.vp0203_wrong_kind_of_name import report

        article = "an" if what[0] in "aeiou" else "a"
        return report(ctx.bag, span, name, sort, f"{article} {what}")
    if what in ("value", "function"):
        from vprog.dsl.names.foreign import foreign

        if foreign(ctx.bag, span, name):
            return None
    from vprog.dsl.rules.vp0201_unknown_name import report as unknown

    return unknown(ctx.bag, span, what, name, nearest(name, known))
