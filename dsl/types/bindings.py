"""`let` and `var`: a name for a value, typed by what is written or by the value."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.expressions import (
    Convert,
    Expression,
    LocalRef,
    OptionNone,
    Unwrap,
)
from vprog.dsl.program.statements import Let, Statement
from vprog.dsl.program.types import ExactType, OptionType, Type, integer_of
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.calls import call, is_take
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.error_uses import error_use
from vprog.dsl.types.fallbacks import infer_or
from vprog.dsl.types.resolve import resolve
from vprog.dsl.types.shifts import declared_number
from vprog.dsl.types.values import UNTYPED_LIST, declared_bits, describe, value_type


def let(ctx: Context, scope: Scope, node: syn.Let) -> list[Statement]:
    """The binding, in scope from here on even if its value is wrong."""
    kind = NameKind.VAR if node.mutable else NameKind.LET
    declared = resolve(ctx, node.type) if node.type else None
    value = _value(ctx, scope, node, declared)
    if value is not None and declared is None and node.type is None and node.mutable:
        declared, value = _var_type(ctx, scope, node, value)
    if node.type and declared is None:
        value = None
    binding = Binding(kind, node.name.text, node.name.span, None, declared=declared)
    if value is not None:
        binding.type = value_type(declared) if declared is not None else value.type
        binding.declared = declared or _unwrapped(value) or declared_number(ctx, scope, value)
        binding.made = value if binding.declared is None else None
        binding.bits = _bits(declared, value, scope)
    elif declared is not None:
        binding.type = value_type(declared)
    fresh = bind(ctx, scope, binding)
    if value is None or not fresh:
        ctx.fail()
        return []
    if isinstance(value, Convert) and isinstance(value.value, Unwrap):
        return _unwrap_first(ctx, scope, node, value, value.value)
    return [Let(node.span, node.name.text, value, node.mutable)]


def _unwrap_first(ctx: Context, scope: Scope, node: syn.Let, value: Convert, inner: Unwrap) -> list[Statement]:
    """An Unwrap is the whole value of its `let`; what still has to be converted gets a `let` of its own."""
    name = ctx.fresh("unwrapped")
    scope.add(Binding(NameKind.LET, name, node.span, inner.type))
    converted = Convert(value.span, value.type, LocalRef(inner.span, inner.type, name), value.error)
    return [Let(node.span, name, inner), Let(node.span, node.name.text, converted, node.mutable)]


def bind(ctx: Context, scope: Scope, binding: Binding) -> bool:
    """Puts a name into scope; a name that is taken is reported."""
    known = scope.add(binding)
    if known is None:
        return True
    duplicate(ctx, binding.span, binding.name, known.span)
    known.type = None  # which of the two is meant, nobody knows
    ctx.fail()
    return False


def duplicate(ctx: Context, span: Span, name: str, first: Span) -> None:
    from vprog.dsl.rules.vp0202_duplicate_name import report

    report(ctx.bag, span, name, first)


def _value(ctx: Context, scope: Scope, node: syn.Let, declared: Type | None) -> Expression | None:
    error = error_use(ctx, scope, node.error)
    inner = node.value
    while isinstance(inner, syn.Parenthesised):
        inner = inner.inner
    if isinstance(inner, syn.Call) and is_take(inner):
        value = call(ctx, scope, inner, error, alone=True)
        return convert(ctx, scope, value, declared) if declared is not None else value
    value, error = infer_or(ctx, scope, inner, error, declared)
    if value is None:
        return None
    if error is not None and isinstance(value.type, OptionType) and not isinstance(declared, OptionType):
        value = Unwrap(node.span, value_type(value.type.inner), value, error)
        error = None
    if declared is not None:
        return convert(ctx, scope, value, declared, error)
    if node.type is not None:
        return None
    if error is not None:
        from vprog.dsl.rules.vp0307_not_optional import report

        return report(ctx.bag, error.span, describe(value))
    if isinstance(value, OptionNone) or value.type == UNTYPED_LIST:
        from vprog.dsl.rules.vp0308_needs_a_type import report as needs_a_type

        return needs_a_type(ctx.bag, value.span, describe(value))
    return value


def _var_type(ctx: Context, scope: Scope, node: syn.Let, value: Expression) -> tuple[Type | None, Expression | None]:
    """A `var` that counts needs a declared type; one that starts as a declared number takes that number's."""
    if not isinstance(value.type, ExactType):
        return value.type, value
    if value.type.unit is not None:
        declared: Type = value.type.unit
        return declared, convert(ctx, scope, value, declared)
    machine = declared_number(ctx, scope, value)
    if machine is not None:
        return machine, convert(ctx, scope, value, machine)
    from vprog.dsl.rules.vp0308_needs_a_type import report

    report(ctx.bag, node.name.span, f"the `var {node.name.text}`")
    return None, None


def _bits(declared: Type | None, value: Expression, scope: Scope) -> int:
    integer = integer_of(declared) if declared is not None else None
    if integer is not None:
        return integer.bits
    inner = _unwrapped(value)
    if inner is not None:
        integer = integer_of(inner)
        return integer.bits if integer else 0
    return declared_bits(value, scope)


def _unwrapped(value: Expression) -> Type | None:
    """The declared type of what an unwrapped option held."""
    return value.option.type.inner if isinstance(value, Unwrap) and isinstance(value.option.type, OptionType) else None
