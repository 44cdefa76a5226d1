"""What goes wrong after signing: payload bytes, the transaction around them, and the stored resources."""

from __future__ import annotations

from random import Random

from differential.packet import Sealed
from vprog.wire.tx_input import ResourceRecord

TOMBSTONE = b"\xff"
HIGHEST = b"\xff" * 8


def payload(rng: Random, sealed: Sealed) -> bytes:
    """Bits flipped anywhere or in the signed part, cut, extended, or random altogether."""
    raw = sealed.payload
    match rng.randrange(6):
        case 0:
            return _flip(rng, raw, sealed.signed)
        case 1:
            return _flip(rng, raw, len(raw))
        case 2:
            return raw[: rng.randrange(len(raw))]
        case 3:
            return raw + rng.randbytes(rng.randrange(1, 100))
        case 4:
            return rng.randbytes(rng.randrange(200))
        case _:
            cut = rng.randrange(sealed.signed)
            return raw[:cut] + rng.randbytes(rng.randrange(4)) + raw[cut:]


def records(rng: Random, given: list[ResourceRecord], strangers: list[bytes]) -> list[ResourceRecord]:
    """One stored resource is not what it was: `strangers` are other resources of the state."""
    if not given:
        return given
    at = rng.randrange(len(given))
    data = given[at].data
    changed = [
        TOMBSTONE,
        TOMBSTONE,
        TOMBSTONE + data[1:],
        b"",
        data[: rng.randrange(len(data) + 1)],
        data + b"\x00",
        bytes([rng.choice([0, 1, 2, 7])]) + data[1:],
        data[:1] + HIGHEST + data[9:],
        data[:1] + HIGHEST + data[9:],
        _flip(rng, data, len(data)) if data else b"\x01",
        rng.choice([*strangers, rng.randbytes(20)]),
    ]
    return [*given[:at], ResourceRecord(given[at].index, rng.choice(changed)), *given[at + 1 :]]


def _flip(rng: Random, raw: bytes, below: int) -> bytes:
    at = rng.randrange(below)
    return raw[:at] + bytes([raw[at] ^ (1 << rng.randrange(8))]) + raw[at + 1 :]


def host(rng: Random, blob: bytes) -> bytes:
    """A version 1 blob that no honest host builds: cut, another id, or a length that leads out of it."""
    match rng.randrange(4):
        case 0:
            return blob[: rng.randrange(len(blob))]
        case 1:
            return blob[:2] + _flip(rng, blob[2:], 32)
        case 2:
            return blob[:70] + rng.choice([b"\xff\xff\xff\xff", b"\x00\x00\x00\x00"]) + blob[74:]
        case _:
            return blob[:74] + b"\xff\xff\xff\x7f" + blob[78:]
