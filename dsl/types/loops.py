"""Lowers `for i in low..high` and `for x in collection`: bounds are known when the program is compiled, so every
program ends."""

from __future__ import annotations

from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.statements import Block, For, ForEach, ForRoles
from vprog.dsl.program.types import (
    ArrayType,
    CollectionType,
    ExactType,
    Type,
    element_of,
    integer_of,
)
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.bindings import bind
from vprog.dsl.types.collection_calls import COLLECTIONS
from vprog.dsl.types.constants import constant_integer
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import mismatch
from vprog.dsl.types.expressions import infer
from vprog.dsl.types.statements import block
from vprog.dsl.types.values import UNTYPED_LIST, describe, value_type

MAX_STEPS = 65536


def loop(ctx: Context, scope: Scope, node: syn.For) -> For | ForEach | ForRoles | None:
    """Any loop, by what it goes through."""
    from vprog.dsl.types.role_lists import for_roles, over_roles

    roles = over_roles(ctx, scope, node)
    if roles is not None:
        return for_roles(ctx, scope, node, roles)
    return for_range(ctx, scope, node, node.over) if isinstance(node.over, syn.Range) else _for_each(ctx, scope, node)


def for_range(ctx: Context, scope: Scope, node: syn.For, over: syn.Range) -> For | None:
    """The loop; its body is lowered even when the bounds are wrong."""
    low, high = 0, 1
    sound = True
    bounds = [constant_integer(ctx, infer(ctx, scope, bound), "the bound of a loop") for bound in (over.low, over.high)]
    if bounds[0] is None or bounds[1] is None:
        sound = False
    else:
        low, high = bounds[0], bounds[1]
    if high <= low or high - low > MAX_STEPS:
        from vprog.dsl.rules.vp0410_bad_loop_bounds import report

        report(ctx.bag, over.span, low, high)
        sound, low, high = False, 0, 1
    own = Scope(scope)
    bind(ctx, own, Binding(NameKind.LOOP, node.name.text, node.name.span, ExactType(low, high - 1) if sound else None))
    body = turns(ctx, own, node, high - low)
    return For(node.span, node.name.text, low, high, body) if sound else None


def _for_each(ctx: Context, scope: Scope, node: syn.For) -> ForEach | None:
    """`for x in collection`: the elements, or the keys of a map."""
    assert not isinstance(node.over, syn.Range)
    subject = infer(ctx, scope, node.over)
    if subject is not None and (not isinstance(subject.type, COLLECTIONS) or subject.type == UNTYPED_LIST):
        if subject.type == UNTYPED_LIST:
            from vprog.dsl.rules.vp0308_needs_a_type import report as needs_a_type

            needs_a_type(ctx.bag, subject.span, describe(subject))
        else:
            mismatch(ctx, subject, "an array, a list, a set or a map")
        subject = None
    own, name = Scope(scope), node.name
    element, bound = _elements(subject.type) if subject is not None else (None, 1)
    integer = integer_of(element) if element is not None else None
    shown = value_type(element) if element is not None else None
    bits = integer.bits if integer else 0
    bind(ctx, own, Binding(NameKind.LOOP, name.text, name.span, shown, declared=element, bits=bits))
    body = turns(ctx, own, node, bound)
    return ForEach(node.span, name.text, subject, bound, body) if subject is not None else None


def _elements(type_: Type) -> tuple[Type | None, int]:
    """What a loop goes through, and how often at most."""
    if not isinstance(type_, CollectionType):
        return None, 1
    return element_of(type_), type_.size if isinstance(type_, ArrayType) else type_.max


def turns(ctx: Context, own: Scope, node: syn.For, most: int) -> Block:
    """The body, which runs `most` times for each time that the loop is reached."""
    around = ctx.turns
    ctx.turns = around * most
    if around <= MAX_STEPS < ctx.turns:
        from vprog.dsl.rules.vp0411_too_many_turns import report

        report(ctx.bag, node.over.span, ctx.turns)
        ctx.fail()
    body = block(ctx, own, node.body)
    ctx.turns = around
    return body
