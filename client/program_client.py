"""The part of a client that is the same for every program: state, authority, payloads, results.

A generated client derives from it and adds typed reads. It is synchronous; a reader that is asynchronous reads what
`Action.roles` name first and hands over a dictionary's lookup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from attrs import frozen

from vprog.client.action import Action, lock_time
from vprog.client.authorize import authorize
from vprog.client.carrier import Carrier
from vprog.client.errors import ClientError
from vprog.client.payload import Authorization, build_payload, payload_size
from vprog.client.proofs import ProvingKey
from vprog.client.results import (
    FailureTable,
    JournalResult,
    TransactionResult,
    read_journal,
    read_outputs,
    read_result,
)
from vprog.client.state import StateReader
from vprog.client.tombstone import Tombstone
from vprog.wire.l1 import TxOutput
from vprog.wire.locks import Lock
from vprog.wire.transaction import L1Transaction

R = TypeVar("R")
K = TypeVar("K")


@frozen
class ProgramCodec(Generic[R]):
    """What the base needs to know of a program: how to decode its resources, find their locks, name its failures."""

    decode: Callable[[bytes], R]
    lock_of: Callable[[bytes], Lock | None]
    failures: FailureTable


class ProgramClient(Generic[R]):
    """Builds, signs and reads transactions of one program over one view of its state."""

    def __init__(self, state: StateReader, codec: ProgramCodec[R]) -> None:
        self.state = state
        self._codec = codec

    def read(self, address: bytes) -> R:
        """What stands at an address. Raises DecodeError for bytes of no kind of the program."""
        return self._codec.decode(self.state.read(address))

    def live(self, kind: type[K], address: bytes) -> K | None:
        """The live resource of this kind there; None when nothing is, or only a tombstone.

        Raises ClientError("wrong-kind") for a resource of another kind."""
        found = self.read(address)
        if isinstance(found, kind):
            return found
        if found is None or isinstance(found, Tombstone):
            return None
        raise ClientError("wrong-kind", f"there is no {kind.__name__} at {address.hex()}")

    def authorizations(self, actions: Sequence[Action], keys: Sequence[ProvingKey]) -> list[Authorization]:
        """Which of the keys sign for what, by the locks as they stand in the state. Raises ClientError."""
        return authorize(actions, keys, self.lock_at)

    def lock_at(self, address: bytes) -> Lock | None:
        """The current lock of the resource at an address; None where none lives."""
        return self._codec.lock_of(self.state.read(address))

    def payload(self, actions: Sequence[Action], keys: Sequence[ProvingKey], rest_preimage: bytes) -> bytes:
        """The signed payload of one transaction. Raises ClientError when it cannot be built or authorised."""
        signers = self.authorizations(actions, keys)
        return build_payload([action.call for action in actions], signers, rest_preimage)

    def payload_size(self, actions: Sequence[Action], keys: Sequence[ProvingKey]) -> int:
        """Bytes of that payload, known before the transaction around it is."""
        return payload_size([action.call for action in actions], self.authorizations(actions, keys))

    def transaction(
        self,
        actions: Sequence[Action],
        keys: Sequence[ProvingKey],
        carrier: Carrier,
        outputs: Sequence[TxOutput] = (),
    ) -> L1Transaction:
        """The signed L1 transaction that carries the actions; `outputs` come first, so that a deposit's index is its
        position in them. Its lock time is what the actions ask for (`after`). Raises ClientError."""
        size = self.payload_size(actions, keys)
        return carrier.carry(size, lambda rest: self.payload(actions, keys, rest), outputs, lock_time(actions))

    def result(self, payload: bytes, outputs: bytes, journal: bytes | None = None) -> TransactionResult[R]:
        """What a transaction with this payload did, from a node's outputs and, if given, the journal."""
        codec = self._codec
        if journal is None:
            return read_outputs(payload, outputs, codec.failures, codec.decode)
        return read_result(payload, outputs, journal, codec.failures, codec.decode)

    def journal(self, journal: bytes) -> JournalResult:
        """What a proof's journal says."""
        return read_journal(journal, self._codec.failures)
