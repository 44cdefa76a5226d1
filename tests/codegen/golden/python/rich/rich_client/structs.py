"""Structs of the program `rich`, and enums whose variants carry values."""

from __future__ import annotations

from attrs import frozen
from vprog.client import observed, values
from vprog.client.errors import ClientError
from vprog.client.observed import Document
from vprog.client.types import L1Script
from vprog.wire.codec import DecodeError, Reader

from .addresses import MemberAddress
from .types import Score, Sompi


# rich.vprog:18
@frozen
class Window:
    """A span of time."""

    opens: Score
    closes: Score

    def encode(self) -> bytes:
        """As it lies on the wire. Raises ClientError for a value that its field does not hold."""
        return b"".join(
            [
                values.unsigned("opens", self.opens, 64),
                values.unsigned("closes", self.closes, 64),
            ]
        )

    @classmethod
    def read(cls, reader: Reader) -> Window:
        """Its fields off the reader. Raises DecodeError."""
        return cls(
            opens=Score(values.read_unsigned(reader, "opens", 64)),
            closes=Score(values.read_unsigned(reader, "closes", 64)),
        )

    @classmethod
    def observe(cls, event: Document) -> Window:
        """As a node reports it, field by field. Raises ClientError."""
        return cls(
            opens=Score(observed.integer(event, "opens")),
            closes=Score(observed.integer(event, "closes")),
        )


# rich.vprog:20
@frozen
class Mark:
    """`Mark`."""

    term: Window
    by: MemberAddress
    tags: tuple[bytes, ...]
    depth: int

    def encode(self) -> bytes:
        """As it lies on the wire. Raises ClientError for a value that its field does not hold."""
        return b"".join(
            [
                self.term.encode(),
                values.raw("by", self.by, 32),
                values.array("tags", self.tags, 2, lambda value: values.raw("tags", value, 4)),
                values.unsigned("depth", self.depth, 8),
            ]
        )

    @classmethod
    def read(cls, reader: Reader) -> Mark:
        """Its fields off the reader. Raises DecodeError."""
        return cls(
            term=Window.read(reader),
            by=MemberAddress(reader.take(32, "by")),
            tags=values.read_array(2, lambda: reader.take(4, "tags")),
            depth=values.read_unsigned(reader, "depth", 8),
        )

    @classmethod
    def observe(cls, event: Document) -> Mark:
        """As a node reports it, field by field. Raises ClientError."""
        return cls(
            term=Window.observe(observed.document(event, "term")),
            by=MemberAddress(observed.raw(event, "by", 32)),
            tags=observed.items(event, "tags", 2, lambda event: observed.raw(event, "tags", 4), 2),
            depth=observed.integer(event, "depth"),
        )


# rich.vprog:11
@frozen
class MotionPay:
    """`Motion.Pay`."""

    amount: Sompi
    to: L1Script

    def encode(self) -> bytes:
        """As it lies on the wire. Raises ClientError for a value that its field does not hold."""
        return b"".join(
            [
                bytes([0]),
                values.unsigned("amount", self.amount, 64),
                self.to.encode(),
            ]
        )

    @classmethod
    def read(cls, reader: Reader) -> MotionPay:
        """Its fields off the reader. Raises DecodeError."""
        return cls(
            amount=Sompi(values.read_unsigned(reader, "amount", 64)),
            to=values.read_script(reader, "to"),
        )

    @classmethod
    def observe(cls, event: Document) -> MotionPay:
        """As a node reports it, field by field. Raises ClientError."""
        return cls(
            amount=Sompi(observed.integer(event, "amount")),
            to=observed.script(event, "to"),
        )


# rich.vprog:11
@frozen
class MotionRename:
    """`Motion.Rename`."""

    title: str

    def encode(self) -> bytes:
        """As it lies on the wire. Raises ClientError for a value that its field does not hold."""
        return b"".join(
            [
                bytes([1]),
                values.text("title", self.title, 40),
            ]
        )

    @classmethod
    def read(cls, reader: Reader) -> MotionRename:
        """Its fields off the reader. Raises DecodeError."""
        return cls(
            title=values.read_text(reader, "title", 40),
        )

    @classmethod
    def observe(cls, event: Document) -> MotionRename:
        """As a node reports it, field by field. Raises ClientError."""
        return cls(
            title=observed.text(event, "title", 40),
        )


# rich.vprog:11
@frozen
class MotionNothing:
    """`Motion.Nothing`."""

    def encode(self) -> bytes:
        """As it lies on the wire. Raises ClientError for a value that its field does not hold."""
        return bytes([2])

    @classmethod
    def read(cls, reader: Reader) -> MotionNothing:
        """Its fields off the reader. Raises DecodeError."""
        return cls()

    @classmethod
    def observe(cls, event: Document) -> MotionNothing:
        """As a node reports it, field by field. Raises ClientError."""
        return cls()


# rich.vprog:11
Motion = MotionPay | MotionRename | MotionNothing
"""What a proposal asks for."""


def read_motion(reader: Reader) -> Motion:
    """One value off the reader. Raises DecodeError."""
    match reader.byte("variant"):
        case 0:
            return MotionPay.read(reader)
        case 1:
            return MotionRename.read(reader)
        case 2:
            return MotionNothing.read(reader)
        case _:
            raise DecodeError("variant")


def observe_motion(event: Document) -> Motion:
    """As a node reports it: the variant's name and its fields. Raises ClientError."""
    match observed.tag(event):
        case "Pay":
            return MotionPay.observe(event)
        case "Rename":
            return MotionRename.observe(event)
        case "Nothing":
            return MotionNothing.observe(event)
        case _:
            raise ClientError("bad-event", "the event holds a variant that the program does not have")
