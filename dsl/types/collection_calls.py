"""What is asked of collections: how many, which element, whether it is there (`.len`, `xs[i]`, `.contains`, `.get`)."""

from __future__ import annotations

from vprog.dsl.names.scope import Scope
from vprog.dsl.program.expressions import CollectionCall, CollectionOp, ErrorUse, Expression
from vprog.dsl.program.types import (
    BOOL,
    ArrayType,
    BoundedBytesType,
    BytesType,
    CollectionType,
    ExactType,
    ListType,
    MapType,
    OptionType,
    SetType,
    TextType,
    Type,
    element_of,
    show,
)
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types import facts
from vprog.dsl.types.context import Context
from vprog.dsl.types.conversion import convert, mismatch
from vprog.dsl.types.expressions import infer, misplaced, no_such
from vprog.dsl.types.values import UNTYPED_LIST, describe, value_type

QUESTIONS = ("contains", "get")
UPDATES = ("push", "pop", "insert", "remove")
COLLECTIONS = (ArrayType, ListType, SetType, MapType)


def count_range(type_: Type) -> tuple[int, int] | None:
    """How few and how many elements (or bytes) a value of the type has; None for a type without `.len`."""
    match type_:
        case ArrayType() | BytesType():
            return type_.size, type_.size
        case ListType() | SetType() | MapType() | BoundedBytesType() | TextType():
            return 0, type_.max
        case _:
            return None


def length(scope: Scope, span: Span, subject: Expression) -> Expression | None:
    """`xs.len`; None where there is no such thing."""
    room = count_range(subject.type)
    if room is None or subject.type == UNTYPED_LIST:
        return None
    return facts.narrowed(scope, CollectionCall(span, ExactType(*room), CollectionOp.LENGTH, subject, (), None))


def index(ctx: Context, scope: Scope, node: syn.Index, error: ErrorUse | None = None) -> Expression | None:
    """`xs[i]`: the ranges prove that it is there, or an error stands behind the statement."""
    subject, at = infer(ctx, scope, node.target), infer(ctx, scope, node.index)
    if subject is None or at is None:
        return None
    if not isinstance(subject.type, ArrayType | ListType) or subject.type == UNTYPED_LIST:
        if isinstance(subject.type, MapType):
            return misplaced(ctx, node.span, "a map is asked with `.get(key)`, which gives an option")
        return mismatch(ctx, subject, "an array or a list")
    if not plain_index(ctx, at):
        return None
    sound, use = check_index(ctx, scope, subject, at, error)
    if not sound:
        return None
    type_ = value_type(subject.type.element)
    return CollectionCall(node.span, type_, CollectionOp.INDEX, subject, (at,), use)


def plain_index(ctx: Context, at: Expression) -> bool:
    """Whether this is a number without a unit; reported when not."""
    if isinstance(at.type, ExactType) and at.type.unit is None:
        return True
    mismatch(ctx, at, "a plain number, as an index")
    return False


def check_index(
    ctx: Context, scope: Scope, subject: Expression, at: Expression, error: ErrorUse | None, *, place: bool = False
) -> tuple[bool, ErrorUse | None]:
    """Whether the index is sound, and the error that it ends with outside; None where it is proved to be inside."""
    size, found = length(scope, at.span, subject), at.type
    assert size is not None and isinstance(size.type, ExactType) and isinstance(found, ExactType)
    if found.low >= size.type.high or found.high < 0:
        from vprog.dsl.rules.vp0413_index_never_inside import report

        report(ctx.bag, at.span, found.low, found.high, size.type.high)
        return False, None
    if found.low >= 0 and (found.high < size.type.low or facts.exceeds(scope, size, at, 1)):
        return True, None
    if error is None:
        error = ctx.otherwise_used()
    if error is None and scope.in_test:
        error = ErrorUse(at.span, "OutOfRange")
    if error is None:
        from vprog.dsl.rules.vp0412_unchecked_index import report as unchecked

        inside = f"0..{size.type.low}" if size.type.low == size.type.high else "below its `.len`"
        unchecked(ctx.bag, at.span, found.low, found.high, inside, place)
        return False, None
    return True, error


def question(ctx: Context, scope: Scope, node: syn.Call, callee: syn.Member) -> Expression | None:
    """`xs.contains(x)`, `m.get(k)`."""
    subject = infer(ctx, scope, callee.target)
    items = [infer(ctx, scope, argument) for argument in node.arguments]
    if subject is None or None in items:
        return None
    name = callee.name.text
    if name == "get":
        asked = _key(subject.type)
    else:
        asked = element_of(subject.type) if isinstance(subject.type, CollectionType) else None
    if asked is None or subject.type == UNTYPED_LIST:
        return no_method(ctx, callee.name, subject)
    from vprog.dsl.types.calls import arity

    if not arity(ctx, node.span, name, 1, len(items)):
        return None
    item = convert(ctx, scope, items[0], asked)
    if item is None:
        return None
    if isinstance(subject.type, MapType) and name == "get":
        return CollectionCall(node.span, OptionType(subject.type.value), CollectionOp.GET, subject, (item,), None)
    return CollectionCall(node.span, BOOL, CollectionOp.CONTAINS, subject, (item,), None)


def _key(type_: Type) -> Type | None:
    return type_.key if isinstance(type_, MapType) else None


def no_method(ctx: Context, name: syn.Identifier, subject: Expression) -> None:
    """Reports that a value has no such method."""
    if isinstance(subject.type, COLLECTIONS) and subject.type != UNTYPED_LIST:
        return no_such(ctx, name.span, f"method of `{show(subject.type)}`", name.text, methods(subject.type))
    return mismatch(ctx, subject, f"a collection with a method `{name.text}` (this is {describe(subject)})")


def methods(type_: Type) -> list[str]:
    """The names of what can be asked of, or done to, a collection."""
    match type_:
        case ArrayType():
            return ["contains"]
        case ListType():
            return ["contains", "push", "pop"]
        case SetType():
            return ["contains", "insert", "remove"]
        case MapType():
            return ["contains", "get", "insert", "remove"]
        case _:
            return []
