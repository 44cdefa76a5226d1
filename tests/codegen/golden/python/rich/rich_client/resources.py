"""The resources of the program `rich`: what the state holds, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from attrs import frozen
from vprog.client import values
from vprog.client.tombstone import TOMBSTONE_KIND, Tombstone
from vprog.client.types import Hash, Lock, LockId
from vprog.wire.codec import DecodeError
from vprog.wire.locks import read_lock

from . import addresses
from .addresses import MemberAddress
from .structs import Mark, Motion, Window, read_motion
from .types import Level, Shares, Sompi


# rich.vprog:37
@frozen
class Council:
    """`Council`."""

    KIND: ClassVar[int] = 0

    title: str
    window: Window
    treasury: Sompi
    total: int
    weights: tuple[int, ...]
    seen: frozenset[Hash]
    notes: Mapping[int, str]
    motion: Motion
    level: Level
    members: frozenset[MemberAddress]
    lock: Lock

    def encode(self) -> bytes:
        """As stored: kind, fixed fields, tail. Raises ClientError for a value that its field does not hold."""
        return b"".join(
            [
                bytes([self.KIND]),
                self.window.encode(),
                values.unsigned("treasury", self.treasury, 64),
                values.unsigned("total", self.total, 256),
                values.variant(self.level),
                values.text("title", self.title, 40),
                values.items("weights", self.weights, 8, lambda value: values.unsigned("weights", value, 64)),
                values.ascending("seen", self.seen, 4, lambda value: values.raw("seen", value, 32)),
                values.entries(
                    "notes",
                    self.notes,
                    4,
                    lambda value: values.unsigned("notes", value, 16),
                    lambda value: values.text("notes", value, 12),
                ),
                self.motion.encode(),
                values.ascending("members", self.members, 5, lambda value: values.raw("members", value, 32)),
                self.lock.encode(),
            ]
        )

    @classmethod
    def decode(cls, data: bytes) -> Council:
        """Raises DecodeError for bytes that are no live `Council`."""
        reader = values.resource_reader(data, cls.KIND)
        found = cls(
            window=Window.read(reader),
            treasury=Sompi(values.read_unsigned(reader, "treasury", 64)),
            total=values.read_unsigned(reader, "total", 256),
            level=values.read_variant(reader, "level", Level),
            title=values.read_text(reader, "title", 40),
            weights=values.read_items(reader, "weights", 8, lambda: values.read_unsigned(reader, "weights", 64)),
            seen=values.read_ascending(reader, "seen", 4, lambda: Hash(reader.take(32, "seen"))),
            notes=values.read_entries(
                reader,
                "notes",
                4,
                lambda: values.read_unsigned(reader, "notes", 16),
                lambda: values.read_text(reader, "notes", 12),
            ),
            motion=read_motion(reader),
            members=values.read_ascending(reader, "members", 5, lambda: MemberAddress(reader.take(32, "members"))),
            lock=read_lock(reader),
        )
        values.end(reader)
        return found

    def address(self) -> addresses.CouncilAddress:
        """Where it stands."""
        return addresses.council()


# rich.vprog:51
@frozen
class Member:
    """`Member`."""

    KIND: ClassVar[int] = 1

    weight: Shares
    mark: Mark | None
    pair: tuple[int, ...]
    blob: bytes
    first: LockId
    lock: Lock

    def encode(self) -> bytes:
        """As stored: kind, fixed fields, tail. Raises ClientError for a value that its field does not hold."""
        return b"".join(
            [
                bytes([self.KIND]),
                values.unsigned("weight", self.weight, 128),
                values.array("pair", self.pair, 2, lambda value: values.signed("pair", value, 32)),
                values.raw("first", self.first, 32),
                values.option(self.mark, Mark.encode),
                values.bounded("blob", self.blob, 20),
                self.lock.encode(),
            ]
        )

    @classmethod
    def decode(cls, data: bytes) -> Member:
        """Raises DecodeError for bytes that are no live `Member`."""
        reader = values.resource_reader(data, cls.KIND)
        found = cls(
            weight=Shares(values.read_unsigned(reader, "weight", 128)),
            pair=values.read_array(2, lambda: values.read_signed(reader, "pair", 32)),
            first=LockId(reader.take(32, "first")),
            mark=values.read_option(reader, "mark", lambda: Mark.read(reader)),
            blob=values.read_bounded(reader, "blob", 20),
            lock=read_lock(reader),
        )
        values.end(reader)
        return found

    def address(self) -> addresses.MemberAddress:
        """Where it stands."""
        return addresses.member(first=self.first)


Stored = Council | Member | Tombstone | None
"""What an address can hold."""


def decode(data: bytes) -> Stored:
    """What the bytes of a resource are; None: nothing was ever there. Raises DecodeError."""
    if not data:
        return None
    match data[0]:
        case Council.KIND:
            return Council.decode(data)
        case Member.KIND:
            return Member.decode(data)
        case kind if kind == TOMBSTONE_KIND:
            return Tombstone()
        case _:
            raise DecodeError("kind")


def lock_of(data: bytes) -> Lock | None:
    """The lock of the live resource in `data`; None for anything else."""
    try:
        found = decode(data)
    except DecodeError:
        return None
    match found:
        case Council():
            return found.lock
        case Member():
            return found.lock
        case _:
            return None
