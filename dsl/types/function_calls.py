"""A call of a function: its body in the place of the call, with the caller's roles and values."""

from __future__ import annotations

import re

from vprog.dsl.effects.table import CHANGES, block_effects
from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.expressions import Expression, FieldRef, LocalRef, Take
from vprog.dsl.program.statements import Block, Inline, Let, Statement
from vprog.dsl.program.types import is_linear, show
from vprog.dsl.program.walk import evaluated
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.assignments import role_named
from vprog.dsl.types.calls import arity
from vprog.dsl.types.context import MAX_BLOCK_DEPTH, Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.expressions import infer, misplaced
from vprog.dsl.types.functions import Signature, Template
from vprog.dsl.types.loops import MAX_STEPS
from vprog.dsl.types.returns import MAX_STATEMENTS
from vprog.dsl.types.rewriting import Rewriter
from vprog.dsl.types.values import value_type


def call_value(ctx: Context, scope: Scope, node: syn.Call, name: str) -> Expression | None:
    """A call in an expression: its Inline goes before the statement, and the value is the name that it binds."""
    template = ctx.symbols.functions[name]
    if template is None:
        ctx.fail()
        return None
    if template.signature.result is None:
        from vprog.dsl.rules.vp0218_no_result import report

        return report(ctx.bag, node.span, name)
    return _call(ctx, scope, node, template)


def call_statement(ctx: Context, scope: Scope, node: syn.Call, name: str) -> None:
    """A call as a statement: its Inline is hoisted, and nothing else is left of it."""
    template = ctx.symbols.functions[name]
    if template is None:
        return ctx.fail()
    result = template.signature.result
    if is_linear(result) and result is not None:
        from vprog.dsl.rules.vp0914_result_dropped import report

        ctx.fail()
        report(ctx.bag, node.span, name, show(result))
    _call(ctx, scope, node, template)
    return None


def _call(ctx: Context, scope: Scope, node: syn.Call, template: Template) -> Expression | None:
    signature = template.signature
    name = signature.name
    if ctx.hoisted is None:
        from vprog.dsl.rules.vp0215_misplaced_call import report

        ctx.fail()
        return report(ctx.bag, node.span, name, ctx.no_calls)
    if not arity(ctx, node.span, name, len(signature.parameters), len(node.arguments)):
        ctx.fail()
        return None
    roles: dict[str, str] = {}
    values: list[tuple[str, Expression]] = []
    sound = True
    for parameter, argument in zip(signature.parameters, node.arguments, strict=True):
        if parameter.resource is not None:
            role = _role(ctx, scope, argument, parameter.resource)
            if role is not None and role in roles.values():
                from vprog.dsl.rules.vp0216_same_role_twice import report as twice

                twice(ctx.bag, argument.span, name, role)
                role = None
            sound = sound and role is not None
            roles[parameter.name] = role or ""
        elif parameter.type is not None:
            value = convert(ctx, scope, infer(ctx, scope, argument), parameter.type)
            sound = sound and value is not None
            if value is not None:
                values.append((parameter.name, value))
    outside = ctx.fresh(name) if signature.result is not None else None
    if outside is not None and signature.result is not None:
        shown = value_type(signature.result)
        scope.add(Binding(NameKind.LET, outside, node.span, shown, declared=signature.result, bits=_bits(signature)))
    if name in ctx.unclaimed:
        _unclaimed(ctx, node.span)
    if not sound or template.body is None or not _fits(ctx, node.span, template):
        ctx.fail()
    else:
        ctx.hoisted.append(_inline(ctx, node.span, template, roles, values, outside))
    if outside is None or signature.result is None:
        return None
    return LocalRef(node.span, value_type(signature.result), outside)


def _unclaimed(ctx: Context, span: Span) -> None:
    """The call of a function that claims value of a unit that no header names."""
    if ctx.view:
        from vprog.dsl.types.views import claims

        claims(ctx, span)
    elif ctx.function is not None:
        ctx.unclaimed[ctx.function.name] = span
    else:
        from vprog.dsl.rules.vp0505_claim_not_declared import report

        report(ctx.bag, span, ctx.instruction, None)


