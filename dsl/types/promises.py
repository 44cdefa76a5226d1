"""`ensures`, `invariant` and `old(...)`: conditions that are never evaluated by the program itself, only proved and
tested. They have a value in every state, so nothing in them can fail."""

from __future__ import annotations

from collections.abc import Sequence

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.declarations import Access, Role
from vprog.dsl.program.expressions import (
    After,
    Claim,
    Expression,
    FieldRef,
    Mint,
    Old,
    Random,
    Take,
    TxField,
)
from vprog.dsl.program.types import ExactType
from vprog.dsl.program.walk import error_of, operands
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import infer


def old(ctx: Context, scope: Scope, node: syn.Call) -> Expression | None:
    """`old(value)`: as it was before the body."""
    if not ctx.old:
        from vprog.dsl.rules.vp0536_old_misplaced import report

        return report(ctx.bag, node.span)
    if len(node.arguments) != 1:
        from vprog.dsl.rules.vp0304_wrong_argument_count import report as count

        return count(ctx.bag, node.span, "old", 1, len(node.arguments))
    ctx.old = False
    value = infer(ctx, scope, node.arguments[0])
    ctx.old = True
    return Old(node.span, value.type, value) if value is not None else None


def promise(ctx: Context, roles: Sequence[Role], condition: Expression) -> bool:
    """Whether a condition has a value in every state; what has none is reported."""
    return _has_value(ctx, {role.name: role for role in roles}, condition, before=False)


def _has_value(ctx: Context, roles: dict[str, Role], node: Expression, *, before: bool) -> bool:
    if isinstance(node, Old):
        return _has_value(ctx, roles, node.value, before=True)
    if error_of(node) is not None:
        return _bad(ctx, node.span, "this may fail: a promise must have a value whatever the state")
    if isinstance(node, Take | Claim | Mint):
        return _bad(ctx, node.span, "a promise moves no value")
    if isinstance(node, Random | After | TxField):
        return _bad(ctx, node.span, "a promise speaks about resources, not about the transaction")
    if isinstance(node, FieldRef) and node.role in roles and not isinstance(node.type, ExactType):
        role = roles[node.role]
        missing = role.or_creates or role.access is (Access.CREATES if before else Access.DELETES)
        if missing:
            when = "before" if before else "after"
            reason = f"`{role.name}` may not exist {when} the body: then only its numbers can be asked for, as 0"
            return _bad(ctx, node.span, reason)
    found = [_has_value(ctx, roles, operand, before=before) for operand in operands(node)]
    return all(found)


def _bad(ctx: Context, span: Span, reason: str) -> bool:
    from vprog.dsl.rules.vp0537_bad_promise import report

    report(ctx.bag, span, reason)
    return False
