"""Statements that change a collection: `xs.push(x) else Full`, `xs.pop() else Empty`, `m.insert(k, v) else Full`,
`s.remove(x)`. Each assigns the changed collection to its place."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.expressions import CollectionCall, CollectionOp, ErrorUse, Expression
from vprog.dsl.program.statements import Statement
from vprog.dsl.program.types import ExactType, ListType, MapType, SetType, Type, show
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types import facts
from vprog.dsl.types.collection_calls import length, methods, no_method
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert
from vprog.dsl.types.fallbacks import infer_or
from vprog.dsl.types.places import place


def update(ctx: Context, scope: Scope, node: syn.Call, callee: syn.Member, error: ErrorUse | None) -> Statement | None:
    """The statement; None when something is wrong with it, which is reported."""
    from vprog.dsl.types.calls import arity

    name = callee.name.text
    target, spent = place(ctx, scope, callee.target, error)
    given = [infer_or(ctx, scope, argument, error)[0] for argument in node.arguments]
    if target is None or None in given:
        return None
    subject = target.read(scope, callee.target.span)
    if name not in methods(target.declared):
        return no_method(ctx, callee.name, subject)
    needed = _parameters(name, target.declared)
    if not arity(ctx, node.span, name, len(needed), len(given)):
        return None
    items = [convert(ctx, scope, value, type_) for value, type_ in zip(given, needed, strict=True)]
    arguments = tuple(item for item in items if item is not None)
    if len(arguments) != len(items):
        return None
    op = CollectionOp(name)
    if op is not CollectionOp.REMOVE:
        if _cannot_fail(scope, op, subject):
            if error is not None and not spent and not facts.used(scope, subject):
                from vprog.dsl.rules.vp0315_needless_else import report as needless

                needless(ctx.bag, error.span, show(target.declared))
            error = None
        elif error is None:
            from vprog.dsl.rules.vp0408_needs_else import report

            return report(ctx.bag, node.span, f"`{name}`")
    value = CollectionCall(node.span, target.declared, op, subject, arguments, error)
    return target.write(scope, node.span, value)


def _parameters(name: str, type_: Type) -> list[Type]:
    match type_:
        case ListType():
            return [type_.element] if name == "push" else []
        case SetType():
            return [type_.element]
        case MapType():
            return [type_.key, type_.value] if name == "insert" else [type_.key]
        case _:
            return []


def _cannot_fail(scope: Scope, op: CollectionOp, subject: Expression) -> bool:
    """What is known of the number of elements says that there is room, or something to take."""
    size = length(scope, subject.span, subject)
    if size is None or not isinstance(size.type, ExactType):
        return False
    most = subject.type.max if isinstance(subject.type, ListType | SetType | MapType) else 0
    return size.type.low > 0 if op is CollectionOp.POP else size.type.high < most