def _bits(signature: Signature) -> int:
    from vprog.dsl.program.types import integer_of

    integer = integer_of(signature.result) if signature.result is not None else None
    return integer.bits if integer else 0


def _role(ctx: Context, scope: Scope, node: syn.Expression, resource: str) -> str | None:
    while isinstance(node, syn.Parenthesised):
        node = node.inner
    if not isinstance(node, syn.NameRef):
        return misplaced(ctx, node.span, f"this parameter takes a role of `{resource}`: name one")
    binding = role_named(ctx, scope, syn.Identifier(node.span, node.name))
    if binding is None or binding.resource is None:
        return None
    if binding.resource != resource:
        from vprog.dsl.rules.vp0203_wrong_kind_of_name import report

        return report(ctx.bag, node.span, node.name, f"a role of `{binding.resource}`", f"a role of `{resource}`")
    return binding.name


def _fits(ctx: Context, span: Span, template: Template) -> bool:
    """Whether the body can stand here: bodies, blocks and loops have bounds with all calls in place."""
    ctx.expanded += template.size + 1
    if ctx.expanded > MAX_STATEMENTS:
        if ctx.expanded - template.size - 1 <= MAX_STATEMENTS:
            from vprog.dsl.rules.vp0214_function_too_large import report

            report(ctx.bag, span, template.signature.name, MAX_STATEMENTS)
        return False
    if ctx.block_depth + template.depth > MAX_BLOCK_DEPTH:
        from vprog.dsl.rules.vp0317_too_deep import report as deep

        deep(ctx.bag, span, "a block", MAX_BLOCK_DEPTH)
        return False
    turns = ctx.turns * template.turns
    if turns > MAX_STEPS and ctx.turns <= MAX_STEPS and template.turns <= MAX_STEPS:
        from vprog.dsl.rules.vp0411_too_many_turns import report as turning

        turning(ctx.bag, span, turns)
        return False
    return True


def _inline(
    ctx: Context,
    span: Span,
    template: Template,
    roles: dict[str, str],
    values: list[tuple[str, Expression]],
    outside: str | None,
) -> Inline:
    signature = template.signature
    inside = {name: fresh_local(ctx, name) for name, _ in values}
    kinds = {p.name: p.type for p in signature.parameters}
    parameters = {name: inside[name] for name, _ in values if not is_linear(kinds[name])}
    rewriter = Rewriter(lambda name: fresh_local(ctx, name), roles, parameters, span)
    for name, _ in values:
        if is_linear(kinds[name]):
            rewriter.bind(name, inside[name])
    body = template.body
    assert body is not None
    copied = rewriter.block(body)
    lets = tuple(Let(value.span, inside[name], value) for name, value in values)
    return Inline(span, signature.name, outside, Block(copied.span, (*lets, *copied.statements)))


def fresh_local(ctx: Context, name: str) -> str:
    """A name for a local of an inlined body; what an earlier call added to it goes."""
    return ctx.fresh(re.sub(r"(_\d+)+$", "", name))


def check_order(ctx: Context, hoisted: list[Statement], made: list[Statement]) -> None:
    """A statement that reads a role which a call in it changes: before or after, nobody could tell."""
    changed: dict[str, Span] = {}
    for node in hoisted:
        if isinstance(node, Inline):
            for value in (s.value for s in node.body.statements if isinstance(s, Let)):
                _reads(ctx, value, changed)
            for effect in block_effects(node.body):
                if effect.kind in CHANGES and effect.role is not None:
                    changed.setdefault(effect.role, node.span)
    if changed:
        for node in made:
            for value in evaluated(node):
                _reads(ctx, value, changed)


def _reads(ctx: Context, value: Expression, changed: dict[str, Span]) -> None:
    from vprog.dsl.program.walk import expressions
    from vprog.dsl.rules.vp0217_read_beside_call import report

    for node in expressions(value):
        if isinstance(node, FieldRef | Take) and node.role in changed:
            ctx.fail()
            report(ctx.bag, node.span, node.role, changed[node.role])
