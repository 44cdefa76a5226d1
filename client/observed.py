"""Values of events as a node reports them: JSON, with bytes in hex and large numbers as decimal strings.

Every function takes the event's document and the name of a field, and raises ClientError("bad-event") for a value
that is none of the field's type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import TypeVar, cast

from vprog.client.errors import ClientError
from vprog.wire.codec import DecodeError, Reader
from vprog.wire.errors import GuestError
from vprog.wire.exits import StandardSpk, decode_spk
from vprog.wire.locks import Lock, decode_lock

Document = Mapping[str, object]
T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
E = TypeVar("E", bound=IntEnum)


def integer(event: Document, name: str) -> int:
    value = event.get(name)
    if isinstance(value, str) and value.removeprefix("-").isdecimal() and len(value) < 90:
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _bad(name)
    return value


def boolean(event: Document, name: str) -> bool:
    value = event.get(name)
    if not isinstance(value, bool):
        raise _bad(name)
    return value


def raw(event: Document, name: str, size: int) -> bytes:
    value = _bytes(event, name)
    if len(value) != size:
        raise _bad(name)
    return value


def variant(event: Document, name: str, variants: Mapping[str, E]) -> E:
    """`variants` maps the names of the source."""
    value = event.get(name)
    if not isinstance(value, str) or value not in variants:
        raise _bad(name)
    return variants[value]


def lock(event: Document, name: str) -> Lock:
    try:
        return decode_lock(_bytes(event, name))
    except DecodeError:
        raise _bad(name) from None


def script(event: Document, name: str) -> StandardSpk:
    reader = Reader(_bytes(event, name))
    try:
        found = decode_spk(reader)
    except (DecodeError, GuestError):
        raise _bad(name) from None
    if reader.remaining:
        raise _bad(name)
    return found


def option(event: Document, name: str, read: Callable[[], T]) -> T | None:
    return None if event.get(name) is None else read()


def bounded(event: Document, name: str, most: int) -> bytes:
    value = _bytes(event, name)
    if len(value) > most:
        raise _bad(name)
    return value


def text(event: Document, name: str, most: int) -> str:
    value = event.get(name)
    if not isinstance(value, str) or len(value.encode(errors="replace")) > most:
        raise _bad(name)
    return value


def items(event: Document, name: str, most: int, read: Callable[[Document], T], least: int = 0) -> tuple[T, ...]:
    """A list; `read` gets each element as a document of its own, under the same name."""
    found = _list(event, name)
    if not least <= len(found) <= most:
        raise _bad(name)
    return tuple([read({name: item}) for item in found])


def ascending(event: Document, name: str, most: int, read: Callable[[Document], K]) -> frozenset[K]:
    """A set, as a list."""
    return frozenset(items(event, name, most, read))


def entries(
    event: Document, name: str, most: int, read_key: Callable[[Document], K], read_value: Callable[[Document], V]
) -> dict[K, V]:
    """A map, as a list of pairs."""

    def pair(event: Document) -> tuple[K, V]:
        found = _list(event, name)
        if len(found) != 2:
            raise _bad(name)
        return read_key({name: found[0]}), read_value({name: found[1]})

    return dict(items(event, name, most, pair))


def document(event: Document, name: str) -> Document:
    """A struct, or a variant with its payload."""
    value = event.get(name)
    if not isinstance(value, dict):
        raise _bad(name)
    return cast("Document", value)


def tag(event: Document) -> str:
    """The name of the variant."""
    value = event.get("variant")
    if not isinstance(value, str):
        raise _bad("variant")
    return value


def _list(event: Document, name: str) -> list[object]:
    value = event.get(name)
    if not isinstance(value, list):
        raise _bad(name)
    return cast("list[object]", value)


def _bytes(event: Document, name: str) -> bytes:
    try:
        return bytes.fromhex(str(event.get(name)).removeprefix("0x"))
    except ValueError:
        raise _bad(name) from None


def _bad(name: str) -> ClientError:
    return ClientError("bad-event", f"the event's field `{name}` is missing or of another type")
