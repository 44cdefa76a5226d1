"""Functions: what each promises, in which order they are lowered, and the body that calls of it get."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from vprog.dsl.effects.table import CHANGES, Effect, Kind, block_effects
from vprog.dsl.names.scope import Binding, NameKind, Scope
from vprog.dsl.program.declarations import Field, Function
from vprog.dsl.program.statements import Block, For, ForEach, ForRoles
from vprog.dsl.program.types import CoinsType, Type, integer_of, is_linear
from vprog.dsl.program.walk import blocks, statements
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.bindings import bind, duplicate
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import no_such
from vprog.dsl.types.resolve import resolve
from vprog.dsl.types.returns import MAX_STATEMENTS, at_the_end
from vprog.dsl.types.rewriting import depth
from vprog.dsl.types.statements import block
from vprog.dsl.types.values import value_type


@frozen(eq=False)
class Parameter:
    """A role (`resource`) or a value (`type`)."""

    node: syn.Field
    name: str
    resource: str | None
    type: Type | None


@frozen(eq=False)
class Signature:
    """What a caller sees. `result` is None for a function without one."""

    node: syn.Function
    name: str
    parameters: tuple[Parameter, ...]
    result: Type | None


@frozen(eq=False)
class Template:
    """A lowered function: its body, with roles and values under the names of the parameters. `body` is None when it
    has an error, which was reported."""

    signature: Signature
    body: Block | None
    size: int = 0
    depth: int = 0
    turns: int = 1


def lower_functions(ctx: Context, nodes: list[syn.Function]) -> tuple[Function, ...]:
    """Lowers all functions, each after those it calls, and fills `ctx.symbols.functions`."""
    if not nodes:
        return ()
    functions = ctx.symbols.functions
    functions.update((node.name.text, None) for node in nodes)
    signatures: dict[str, Signature] = {}
    for node in nodes:
        signature = _signature(ctx, node)
        if signature is not None:
            signatures[signature.name] = signature
    found: dict[str, Function] = {}
    for name in _in_order(ctx, {node.name.text: node for node in nodes}):
        if name in signatures:
            template = _template(ctx, signatures[name])
            functions[name] = template
            found[name] = _declaration(ctx, template)
    return tuple(found[node.name.text] for node in nodes if node.name.text in found)


def _signature(ctx: Context, node: syn.Function) -> Signature | None:
    parameters: dict[str, Parameter] = {}
    before = ctx.errors()
    for field in node.parameters:
        name, written = field.name.text, field.type
        if name in parameters:
            duplicate(ctx, field.name.span, name, parameters[name].node.name.span)
        elif isinstance(written, syn.NamedType) and written.name.text in ctx.symbols.resources:
            parameters[name] = Parameter(field, name, written.name.text, None)
        else:
            parameters[name] = Parameter(field, name, None, resolve_in_flight(ctx, written))
    result = None if node.result is None else resolve_in_flight(ctx, node.result)
    if ctx.errors() != before or (result is None and node.result is not None):
        return None
    return Signature(node, node.name.text, tuple(parameters.values()), result)


def resolve_in_flight(ctx: Context, node: syn.TypeNode) -> Type | None:
    """The type of a parameter or a result, which may be coins."""
    if not isinstance(node, syn.CoinsType):
        return resolve(ctx, node)
    name = node.unit.text
    if name not in ctx.symbols.units:
        return no_such(ctx, node.unit.span, "unit", name, list(ctx.symbols.units))
    unit = ctx.symbols.units[name]
    return CoinsType(unit) if unit is not None else None


def _template(ctx: Context, signature: Signature) -> Template:
    scope = Scope()
    for parameter in signature.parameters:
        place, type_ = parameter.node.name.span, parameter.type
        if parameter.resource is not None:
            binding = Binding(NameKind.ROLE, parameter.name, place, None, resource=parameter.resource)
        else:
            integer = integer_of(type_) if type_ is not None else None
            kind = NameKind.LET if is_linear(type_) else NameKind.PARAMETER
            shown = value_type(type_) if type_ is not None else None
            bits = integer.bits if integer else 0
            binding = Binding(kind, parameter.name, place, shown, declared=type_, bits=bits)
        bind(ctx, scope, binding)
    before, ctx.failed, ctx.claimable, ctx.function, ctx.expanded = ctx.errors(), False, (), signature, 0
    body: Block | None = block(ctx, scope, signature.node.body)
    ctx.function = None
    if ctx.failed or ctx.errors() != before:
        return Template(signature, None)
    name = signature.node.name
    body = at_the_end(ctx, name.text, body, result=signature.result is not None, at=name.span)
    if body is None or ctx.errors() != before:
        return Template(signature, None)
    size = sum(1 for _ in statements(body))
    if size > MAX_STATEMENTS:
        from vprog.dsl.rules.vp0214_function_too_large import report

        report(ctx.bag, name.span, name.text, MAX_STATEMENTS)
        return Template(signature, None)
    return Template(signature, body, size, depth(body), _turns(body))


def _turns(body: Block) -> int:
    """How often the innermost loops of a body turn."""
    found = 1
    for node in body.statements:
        inner = max((_turns(nested) for nested in blocks(node)), default=1)
        own = node.high - node.low if isinstance(node, For) else 1
        found = max(found, inner * (node.bound if isinstance(node, ForEach | ForRoles) else own))
    return found


def _declaration(ctx: Context, template: Template) -> Function:
    signature = template.signature
    values = [p for p in signature.parameters if p.type is not None]
    return Function(
        span=signature.node.span,
        name=signature.name,
        doc=signature.node.doc,
        module=ctx.module_of(signature.node.span),
        public=signature.node.public,
        parameters=tuple(Field(p.node.span, p.name, p.node.doc, p.type) for p in values if p.type is not None),
        roles=tuple((p.name, p.resource) for p in signature.parameters if p.resource is not None),
        result=signature.result,
        effects=() if template.body is None else tuple(dict.fromkeys(_in_words(template.body))),
        body=template.body,
    )


_WORDS = {
    Kind.CLAIM: "claims",
    Kind.EXIT: "pays out",
    Kind.MINT: "mints",
    Kind.BURN: "burns",
}


def _in_words(body: Block) -> Iterator[str]:
    """What a body does, in the order of the source: `debits user.balance`, `mints Share`."""
    for effect in block_effects(body):
        if effect.kind in _WORDS and effect.unit is not None:
            yield f"{_WORDS[effect.kind]} {effect.unit.name}"
        elif effect.kind in CHANGES or effect.kind is Kind.READ:
            yield f"{_VERBS[effect.kind]} {_place(effect)}"
        elif effect.kind in (Kind.RANDOM, Kind.AFTER):
            yield "draws at random" if effect.kind is Kind.RANDOM else "asks for the time"


_VERBS = {
    Kind.READ: "reads",
    Kind.WRITE: "writes",
    Kind.CREDIT: "credits",
    Kind.DEBIT: "debits",
    Kind.CREATE: "creates",
    Kind.DELETE: "deletes",
}


def _place(effect: Effect) -> str:
    return f"{effect.role}.{effect.field}" if effect.field is not None else f"{effect.role}"


def _in_order(ctx: Context, nodes: dict[str, syn.Function]) -> list[str]:
    """Names, each behind what it calls; without those in a circle and what calls them, which is reported."""
    calls = {name: [call for call in calls_in(node.body) if _callee(call) in nodes] for name, node in nodes.items()}
    done: dict[str, bool] = {}
    order: list[str] = []
    for start in nodes:
        path: list[tuple[str, int]] = [(start, 0)] if start not in done else []
        while path:
            name, place = path.pop()
            if place < len(calls[name]):
                path.append((name, place + 1))
                callee = _callee(calls[name][place])
                on_path = [one for one, _ in path]
                if callee in on_path:
                    _circle(ctx, calls[name][place], (*on_path[on_path.index(callee) :], callee))
                    done[name] = False
                elif callee not in done:
                    path.append((callee, 0))
                continue
            sound = done.get(name, True) and all(done.get(_callee(call), False) for call in calls[name])
            done[name] = sound
            if sound:
                order.append(name)
    return order


def _circle(ctx: Context, call: syn.Call, cycle: tuple[str, ...]) -> None:
    from vprog.dsl.rules.vp0211_recursion import report

    report(ctx.bag, call.span, cycle)


def _callee(call: syn.Call) -> str:
    return call.callee.name if isinstance(call.callee, syn.NameRef) else ""


def calls_in(body: syn.Block) -> list[syn.Call]:
    """Every call of a name in a body, in the order of the source. The walk has its own stack: trees may be deep."""
    found: list[syn.Call] = []
    stack: list[Any] = [body]
    while stack:
        part = stack.pop()
        if isinstance(part, syn.Node):
            if isinstance(part, syn.Call) and isinstance(part.callee, syn.NameRef):
                found.append(part)
            stack += [child for _, child in part.children()]
        elif isinstance(part, tuple):
            stack += part
    return sorted(found, key=lambda call: call.span.start)
