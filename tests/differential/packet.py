"""A transaction taken apart: every part can be bent before it is signed, encoded and wrapped.

`vprog.client.payload` builds only what makes sense; this builds anything. `seal` signs what the packet says, so that
a wrong part is met by the check that is about it, not by a broken signature.
"""

from __future__ import annotations

from attrs import define, field, frozen

from vprog.client.signing import LocalKey
from vprog.wire.codec import Writer
from vprog.wire.ids import signature_message
from vprog.wire.l1 import TxOutput, p2pk_script, payload_digest
from vprog.wire.transaction import L1Transaction, TxInput, user_lane

LANE = user_lane(b"diff")
U32 = 0xFFFFFFFF
SCHNORR, SPEND, MULTISIG, MULTISIG_SPEND, GENESIS = 1, 2, 3, 4, 5


@frozen
class Spent:
    """A version 1 transaction whose output `index` pays `key`; spending it proves the key (signer kinds 02 and 04)."""

    rest: bytes
    digest: bytes
    input: TxInput

    @classmethod
    def paying(cls, key: bytes, index: int, payload: bytes, version: int = 1) -> Spent:
        outputs = tuple(TxOutput(7 + i, p2pk_script(bytes([i + 1]) * 32)) for i in range(index))
        transaction = L1Transaction(
            version=version, outputs=(*outputs, TxOutput(1000, p2pk_script(key))), payload=payload
        )
        return cls(transaction.rest_preimage(), payload_digest(payload), TxInput(transaction.id(), index))


@define
class Entry:
    """A signer: for which access list position, how, with which key. `shift` is added to its offset; `signature`
    replaces the signature it would make; `digest`, when given, is signed instead of the transaction's message."""

    index: int
    kind: int
    key: LocalKey
    position: int = 0
    spent: Spent | None = None
    input: int = 0
    shift: int = 0
    signature: bytes | None = None
    digest: bytes | None = None

    def encode(self, offset: int) -> bytes:
        at = (offset + self.shift) & U32
        writer = Writer().u8(self.index & 0xFF).u8(self.kind & 0xFF)
        if self.kind in (SPEND, MULTISIG_SPEND):
            size = len(self.spent.rest) if self.spent else 0
            return writer.u8(self.input & 0xFF).u32(at).u32(size).u32((offset + size) & U32).finish()
        if self.kind == MULTISIG:
            writer.u8(self.position & 0xFF)
        return writer.u32(at).finish()

    def proof(self, message: bytes) -> bytes:
        """What stands in the tail for this entry."""
        if self.kind in (SPEND, MULTISIG_SPEND):
            return self.spent.rest + self.spent.digest if self.spent else b""
        return self.key.sign(self.digest or message) if self.signature is None else self.signature

    def proof_size(self) -> int:
        return len(self.proof(bytes(32)))


@define
class Act:
    """An action: tag, resource indices, encoded parameters."""

    tag: int
    indices: list[int]
    parameters: bytes

    def encode(self) -> bytes:
        return bytes(value & 0xFF for value in (self.tag, *self.indices)) + self.parameters


@define
class Packet:
    """Counts that are None are the true ones. `rest_cut` and `rest_flip` are where the rest preimage ends too early, or
    has a wrong bit; L1 would not accept such a transaction, a guest must not trip over it."""

    access: list[tuple[bytes, int]]
    entries: list[Entry]
    actions: list[Act]
    outputs: list[TxOutput] = field(factory=list[TxOutput])
    nonce: int = 0
    access_count: int | None = None
    entry_count: int | None = None
    action_count: int | None = None
    rest_cut: int | None = None
    rest_flip: int | None = None

    def seal(self) -> Sealed:
        """Signs and encodes; the L1 transaction spends what the entries say, and one more outpoint."""
        rest = self._rest()
        head = _section(self.access_count, [id_ + bytes([mode & 0xFF]) for id_, mode in self.access])
        actions = _section(self.action_count, [action.encode() for action in self.actions])
        offset = len(head) + len(self._signers([0] * len(self.entries))) + len(actions)
        offsets: list[int] = []
        for entry in self.entries:
            offsets.append(offset)
            offset += entry.proof_size()
        signed = head + self._signers(offsets) + actions
        message = signature_message(rest, signed)
        return Sealed(signed + b"".join(entry.proof(message) for entry in self.entries), rest, len(signed), message)

    def _signers(self, offsets: list[int]) -> bytes:
        parts = [entry.encode(offset) for entry, offset in zip(self.entries, offsets, strict=True)]
        return _section(self.entry_count, parts)

    def _rest(self) -> bytes:
        inputs = [TxInput(self.nonce.to_bytes(32, "big"), 0)]
        for entry in self.entries:
            if entry.spent is not None:
                entry.input = len(inputs)
                inputs.append(entry.spent.input)
        transaction = L1Transaction(inputs=tuple(inputs), outputs=tuple(self.outputs), subnetwork_id=LANE)
        rest = transaction.rest_preimage()
        if self.rest_flip is not None:
            at = self.rest_flip % len(rest)
            rest = rest[:at] + bytes([rest[at] ^ 1 << self.rest_flip % 8]) + rest[at + 1 :]
        return rest[: self.rest_cut]


@frozen
class Sealed:
    """A payload and the rest preimage beside it. `signed` is the length of the signed part."""

    payload: bytes
    rest: bytes
    signed: int
    message: bytes


def _section(count: int | None, parts: list[bytes]) -> bytes:
    return Writer().u32(len(parts) if count is None else count & U32).finish() + b"".join(parts)
