"""Lowers `view name(params) reads role: R -> T { ... }`: a typed question that changes nothing."""

from __future__ import annotations

from vprog.dsl.effects.table import Kind, block_effects
from vprog.dsl.names.scope import Scope
from vprog.dsl.program.declarations import Access, View
from vprog.dsl.program.expressions import TxField
from vprog.dsl.program.statements import Block, Emit
from vprog.dsl.program.types import CoinsType, StructType
from vprog.dsl.program.walk import evaluated, statements
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.functions import Signature
from vprog.dsl.types.headers import lower_header
from vprog.dsl.types.resolve import resolve
from vprog.dsl.types.returns import at_the_end
from vprog.dsl.types.statements import block

_QUESTIONS = {Kind.NAME, Kind.READ}


def lower_view(ctx: Context, node: syn.View) -> View | None:
    """The view; None when something is wrong with it, which is reported."""
    before = ctx.errors()
    for clause in node.clauses:
        if not isinstance(clause, syn.RoleClause):
            _bad(ctx, clause.span, "a view has roles, and no other clause")
        elif clause.access.text != Access.READS.value or clause.or_creates:
            _bad(ctx, clause.span, "a view only reads its roles")
    roles = tuple(clause for clause in node.clauses if isinstance(clause, syn.RoleClause))
    header = lower_header(ctx, node, roles)
    result = resolve(ctx, node.result)
    if isinstance(result, CoinsType) or (isinstance(result, StructType) and result.linear):
        return _bad(ctx, node.result.span, "a view gives no value away, only what can be known about it")
    promised = syn.Function(node.span, node.doc, False, node.name, node.parameters, node.result, node.body)
    ctx.members, ctx.failed = {}, False
    ctx.function, ctx.view, ctx.claimable = Signature(promised, node.name.text, (), result), True, ()
    body = block(ctx, Scope(header.scope), node.body)
    ctx.function, ctx.view = None, False
    if ctx.failed or not header.sound or result is None or ctx.errors() != before:
        return None
    _pure(ctx, body)
    ended = at_the_end(ctx, node.name.text, body, result=True, at=node.name.span)
    if ended is None or ctx.errors() != before:
        return None
    return View(node.span, node.name.text, node.doc, header.parameters, header.roles, result, ended)


def _pure(ctx: Context, body: Block) -> None:
    """A view is answered away from any transaction: it reads resources, and nothing else comes in or goes out."""
    for statement in statements(body):
        if isinstance(statement, Emit):
            _bad(ctx, statement.span, "a view emits nothing")
        for node in evaluated(statement):
            if isinstance(node, TxField):
                _bad(ctx, node.span, "a view belongs to no transaction")
    for effect in block_effects(body):
        if effect.kind not in _QUESTIONS:
            what = f"`{effect.role}` would be {effect.kind.value}" if effect.role else f"this is {effect.kind.value}"
            _bad(ctx, effect.span, f"{what}, and a view changes nothing")


def claims(ctx: Context, span: Span) -> None:
    """Reports value that is claimed in a view, of a unit that nobody knows."""
    _bad(ctx, span, f"this is {Kind.CLAIM.value}, and a view changes nothing")


def _bad(ctx: Context, span: Span, reason: str) -> None:
    from vprog.dsl.rules.vp0538_bad_view import report

    report(ctx.bag, span, reason)
