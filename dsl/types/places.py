"""Where an assignment goes: a `var` or a field of a role, or something inside of one (`role.point.x`, `xs[i]`).

A part is changed by making the whole anew: the other parts are read from what is there.
"""

from __future__ import annotations

from vprog.dsl.frozen import record
from vprog.dsl.names.scope import NameKind, Scope
from vprog.dsl.names.suggest import nearest
from vprog.dsl.program.expressions import (
    CollectionCall,
    CollectionOp,
    ErrorUse,
    Expression,
    FieldOf,
    FieldRef,
    LocalRef,
    StructLiteral,
)
from vprog.dsl.program.statements import AssignField, AssignLocal, Statement
from vprog.dsl.program.types import ArrayType, HeldType, ListType, StructType, Type, show
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types import facts
from vprog.dsl.types.collection_calls import check_index, plain_index
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import infer, misplaced, no_such
from vprog.dsl.types.values import value_type


@record
class Whole:
    """A `var` (`field` is None) or a field of a role."""

    name: str
    field: str | None
    declared: Type

    def read(self, scope: Scope, span: Span) -> Expression:
        type_ = value_type(self.declared)
        if self.field:
            return facts.narrowed(scope, FieldRef(span, type_, self.name, self.field))
        return LocalRef(span, type_, self.name)

    def write(self, scope: Scope, span: Span, value: Expression) -> Statement:
        return AssignField(span, self.name, self.field, value) if self.field else AssignLocal(span, self.name, value)


@record
class FieldPart:
    """A field of a struct in a place."""

    whole: Place
    struct: StructType
    name: str

    @property
    def declared(self) -> Type:
        return self.struct.field(self.name)

    def read(self, scope: Scope, span: Span) -> Expression:
        found = FieldOf(span, value_type(self.declared), self.whole.read(scope, span), self.name)
        return facts.narrowed(scope, found)

    def write(self, scope: Scope, span: Span, value: Expression) -> Statement:
        before = self.whole.read(scope, span)
        fields = tuple(
            value if name == self.name else as_stored(FieldOf(span, value_type(type_), before, name), type_)
            for name, type_ in self.struct.fields
        )
        return self.whole.write(scope, span, StructLiteral(span, self.struct, fields))


@record
class Element:
    """An element of an array or a list in a place."""

    whole: Place
    sequence: ArrayType | ListType
    at: Expression
    error: ErrorUse | None

    @property
    def declared(self) -> Type:
        return self.sequence.element

    def read(self, scope: Scope, span: Span) -> Expression:
        type_ = value_type(self.declared)
        return CollectionCall(span, type_, CollectionOp.INDEX, self.whole.read(scope, span), (self.at,), self.error)

    def write(self, scope: Scope, span: Span, value: Expression) -> Statement:
        before = self.whole.read(scope, span)
        made = CollectionCall(span, self.sequence, CollectionOp.REPLACE, before, (self.at, value), self.error)
        return self.whole.write(scope, span, made)


Place = Whole | FieldPart | Element


def as_stored(value: Expression, type_: Type) -> Expression:
    """A value that was read, as one of its declared type again: a number fits for certain."""
    from vprog.dsl.program.expressions import Convert
    from vprog.dsl.program.types import ExactType

    return Convert(value.span, type_, value, None) if isinstance(value.type, ExactType) else value


def place(ctx: Context, scope: Scope, node: syn.Expression, error: ErrorUse | None = None) -> tuple[Place | None, bool]:
    """The place that an expression names, None when it is none, which is reported; and whether an index in it may end
    with `error`."""
    around = ctx.otherwise, ctx.otherwise_spent
    ctx.otherwise, ctx.otherwise_spent = error, False
    found = _place(ctx, scope, node)
    spent = ctx.otherwise_spent
    ctx.otherwise, ctx.otherwise_spent = around
    return found, spent


def _place(ctx: Context, scope: Scope, node: syn.Expression) -> Place | None:
    while isinstance(node, syn.Parenthesised):
        node = node.inner
    match node:
        case syn.NameRef():
            return _var(ctx, scope, node)
        case syn.Index():
            return _element(ctx, scope, node)
        case syn.Member():
            return _member(ctx, scope, node)
        case _:
            return _no_place(ctx, scope, node)


def _var(ctx: Context, scope: Scope, node: syn.NameRef) -> Place | None:
    binding = scope.find(node.name)
    if binding is not None and binding.kind is NameKind.VAR:
        if binding.declared is None or binding.type is None:
            return None
        return Whole(binding.name, None, binding.declared)
    if binding is not None:
        return _bad_target(ctx, node.span, f"`{node.name}` is {binding.kind.value}, which")
    if node.name in ctx.symbols.constants:
        return _bad_target(ctx, node.span, f"the constant `{node.name}`")
    return no_such(ctx, node.span, "`var`", node.name, list(scope.names()))


def _member(ctx: Context, scope: Scope, node: syn.Member) -> Place | None:
    target, name = node.target, node.name
    if isinstance(target, syn.NameRef):
        binding = scope.find(target.name)
        if binding is not None and binding.kind is NameKind.ROLE:
            resource = ctx.symbols.resources.get(binding.resource or "")
            field = next((f for f in resource.fields if f.name == name.text), None) if resource else None
            if field is not None:
                return Whole(binding.name, field.name, field.type)
            return _no_place(ctx, scope, node) if resource is not None else None
        if binding is None or binding.kind is not NameKind.VAR:
            return _no_place(ctx, scope, node)
    if not isinstance(target, syn.NameRef | syn.Member | syn.Index | syn.Parenthesised):
        return _no_place(ctx, scope, node)
    whole = _place(ctx, scope, target)
    if whole is None:
        return None
    if not isinstance(whole.declared, StructType):
        return _no_place(ctx, scope, node)
    if whole.declared.linear:
        return _bad_target(ctx, node.span, f"`{whole.declared.name}` is linear: a field of it")
    known = [field for field, _ in whole.declared.fields]
    if name.text not in known:
        from vprog.dsl.rules.vp0204_unknown_field import report

        return report(ctx.bag, name.span, whole.declared.name, name.text, nearest(name.text, known))
    return FieldPart(whole, whole.declared, name.text)


def _element(ctx: Context, scope: Scope, node: syn.Index) -> Place | None:
    whole, at = _place(ctx, scope, node.target), infer(ctx, scope, node.index)
    if whole is None or at is None:
        return None
    if not isinstance(whole.declared, ArrayType | ListType):
        return misplaced(ctx, node.span, f"`{show(whole.declared)}` has no elements that are assigned by index")
    if not plain_index(ctx, at):
        return None
    sound, error = check_index(ctx, scope, whole.read(scope, node.target.span), at, None, place=True)
    return Element(whole, whole.declared, at, error) if sound else None


def _no_place(ctx: Context, scope: Scope, node: syn.Expression) -> None:
    """What is a sound expression is no place; what is not has its own finding."""
    if infer(ctx, scope, node) is not None:
        _bad_target(ctx, node.span, "this")


def _bad_target(ctx: Context, span: Span, what: str) -> None:
    from vprog.dsl.rules.vp0311_bad_target import report

    report(ctx.bag, span, what)


def stored_type(found: Place) -> Type:
    """What a value must be to go there: a held field counts in its unit (and is refused later)."""
    return found.declared.unit if isinstance(found.declared, HeldType) else found.declared
