"""What the bodies of views are made of: the checked operations of the language (docs/language.md), on exact integers.

Every function that can fail takes what makes its error; it is called only when the check fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from vprog.client.failures import ProgramFailure, from_code
from vprog.client.results import FailureTable
from vprog.client.state import StateReader
from vprog.client.tombstone import TOMBSTONE_KIND
from vprog.wire.codec import DecodeError

A = TypeVar("A", bound=bytes)
T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
MakeError = Callable[[], ProgramFailure]

_NOT_LIVE, _DELETED, _WRONG_KIND, _CORRUPT = 24, 26, 27, 28


def live(state: StateReader, address: bytes, kind: int, decode: Callable[[bytes], T], known: FailureTable) -> T:
    """The live resource of a role. Raises the program's Deleted, NotLive, WrongKind or CorruptResource."""
    data = state.read(address)
    if not data or data[0] != kind:
        code = _NOT_LIVE if not data else _DELETED if data == bytes([TOMBSTONE_KIND]) else _WRONG_KIND
        raise from_code(code, known)
    try:
        return decode(data)
    except DecodeError:
        raise from_code(_CORRUPT, known) from None


def live_members(
    state: StateReader, addresses: Iterable[A], kind: int, decode: Callable[[bytes], T], known: FailureTable
) -> list[tuple[A, T]]:
    """The live resources of a role list, each with its address."""
    return [(address, live(state, address, kind, decode, known)) for address in addresses]


def fit(value: int, bits: int, error: MakeError) -> int:
    """The value, where an unsigned number of so many bits holds it."""
    if not 0 <= value < 1 << bits:
        raise error()
    return value


def fit_signed(value: int, bits: int, error: MakeError) -> int:
    """The value, where a signed number of so many bits holds it."""
    if not -(1 << (bits - 1)) <= value < 1 << (bits - 1):
        raise error()
    return value


def nonzero(divisor: int, error: MakeError) -> int:
    """A divisor."""
    if divisor == 0:
        raise error()
    return divisor


def div_ceil(left: int, right: int) -> int:
    """The quotient, rounded up."""
    return -(-left // right)


def some(option: T | None, error: MakeError) -> T:
    """The value that may be there."""
    if option is None:
        raise error()
    return option


def item(items: tuple[T, ...], index: int, error: MakeError) -> T:
    """The element at an index."""
    if not 0 <= index < len(items):
        raise error()
    return items[index]


def replaced(items: tuple[T, ...], index: int, new: T, error: MakeError) -> tuple[T, ...]:
    """The elements with another one at an index."""
    if not 0 <= index < len(items):
        raise error()
    return (*items[:index], new, *items[index + 1 :])


def pushed(items: tuple[T, ...], new: T, most: int, error: MakeError) -> tuple[T, ...]:
    """The elements with one more, at most `most`."""
    if len(items) >= most:
        raise error()
    return (*items, new)


def popped(items: tuple[T, ...], error: MakeError) -> tuple[T, ...]:
    """The elements without their last."""
    if not items:
        raise error()
    return items[:-1]


def inserted(items: AbstractSet[T], new: T, most: int, error: MakeError) -> frozenset[T]:
    """The set with an element, at most `most`."""
    found = frozenset(items) | {new}
    if len(found) > most:
        raise error()
    return found


def removed(items: AbstractSet[T], old: T, error: MakeError) -> frozenset[T]:
    """The set without an element of it."""
    if old not in items:
        raise error()
    return frozenset(items) - {old}


def put(entries: Mapping[K, V], key: K, value: V, most: int, error: MakeError) -> dict[K, V]:
    """The map with a value under a key, at most `most`."""
    found = {**entries, key: value}
    if len(found) > most:
        raise error()
    return found


def without(entries: Mapping[K, V], key: K) -> dict[K, V]:
    """The map without a key."""
    return {other: value for other, value in entries.items() if other != key}


def dropped(entries: Mapping[K, V], key: K, error: MakeError) -> dict[K, V]:
    """The map without a key of it."""
    if key not in entries:
        raise error()
    return without(entries, key)
