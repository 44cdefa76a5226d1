"""Types as written, resolved to types of the program."""

from __future__ import annotations

from vprog.dsl.names.reserved import BUILTIN_TYPES
from vprog.dsl.program.types import (
    BOOL,
    LOCK,
    OUTPUT_INDEX,
    SCRIPT,
    AddressType,
    BytesType,
    HeldType,
    IntType,
    OpaqueType,
    OptionType,
    Type,
    UnitType,
)
from vprog.dsl.source.span import Span
from vprog.dsl.syntax import tree as syn
from vprog.dsl.types.context import Context
from vprog.dsl.types.expressions import no_such, not_supported

MAX_BYTES = 1024
"""The longest `bytes[N]`: a resource stays well below the limits of the framework's data."""

_INTEGERS = {
    **{f"u{bits}": IntType(False, bits) for bits in (8, 16, 32, 64, 128)},
    **{f"i{bits}": IntType(True, bits) for bits in (8, 16, 32, 64, 128)},
}
_BUILTIN: dict[str, Type] = {
    **_INTEGERS,
    "bool": BOOL,
    "Lock": LOCK,
    "L1Script": SCRIPT,
    "OutputIndex": OUTPUT_INDEX,
    **{name: OpaqueType(name) for name in ("Hash", "PubKey", "LockId", "CovenantId")},
}
_LATER = frozenset(("u256", "Signature", "text", "list", "set", "map"))


def resolve(ctx: Context, node: syn.TypeNode, *, held: bool = False) -> Type | None:
    """The type; None when it is none, which is reported. `held`: value may be held in this place."""
    match node:
        case syn.NamedType():
            return _named(ctx, node.name.span, node.name.text)
        case syn.OptionalType():
            return _optional(ctx, node)
        case syn.HeldType():
            return _held(ctx, node, allowed=held)
        case syn.SizedType():
            return _sized(ctx, node)
        case syn.GenericType() if node.name.text == "Address":
            return _address(ctx, node)
        case syn.BoundedType():
            return not_supported(ctx, node.span, f"the type `{node.name.text}<=N`")
        case syn.GenericType():
            return not_supported(ctx, node.span, f"the type `{node.name.text}<...>`")
        case syn.ArrayType():
            return not_supported(ctx, node.span, "an array type")


def integer_type(name: str) -> IntType | None:
    return _INTEGERS.get(name)


def _named(ctx: Context, span: Span, name: str) -> Type | None:
    symbols = ctx.symbols
    if name in _BUILTIN:
        return _BUILTIN[name]
    if name in symbols.units:
        return symbols.units[name]
    if name in symbols.enums:
        return symbols.enums[name]
    if name in _LATER:
        return not_supported(ctx, span, f"the type `{name}`")
    if name == "Address" or name in symbols.resources:
        resource = "User" if name == "Address" else name
        from vprog.dsl.rules.vp0203_wrong_kind_of_name import report

        return report(
            ctx.bag, span, name, symbols.sort_of(name) or "a name", f"a type of values (`Address<{resource}>`)"
        )
    return no_such(ctx, span, "type", name, [*_BUILTIN, *BUILTIN_TYPES, *symbols.type_names()])


def _optional(ctx: Context, node: syn.OptionalType) -> Type | None:
    if isinstance(node.inner, syn.OptionalType):
        return not_supported(ctx, node.span, "an option of an option")
    inner = resolve(ctx, node.inner)
    return OptionType(inner) if inner is not None else None


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
    size = node.size
    if isinstance(size, syn.Identifier):
        if size.text not in ctx.symbols.constants:
            return no_such(ctx, size.span, "constant", size.text, list(ctx.symbols.constants))
        constant = ctx.symbols.constants[size.text]
        if constant is None:
            return None
        value = constant.value
    else:
        value = size
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MAX_BYTES:
        from vprog.dsl.rules.vp0320_bad_size import report

        return report(ctx.bag, node.span, "the size of `bytes[N]`", 1, MAX_BYTES)
    return BytesType(value)


def _address(ctx: Context, node: syn.GenericType) -> Type | None:
    named = node.arguments[0] if len(node.arguments) == 1 and node.bound is None else None
    if not isinstance(named, syn.NamedType):
        from vprog.dsl.rules.vp0304_wrong_argument_count import report

        return report(ctx.bag, node.span, "Address", 1, len(node.arguments))
    name = named.name.text
    if name not in ctx.symbols.resources:
        return no_such(ctx, named.name.span, "resource", name, list(ctx.symbols.resources))
    return AddressType(name)
