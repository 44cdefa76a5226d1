"""Exit destinations and exit entries (framework spec, section 10.1)."""

from collections.abc import Iterator
from enum import IntEnum

import attrs

from .checks import unsigned
from .codec import DecodeError, Reader
from .errors import INVALID_EXIT_SPK, INVALID_EXIT_SPK_TAG, GuestError, ProgramError


class SpkKind(IntEnum):
    """The three standard L1 scripts, by wire tag."""

    PUB_KEY = 0
    PUB_KEY_ECDSA = 1
    SCRIPT_HASH = 8


_FIELDS = {
    SpkKind.PUB_KEY: (32, "exit_pubkey"),
    SpkKind.PUB_KEY_ECDSA: (33, "exit_pubkey_ecdsa"),
    SpkKind.SCRIPT_HASH: (32, "exit_script_hash"),
}


@attrs.frozen
class StandardSpk:
    """Where an exit pays to: a kind and its 32 (ECDSA: 33) bytes."""

    kind: SpkKind
    payload: bytes

    def __attrs_post_init__(self) -> None:
        if len(self.payload) != _FIELDS[self.kind][0]:
            raise ValueError(f"{self.kind.name} takes {_FIELDS[self.kind][0]} bytes")

    def encode(self) -> bytes:
        """`tag ‖ payload`."""
        return bytes([self.kind]) + self.payload

    def script(self) -> bytes:
        """The L1 script (script version 0)."""
        if self.kind is SpkKind.PUB_KEY:
            return b"\x20" + self.payload + b"\xac"
        if self.kind is SpkKind.PUB_KEY_ECDSA:
            return b"\x21" + self.payload + b"\xab"
        return b"\xaa\x20" + self.payload + b"\x87"


def decode_spk(reader: Reader) -> StandardSpk:
    """Raises GuestError(2) for an unknown tag, DecodeError when short."""
    tag = reader.byte("exit_tag")
    if tag not in (0, 1, 8):
        raise GuestError(INVALID_EXIT_SPK_TAG)
    kind = SpkKind(tag)
    size, field = _FIELDS[kind]
    return StandardSpk(kind, reader.take(size, field))


def spk_from_script(version: int, script: bytes) -> StandardSpk:
    """The destination a standard L1 script stands for; GuestError(3) for any other script or version."""
    if version == 0:
        if len(script) == 34 and script[0] == 0x20 and script[33] == 0xAC:
            return StandardSpk(SpkKind.PUB_KEY, script[1:33])
        if len(script) == 35 and script[0] == 0x21 and script[34] == 0xAB:
            return StandardSpk(SpkKind.PUB_KEY_ECDSA, script[1:34])
        if len(script) == 35 and script[:2] == b"\xaa\x20" and script[34] == 0x87:
            return StandardSpk(SpkKind.SCRIPT_HASH, script[2:34])
    raise GuestError(INVALID_EXIT_SPK)


@attrs.frozen
class Exit:
    """One withdrawal to L1: destination and amount in sompi (zero is allowed by the framework)."""

    spk: StandardSpk
    amount: int = attrs.field(validator=unsigned(64))

    def encode(self) -> bytes:
        """`spk ‖ amount u64`."""
        return self.spk.encode() + self.amount.to_bytes(8, "little")


def decode_exit(reader: Reader) -> Exit:
    """One entry; the errors of `decode_spk`, and DecodeError for a short amount."""
    return Exit(decode_spk(reader), reader.u64("exit_amount"))


def iter_exits(raw: bytes) -> Iterator[Exit | ProgramError]:
    """Entries until the bytes are used up; a bad one is yielded as its error and reading goes on behind it."""
    reader = Reader(raw)
    while reader.remaining:
        try:
            yield decode_exit(reader)
        except (GuestError, DecodeError) as error:
            yield error


def decode_exits(raw: bytes) -> tuple[Exit, ...]:
    """All entries; the first bad one is raised."""
    found: list[Exit] = []
    for entry in iter_exits(raw):
        if not isinstance(entry, Exit):
            raise entry
        found.append(entry)
    return tuple(found)
