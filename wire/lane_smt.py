"""The active lanes tree: roots, proofs, verification (L1 rules, section 6.3)."""

from collections.abc import Mapping
from typing import Final

import attrs

from .bits import get_lsb, get_msb
from .checks import length
from .codec import DecodeError, Reader
from .hashes import ACTIVE_COLLAPSED_NODE, ACTIVE_NODE, ZERO_HASH, blake3_keyed

DEPTH: Final = 256


def node_hash(left: bytes, right: bytes) -> bytes:
    """An inner node."""
    return blake3_keyed(ACTIVE_NODE, left, right)


def collapsed_hash(lane_key: bytes, leaf_hash: bytes) -> bytes:
    """A subtree, of any height, that holds exactly one leaf."""
    return blake3_keyed(ACTIVE_COLLAPSED_NODE, lane_key, leaf_hash)


def _empty_hashes() -> tuple[bytes, ...]:
    found = [ZERO_HASH]
    for _ in range(DEPTH):
        found.append(node_hash(found[-1], found[-1]))
    return tuple(found)


EMPTY: Final = _empty_hashes()
"""EMPTY[h]: hash of an empty subtree of height h."""

EMPTY_ROOT: Final = EMPTY[DEPTH]


@attrs.frozen
class FullPath:
    """The path goes all the way down."""

    depth = DEPTH


@attrs.frozen
class Collapsed:
    """The path ends at `depth` in a subtree that holds the key alone."""

    depth: int


@attrs.frozen
class CollapsedOther:
    """The path ends at `depth` in a subtree that holds another key alone: the key is absent."""

    depth: int
    lane_key: bytes = attrs.field(validator=length(32))
    leaf_hash: bytes = attrs.field(validator=length(32))


Terminal = FullPath | Collapsed | CollapsedOther


@attrs.frozen
class LaneProof:
    """Proof about one key: bit d of `bitmap` (LSB first) says that the sibling at depth d is empty and left out."""

    bitmap: bytes = attrs.field(validator=length(32))
    terminal: Terminal
    siblings: tuple[bytes, ...]

    def encode(self) -> bytes:
        """`bitmap[32] ‖ tag ‖ payload ‖ siblings`."""
        match self.terminal:
            case FullPath():
                terminal = b"\x00"
            case Collapsed(depth):
                terminal = bytes([1, depth])
            case CollapsedOther(depth, key, leaf):
                terminal = bytes([2, depth]) + key + leaf
        return self.bitmap + terminal + b"".join(self.siblings)

    def compute_root(self, lane_key: bytes, leaf_hash: bytes | None) -> bytes:
        """The root under which the key has that leaf (None: is absent)."""
        terminal = self.terminal
        if leaf_hash is not None:
            current = collapsed_hash(lane_key, leaf_hash)
        elif isinstance(terminal, CollapsedOther) and terminal.lane_key != lane_key:
            current = collapsed_hash(terminal.lane_key, terminal.leaf_hash)
        else:
            current = ZERO_HASH
        given = iter(reversed(self.siblings))
        for depth in range(terminal.depth - 1, -1, -1):
            sibling = EMPTY[DEPTH - 1 - depth] if get_lsb(self.bitmap, depth) else next(given)
            pair = (sibling, current) if get_msb(lane_key, depth) else (current, sibling)
            current = node_hash(*pair)
        return current

    def verify(self, root: bytes, lane_key: bytes, leaf_hash: bytes | None) -> bool:
        """Whether the tree of that root maps the key to that leaf (None: does not hold it)."""
        return self.compute_root(lane_key, leaf_hash) == root


def decode_lane_proof(raw: bytes) -> LaneProof:
    """Raises DecodeError for an unknown tag and for more or fewer siblings than the bitmap asks for."""
    reader = Reader(raw)
    bitmap, tag = reader.take(32, "lane_bitmap"), reader.byte("lane_terminal")
    match tag:
        case 0:
            terminal: Terminal = FullPath()
        case 1:
            terminal = Collapsed(reader.byte("lane_depth"))
        case 2:
            depth = reader.byte("lane_depth")
            terminal = CollapsedOther(depth, reader.take(32, "lane_other_key"), reader.take(32, "lane_other_leaf"))
        case _:
            raise DecodeError("lane_terminal")
    count = sum(not get_lsb(bitmap, depth) for depth in range(terminal.depth))
    siblings = tuple(reader.take(32, "lane_siblings") for _ in range(count))
    if reader.remaining:
        raise DecodeError("lane_siblings")
    return LaneProof(bitmap, terminal, siblings)


class LaneTree:
    """The tree over `lane_key -> leaf hash`; a pure function of its contents."""

    def __init__(self, leaves: Mapping[bytes, bytes]) -> None:
        self._leaves = dict(leaves)

    @property
    def root(self) -> bytes:
        """Root hash."""
        return self._subtree(sorted(self._leaves), 0)

    def prove(self, lane_key: bytes) -> LaneProof:
        """Inclusion proof of a key, or absence proof."""
        keys, depth = sorted(self._leaves), 0
        bitmap, siblings = bytearray(b"\xff" * 32), list[bytes]()
        while len(keys) > 1:
            bit = get_msb(lane_key, depth)
            others = [key for key in keys if get_msb(key, depth) != bit]
            keys = [key for key in keys if get_msb(key, depth) == bit]
            if others:
                bitmap[depth // 8] &= ~(1 << (depth % 8)) & 0xFF
                siblings.append(self._subtree(others, depth + 1))
            depth += 1
        terminal: Terminal = FullPath()
        if keys and depth < DEPTH:
            key = keys[0]
            terminal = Collapsed(depth) if key == lane_key else CollapsedOther(depth, key, self._leaves[key])
        return LaneProof(bytes(bitmap), terminal, tuple(siblings))

    def _subtree(self, keys: list[bytes], depth: int) -> bytes:
        if not keys:
            return EMPTY[DEPTH - depth]
        if len(keys) == 1:
            return collapsed_hash(keys[0], self._leaves[keys[0]])
        left = [key for key in keys if not get_msb(key, depth)]
        right = keys[len(left) :]
        return node_hash(self._subtree(left, depth + 1), self._subtree(right, depth + 1))
