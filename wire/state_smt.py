"""The state tree: what a state root commits to, and proofs of it (framework spec, section 8).

Verification is stricter than the reference in two points, as the proof guests are: leaves ascend by key, and a
one-sided step holds no leaf of the other side. Without that a leaf without a value could be parked off its own path,
and a key that exists would pass as absent.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import attrs

from .bits import get_lsb, get_msb, set_lsb, shares_prefix
from .codec import DecodeError, Reader, Writer
from .hashes import ZERO_HASH, sha256

DEPTH: Final = 256
_EMPTY_KIND, _LEAF_KIND, _INTERNAL_KIND = range(3)
_MALFORMED: Final = "malformed proof"


@attrs.frozen
class Summary:
    """What a parent commits to about a child: its kind, its hash."""

    kind: int
    hash: bytes


EMPTY: Final = Summary(_EMPTY_KIND, ZERO_HASH)


def leaf(key: bytes, value_hash: bytes) -> Summary:
    """One key; a zero value hash means that it is absent."""
    if value_hash == ZERO_HASH:
        return EMPTY
    return Summary(_LEAF_KIND, sha256(b"\x01", key, value_hash))


def combine(left: Summary, right: Summary) -> Summary:
    """A node over two children; a lone leaf moves up in its place."""
    kinds = (left.kind, right.kind)
    if kinds in ((_EMPTY_KIND, _EMPTY_KIND), (_LEAF_KIND, _EMPTY_KIND)):
        return left
    if kinds == (_EMPTY_KIND, _LEAF_KIND):
        return right
    return Summary(_INTERNAL_KIND, sha256(bytes([2, *kinds]), left.hash, right.hash))


@attrs.frozen
class ProofLeaf:
    """A slot of the tree at `depth`: its key, and the hash of its value (zeros: nothing there)."""

    depth: int
    key: bytes
    value: bytes


@attrs.frozen
class StateProof:
    """A proof about several keys. `members` has for each queried key whether another key's leaf occupies its path,
    and the position of the leaf that says so."""

    keys: tuple[bytes, ...]
    leaves: tuple[ProofLeaf, ...]
    siblings: tuple[Summary, ...]
    topology: bytes
    members: tuple[tuple[bool, int], ...]

    def root(self) -> bytes:
        """The state root that it is about. DecodeError for a proof that is about none."""
        keys = [leaf.key for leaf in self.leaves]
        if not self.leaves or any(a >= b for a, b in pairwise(keys)):
            raise DecodeError(_MALFORMED)
        return _Walk(self).node(0, len(self.leaves), 0).hash

    def values(self) -> dict[bytes, bytes]:
        """The value hash of each queried key (zeros: absent). Only meaningful together with the root."""
        return {key: self._value(key, *member) for key, member in zip(self.keys, self.members, strict=False)}

    def _value(self, key: bytes, absent: bool, at: int) -> bytes:
        if at >= len(self.leaves):
            raise DecodeError("leaf out of range")
        found = self.leaves[at]
        if absent == (found.key == key):
            raise DecodeError("leaf is present" if absent else "leaf is absent")
        if absent and not shares_prefix(found.key, key, found.depth):
            raise DecodeError("absent leaf does not witness key")
        return ZERO_HASH if absent else found.value


class _Walk:
    """Derives the root from leaves and siblings; a position in each."""

    def __init__(self, proof: StateProof) -> None:
        self._proof = proof
        self._bit = 0
        self._sibling = 0

    def node(self, start: int, end: int, level: int) -> Summary:
        """The summary of the subtree at `level` over the leaves from `start` up to `end`."""
        leaves = self._proof.leaves
        if start == end:
            return EMPTY
        first, last = leaves[start], leaves[end - 1]
        if end - start == 1 and level >= first.depth:
            if level > first.depth:
                raise DecodeError(_MALFORMED)
            return leaf(first.key, first.value)
        if level >= DEPTH:
            raise DecodeError(_MALFORMED)
        both = get_lsb(self._proof.topology, self._bit)
        self._bit += 1
        if both:
            middle = next((at for at in range(start, end) if get_msb(leaves[at].key, level)), end)
            left = self.node(start, middle, level + 1)
            return combine(left, self.node(middle, end, level + 1))
        side = get_msb(first.key, level)
        if side != get_msb(last.key, level) or self._sibling >= len(self._proof.siblings):
            raise DecodeError(_MALFORMED)
        sibling = self._proof.siblings[self._sibling]
        self._sibling += 1
        child = self.node(start, end, level + 1)
        return combine(sibling, child) if side else combine(child, sibling)


def decode_state_proof(raw: bytes) -> StateProof:
    """The sections of a proof; bytes after them are ignored. DecodeError names the section that is short."""
    reader = Reader(raw)
    keys = tuple(reader.records(32, "keys"))
    leaves = tuple(_leaf(record, keys) for record in reader.records(38, "leaves"))
    siblings = tuple(Summary(record[0], record[1:]) for record in reader.records(33, "siblings"))
    topology = reader.blob("topology")
    members = tuple((record[0], int.from_bytes(record[1:], "little")) for record in reader.records(5, "memberships"))
    if any(tag > 1 for tag, _ in members):
        raise DecodeError("membership tag", "ZeroCopy")
    if len(keys) < len(members):
        raise DecodeError("membership without key")
    return StateProof(keys, leaves, siblings, topology, tuple((tag == 1, at) for tag, at in members))


def _leaf(record: bytes, keys: tuple[bytes, ...]) -> ProofLeaf:
    at = int.from_bytes(record[2:6], "little")
    if at >= len(keys):
        raise DecodeError(_MALFORMED)
    return ProofLeaf(int.from_bytes(record[:2], "little"), keys[at], record[6:])


class StateTree:
    """The tree over `resource id -> value hash`; a pure function of its contents."""

    def __init__(self, values: Mapping[bytes, bytes]) -> None:
        self._values = {key: value for key, value in values.items() if value != ZERO_HASH}

    @property
    def root(self) -> bytes:
        """The state root; zeros for an empty tree."""
        return self._subtree(sorted(self._values), 0).hash

    def prove(self, keys: Sequence[bytes]) -> bytes:
        """Proof bytes about distinct keys, in their order."""
        return _Prover(self._values, keys).encode()

    def _subtree(self, keys: list[bytes], depth: int) -> Summary:
        return _subtree(self._values, keys, depth)


def _subtree(values: Mapping[bytes, bytes], keys: list[bytes], depth: int) -> Summary:
    if not keys:
        return EMPTY
    if len(keys) == 1:
        return leaf(keys[0], values[keys[0]])
    left, right = _split(keys, depth)
    return combine(_subtree(values, left, depth + 1), _subtree(values, right, depth + 1))


def _split(keys: list[bytes], depth: int) -> tuple[list[bytes], list[bytes]]:
    left = [key for key in keys if not get_msb(key, depth)]
    return left, keys[len(left) :]


class _Prover:
    """Collects the sections of a proof in the order of the walk."""

    def __init__(self, values: Mapping[bytes, bytes], keys: Sequence[bytes]) -> None:
        self._values = values
        self._keys = list(keys)
        self._count = len(keys)
        self._leaves: list[bytes] = []
        self._siblings: list[bytes] = []
        self._topology: list[bool] = []
        self._members: dict[bytes, bytes] = {}
        self._node(sorted(values), sorted(keys), 0)

    def encode(self) -> bytes:
        """The five sections."""
        topology = bytearray((len(self._topology) + 7) // 8)
        for at in (at for at, both in enumerate(self._topology) if both):
            set_lsb(topology, at)
        writer = Writer().many(self._keys).many(self._leaves).many(self._siblings).blob(bytes(topology))
        return writer.many(self._members[key] for key in self._keys[: self._count]).finish()

    def _node(self, present: list[bytes], queried: list[bytes], depth: int) -> None:
        if not queried:
            return
        if len(present) == 1:
            self._leaf(present[0], self._values[present[0]], queried, depth)
        elif not present and len(queried) == 1:
            self._leaf(queried[0], ZERO_HASH, queried, depth)
        else:
            sides = list(zip(_split(present, depth), _split(queried, depth), strict=True))
            self._topology.append(all(wanted for _, wanted in sides))
            for side in (side for side, wanted in sides if not wanted):
                summary = _subtree(self._values, side, depth + 1)
                self._siblings.append(bytes([summary.kind]) + summary.hash)
            for side, wanted in sides:
                self._node(side, wanted, depth + 1)

    def _leaf(self, key: bytes, value: bytes, queried: list[bytes], depth: int) -> None:
        if key not in queried:
            self._keys.append(key)
        at = len(self._leaves)
        self._leaves.append(Writer().u16(depth).u32(self._keys.index(key)).write(value).finish())
        for other in queried:
            self._members[other] = Writer().u8(other != key).u32(at).finish()
