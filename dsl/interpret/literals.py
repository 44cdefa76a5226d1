"""Values as an author would write them: for messages, and for counterexamples that can be pasted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from vprog.dsl.interpret.test_keys import test_key, test_lock
from vprog.dsl.layout.codec import Value
from vprog.dsl.program.tests import TestKey, TestLock
from vprog.dsl.program.types import (
    AddressType,
    ArrayType,
    CoinsType,
    EnumType,
    ExactType,
    ListType,
    LockType,
    MapType,
    OpaqueType,
    OptionType,
    ScriptType,
    SetType,
    StructType,
    TextType,
    Type,
)
from vprog.dsl.source.span import NOWHERE

TEST_KEYS = ("ALICE", "BOB", "CAROL")
"""The test keys that generated values are made of."""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"})


def literal(type_: Type, value: Value) -> str:
    """Text of the value, to read; it is the source of it unless `source_of` raises."""
    match type_:
        case OptionType():
            return "none" if value is None else literal(type_.inner, value)
        case EnumType():
            return _variant(type_, value)
        case StructType() if isinstance(value, tuple):
            return f"{type_.name} {_fields(type_.fields, value)}"
        case ArrayType() | ListType() | SetType() if isinstance(value, tuple):
            return f"[{', '.join(literal(type_.element, item) for item in value)}]"
        case MapType() if isinstance(value, tuple):
            pairs = [(pair[0], pair[1]) for pair in value if isinstance(pair, tuple)]
            return f"[{', '.join(f'{literal(type_.key, k)}: {literal(type_.value, v)}' for k, v in pairs)}]"
        case LockType() | ScriptType() | OpaqueType() if value in _named(type_):
            return _named(type_)[value]
        case TextType():
            return f'"{escaped(str(value))}"'
        case ExactType() | CoinsType():
            return str(value)
        case _:
            return _plain(value)


class Unwritable(Exception):  # noqa: N818 - a verdict, not a fault
    """The language has no way to write a value."""


def source_of(type_: Type, value: Value) -> str:
    """Source text of the value, for a place that says its type. Raises Unwritable."""
    for kind, part in _parts(type_, value):
        if isinstance(kind, AddressType):
            raise Unwritable("an address can only be that of a resource")
        if isinstance(kind, MapType) and part:
            raise Unwritable("a map that holds something has no literal")
    return literal(type_, value)


def _parts(type_: Type, value: Value) -> Iterator[tuple[Type, Value]]:
    """The value and all that it is made of."""
    yield type_, value
    inner: Iterable[tuple[Type, Value]] = ()
    match type_:
        case OptionType() if value is not None:
            inner = ((type_.inner, value),)
        case EnumType() if isinstance(value, tuple):
            fields = type_.payload(str(value[0]))
            inner = ((field, part) for (_, field), part in zip(fields, value[1:], strict=True))
        case StructType() if isinstance(value, tuple):
            inner = ((field, part) for (_, field), part in zip(type_.fields, value, strict=True))
        case ArrayType() | ListType() | SetType() if isinstance(value, tuple):
            inner = ((type_.element, part) for part in value)
        case _:
            pass
    for kind, part in inner:
        yield from _parts(kind, part)


def escaped(text: str) -> str:
    """A text as it stands between quotes."""
    return text.translate(_ESCAPES)


def values_of_test_keys(type_: Type) -> tuple[Any, ...]:
    """All values of a type that `literal` can name by test keys, the simplest first."""
    return tuple(_named(type_))


def _named(type_: Type) -> dict[Any, str]:
    match type_:
        case LockType():
            return _locks()
        case ScriptType():
            return {b"\x00" + key: f"p2pk({name})" for key, name in _keys().items()}
        case OpaqueType(name="PubKey"):
            return _keys()
        case _:
            return {}


@cache
def _keys() -> dict[Any, str]:
    return {test_key(name).public_key: name for name in TEST_KEYS}


@cache
def _locks() -> dict[Any, str]:
    keys = tuple(TestKey(NOWHERE, name) for name in TEST_KEYS)
    found = {test_lock(TestLock(NOWHERE, "schnorr", 1, (key,))): f"schnorr({key.name})" for key in keys}
    found[test_lock(TestLock(NOWHERE, "unlocked", 0, ()))] = "unlocked"
    found[test_lock(TestLock(NOWHERE, "multisig", 2, keys))] = f"multisig(2, {', '.join(TEST_KEYS)})"
    return dict(found)


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return f"0x{value.hex()}" if value else 'b""'
    return str(value)


def _variant(type_: EnumType, value: Value) -> str:
    if not isinstance(value, tuple):
        return f"{type_.name}.{value}"
    payload = type_.payload(str(value[0]))
    fields = f" {_fields(payload, value[1:])}" if payload else ""
    return f"{type_.name}.{value[0]}{fields}"


def _fields(fields: tuple[tuple[str, Type], ...], values: tuple[Value, ...]) -> str:
    shown = ", ".join(f"{name}: {literal(type_, value)}" for (name, type_), value in zip(fields, values, strict=True))
    return f"{{ {shown} }}" if shown else "{}"
