"""Types as written, resolved to types of the program."""

from __future__ import annotations

from vprog.dsl.layout.sizes import size_bounds
from vprog.dsl.names.reserved import BUILTIN_TYPES
from vprog.dsl.program.types import (
    BOOL,
    LOCK,
    OUTPUT_INDEX,
    SCRIPT,
    SIGNATURE,
    AddressType,
    ArrayType,
    BoolType,
    BoundedBytesType,
    BytesType,
    CoinsType,
    EnumType,
    HeldType,
    IntType,
    ListType,
    MapType,
    OpaqueType,
    OptionType,
    OutputIndexType,
    SetType,
    StructType,
    TextType,
    Type,
    UnitType,
    show,
)
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.declared_types import declared_type, is_declared
from vprog.dsl.types.expressions import no_such

MAX_ITEMS = 1024
"""The most elements of a collection, and the most bytes of bytes and text: a resource stays well below the limits of
the framework's data."""
MAX_SIZE = 10_000
"""The most bytes of a value, and of a whole resource."""

_INTEGERS = {
    **{f"u{bits}": IntType(False, bits) for bits in (8, 16, 32, 64, 128, 256)},
    **{f"i{bits}": IntType(True, bits) for bits in (8, 16, 32, 64, 128)},
}
_BUILTIN: dict[str, Type] = {
    **_INTEGERS,
    "bool": BOOL,
    "Lock": LOCK,
    "L1Script": SCRIPT,
    "OutputIndex": OUTPUT_INDEX,
    **{name: OpaqueType(name) for name in ("Hash", "PubKey", "LockId", "CovenantId")},
    "Signature": SIGNATURE,
}
_COLLECTIONS = {"list": 1, "set": 1, "map": 2}


def resolve(ctx: Context, node: syn.TypeNode, *, held: bool = False) -> Type | None:
    """The type; None when it is none, which is reported. `held`: value may be held in this place."""
    if not ctx.enter(node.span, "a type"):
        ctx.leave()
        return None
    found = _resolve(ctx, node, held)
    ctx.leave()
    return found


def _resolve(ctx: Context, node: syn.TypeNode, held: bool) -> Type | None:
    match node:
        case syn.NamedType():
            return _named(ctx, node.name.span, node.name.text)
        case syn.OptionalType():
            return _optional(ctx, node)
        case syn.HeldType():
            return _held(ctx, node, allowed=held)
        case syn.SizedType():
            return _sized(ctx, node)
        case syn.BoundedType():
            return _bounded(ctx, node)
        case syn.ArrayType():
            element = _element(ctx, node.element)
            size = _number(ctx, node.span, node.size, "the size of `[T; N]`")
            if element is None or size is None:
                return None
            return within_size(ctx, node.span, ArrayType(element, size))
        case syn.GenericType():
            return _address(ctx, node) if node.name.text == "Address" else _collection(ctx, node)
        case syn.CoinsType():
            from vprog.dsl.rules.vp0305_misplaced_held import report

            return report(ctx.bag, node.span, "only a parameter or the result of a function is coins")


def within_size(ctx: Context, span: Span, type_: Type) -> Type | None:
    """The type itself, unless its values take too many bytes, which is reported."""
    most = size_bounds(type_)[1]
    if most <= MAX_SIZE:
        return type_
    from vprog.dsl.rules.vp1010_too_large import report

    return report(ctx.bag, span, f"`{show(type_)}`", most, MAX_SIZE)


def integer_type(name: str) -> IntType | None:
    return _INTEGERS.get(name)


def _named(ctx: Context, span: Span, name: str) -> Type | None:
    symbols = ctx.symbols
    if name in _BUILTIN:
        return _BUILTIN[name]
    if name in symbols.units:
        return symbols.units[name]
    if is_declared(ctx, name):
        return declared_type(ctx, span, name)
    if name == "Address" or name in symbols.resources:
        resource = "User" if name == "Address" else name
        from vprog.dsl.rules.vp0203_wrong_kind_of_name import report

        return report(
            ctx.bag, span, name, symbols.sort_of(name) or "a name", f"a type of values (`Address<{resource}>`)"
        )
    return no_such(ctx, span, "type", name, [*_BUILTIN, *BUILTIN_TYPES, *symbols.type_names()])


def _optional(ctx: Context, node: syn.OptionalType) -> Type | None:
    inner = resolve(ctx, node.inner)
    if isinstance(inner, OptionType):
        from vprog.dsl.rules.vp0324_nested_option import report

        return report(ctx.bag, node.span, show(inner))
    return OptionType(inner) if inner is not None and stored(ctx, node.inner.span, inner) else None


