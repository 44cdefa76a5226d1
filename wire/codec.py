"""Codec primitives: little-endian reader and writer (framework spec, section 1).

Every read names a field, and that name is all a failed read tells.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeVar

T = TypeVar("T")

ErrorKind = Literal["Decode", "ZeroCopy"]


class DecodeError(Exception):
    """Bytes that do not decode. `field` names what was being read, or says what is wrong with it.

    `kind` is "ZeroCopy" for an invalid value inside a fixed-size record (its text is informational), and
    "Decode" for everything else. On the wire both become `01 ‖ blob(field)` (section 5.4).
    """

    def __init__(self, field: str, kind: ErrorKind = "Decode") -> None:
        super().__init__(field, kind)
        self.field = field
        self.kind: ErrorKind = kind

    def __str__(self) -> str:
        return f"decode error: {self.field}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DecodeError) and (self.field, self.kind) == (other.field, other.kind)

    def __hash__(self) -> int:
        return hash((self.field, self.kind))


class Reader:
    """A cursor over bytes. A failed read leaves the cursor after whatever part of it succeeded."""

    def __init__(self, data: bytes) -> None:
        self._data = bytes(data)
        self._at = 0

    @property
    def position(self) -> int:
        """Bytes consumed so far."""
        return self._at

    @property
    def remaining(self) -> int:
        """Bytes left."""
        return len(self._data) - self._at

    def _short(self, field: str) -> DecodeError:
        return DecodeError(field)

    def take(self, count: int, field: str) -> bytes:
        """The next `count` bytes."""
        if count > self.remaining:
            raise self._short(field)
        start, self._at = self._at, self._at + count
        return self._data[start : self._at]

    def skip(self, count: int, field: str) -> None:
        """Pass over `count` bytes."""
        if count > self.remaining:
            raise self._short(field)
        self._at += count

    def rest(self) -> bytes:
        """Everything that is left."""
        return self.take(self.remaining, "rest")

    def byte(self, field: str) -> int:
        """u8."""
        return self.take(1, field)[0]

    def boolean(self, field: str) -> bool:
        """One byte; any value but zero is true."""
        return self.byte(field) != 0

    def u16(self, field: str) -> int:
        """u16, little-endian."""
        return int.from_bytes(self.take(2, field), "little")

    def u32(self, field: str) -> int:
        """u32, little-endian."""
        return int.from_bytes(self.take(4, field), "little")

    def u64(self, field: str) -> int:
        """u64, little-endian."""
        return int.from_bytes(self.take(8, field), "little")

    def be_u16(self, field: str) -> int:
        """u16, big-endian."""
        return int.from_bytes(self.take(2, field), "big")

    def be_u32(self, field: str) -> int:
        """u32, big-endian."""
        return int.from_bytes(self.take(4, field), "big")

    def be_u64(self, field: str) -> int:
        """u64, big-endian."""
        return int.from_bytes(self.take(8, field), "big")

    def blob(self, field: str) -> bytes:
        """`u32 len ‖ bytes`."""
        return self.take(self.u32(field), field)

    def string(self, field: str) -> str:
        """`u32 len ‖ UTF-8`."""
        raw = self.blob(field)
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            raise DecodeError(field) from None

    def records(self, size: int, field: str) -> list[bytes]:
        """`u32 count ‖ count × size bytes`."""
        raw = self.take(self.u32(field) * size, field)
        return [raw[i : i + size] for i in range(0, len(raw), size)]

    def many(self, item: "Callable[[Reader], T]", field: str) -> list[T]:
        """`u32 count ‖ items`; the first item that fails is the error."""
        return [item(self) for _ in range(self.u32(field))]


class MutReader(Reader):
    """The cursor over writable bytes: a failed read leaves it empty."""

    def _short(self, field: str) -> DecodeError:
        self._at = len(self._data)
        return DecodeError(field)


class Writer:
    """Mirror of `Reader`. An integer out of range is the caller's bug and raises OverflowError."""

    def __init__(self) -> None:
        self._out = bytearray()

    def finish(self) -> bytes:
        """What was written."""
        return bytes(self._out)

    def write(self, data: bytes) -> "Writer":
        """Raw bytes."""
        self._out += data
        return self

    def u8(self, value: int) -> "Writer":
        """u8."""
        return self.write(value.to_bytes(1, "little"))

    def u16(self, value: int) -> "Writer":
        """u16, little-endian."""
        return self.write(value.to_bytes(2, "little"))

    def u32(self, value: int) -> "Writer":
        """u32, little-endian."""
        return self.write(value.to_bytes(4, "little"))

    def u64(self, value: int) -> "Writer":
        """u64, little-endian."""
        return self.write(value.to_bytes(8, "little"))

    def blob(self, data: bytes) -> "Writer":
        """`u32 len ‖ bytes`."""
        return self.u32(len(data)).write(data)

    def many(self, items: Iterable[bytes]) -> "Writer":
        """`u32 count ‖ items`, each already encoded."""
        parts = list(items)
        self.u32(len(parts))
        for part in parts:
            self.write(part)
        return self


def sort_unique(items: Sequence[bytes]) -> tuple[list[bytes], list[int]]:
    """(sorted items, order) with `order[sorted position] = input index`. Duplicates are a DecodeError."""
    order = sorted(range(len(items)), key=lambda i: items[i])
    ranked = [items[i] for i in order]
    if any(a == b for a, b in itertools.pairwise(ranked)):
        raise DecodeError("duplicate keys")
    return ranked, order