def _held(ctx: Context, node: syn.HeldType, *, allowed: bool) -> Type | None:
    from vprog.dsl.rules import vp0305_misplaced_held as misplaced

    name = node.unit.text
    if name not in ctx.symbols.units:
        return no_such(ctx, node.unit.span, "unit", name, list(ctx.symbols.units))
    unit: UnitType | None = ctx.symbols.units[name]
    if unit is None:
        return None
    if not allowed:
        return misplaced.report(ctx.bag, node.span, "only a field of a resource can hold value")
    if unit.repr.signed:
        return misplaced.report(ctx.bag, node.span, f"`{name}` is stored signed, and value is never negative")
    return HeldType(unit)


def _sized(ctx: Context, node: syn.SizedType) -> Type | None:
    if node.name.text != "bytes":
        return no_such(ctx, node.name.span, "sized type", node.name.text, ["bytes"])
    size = _number(ctx, node.span, node.size, "the size of `bytes[N]`")
    return BytesType(size) if size is not None else None


def _bounded(ctx: Context, node: syn.BoundedType) -> Type | None:
    name = node.name.text
    if name not in ("bytes", "text"):
        return no_such(ctx, node.name.span, "bounded type", name, ["bytes", "text"])
    most = _number(ctx, node.span, node.bound, f"the bound of `{name}<=N`")
    if most is None:
        return None
    return BoundedBytesType(most) if name == "bytes" else TextType(most)


def _collection(ctx: Context, node: syn.GenericType) -> Type | None:
    name = node.name.text
    if name not in _COLLECTIONS:
        return no_such(ctx, node.name.span, "generic type", name, [*_COLLECTIONS, "Address"])
    if len(node.arguments) != _COLLECTIONS[name]:
        from vprog.dsl.rules.vp0304_wrong_argument_count import report

        return report(ctx.bag, node.span, name, _COLLECTIONS[name], len(node.arguments))
    if node.bound is None:
        from vprog.dsl.rules.vp0325_no_bound import report as no_bound

        return no_bound(ctx.bag, node.span, name)
    most = _number(ctx, node.span, node.bound, f"the bound of `{name}<..., max N>`")
    parts = [_element(ctx, argument) for argument in node.arguments]
    if most is None or parts[0] is None or parts[-1] is None:
        return None
    if name != "list" and not is_ordered(parts[0]):
        from vprog.dsl.rules.vp0326_bad_key import report as bad_key

        return bad_key(ctx.bag, node.arguments[0].span, show(parts[0]), name)
    if name == "map" and isinstance(parts[1], OptionType):  # `.get` gives an option of what is kept
        from vprog.dsl.rules.vp0324_nested_option import report as nested

        return nested(ctx.bag, node.arguments[1].span, show(parts[1]))
    if name == "map":
        return within_size(ctx, node.span, MapType(parts[0], parts[1], most)) if parts[1] else None
    return within_size(ctx, node.span, ListType(parts[0], most) if name == "list" else SetType(parts[0], most))


def is_ordered(type_: Type) -> bool:
    """Whether values of the type have one order, so that sets and maps can be sorted by them."""
    match type_:
        case BoolType() | IntType() | UnitType() | OutputIndexType() | OpaqueType() | AddressType() | BytesType():
            return True
        case EnumType():
            return not type_.payloads
        case _:
            return False


def _element(ctx: Context, node: syn.TypeNode) -> Type | None:
    found = resolve(ctx, node)
    return found if found is not None and stored(ctx, node.span, found) else None


def stored(ctx: Context, span: Span, type_: Type) -> bool:
    """Whether values of the type can be kept inside of others: not value in flight."""
    if not isinstance(type_, CoinsType | HeldType) and not (isinstance(type_, StructType) and type_.linear):
        return True
    from vprog.dsl.rules.vp0305_misplaced_held import report

    report(ctx.bag, span, f"`{show(type_)}` is value in flight, and is never part of another value")
    return False


def _number(ctx: Context, span: Span, size: int | syn.Identifier, what: str) -> int | None:
    """A size or bound: a number, or the name of a constant."""
    value: object = size
    if isinstance(size, syn.Identifier):
        if size.text not in ctx.symbols.constants:
            return no_such(ctx, size.span, "constant", size.text, list(ctx.symbols.constants))
        constant = ctx.symbols.constants[size.text]
        if constant is None and size.text not in ctx.symbols.literals:
            return None
        value = constant.value if constant else None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MAX_ITEMS:
        from vprog.dsl.rules.vp0320_bad_size import report

        return report(ctx.bag, span, what, 1, MAX_ITEMS)
    return value


def _address(ctx: Context, node: syn.GenericType) -> Type | None:
    named = node.arguments[0] if len(node.arguments) == 1 and node.bound is None else None
    if not isinstance(named, syn.NamedType):
        from vprog.dsl.rules.vp0304_wrong_argument_count import report

        return report(ctx.bag, node.span, "Address", 1, len(node.arguments))
    name = named.name.text
    if name not in ctx.symbols.resources:
        return no_such(ctx, named.name.span, "resource", name, list(ctx.symbols.resources))
    return AddressType(name)
