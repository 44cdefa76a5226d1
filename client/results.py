"""What a transaction did, typed: from the outputs that a node stores and the journal that a proof commits to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from attrs import field, frozen

from vprog.client.errors import ClientError
from vprog.client.failures import ProgramFailure, from_wire
from vprog.wire.exits import Exit
from vprog.wire.hashes import ZERO_HASH, value_hash
from vprog.wire.journal import Journal, Success, decode_journal
from vprog.wire.outputs import decode_outputs
from vprog.wire.payload import decode_payload

R = TypeVar("R")
FailureTable = Mapping[int, type[ProgramFailure]]


@frozen
class TransactionResult(Generic[R]):
    """`changes` are the resources that the transaction wrote, by address, in the order of the access list; empty
    when it failed. `exits` and `deposit_script_hash` are known only where the journal was read as well."""

    failure: ProgramFailure | None
    changes: Mapping[bytes, R] = field(factory=dict[bytes, R])
    exits: tuple[Exit, ...] = ()
    deposit_script_hash: bytes | None = None

    @property
    def ok(self) -> bool:
        return self.failure is None

    def unwrap(self) -> TransactionResult[R]:
        """The result itself; raises the failure if there is one."""
        if self.failure is not None:
            raise self.failure
        return self


@frozen
class JournalResult:
    """What a journal alone says: `written` maps the addresses of written resources to the hashes of their new bytes."""

    tx_id: bytes
    merge_idx: int
    failure: ProgramFailure | None
    written: Mapping[bytes, bytes] = field(factory=dict[bytes, bytes])
    exits: tuple[Exit, ...] = ()
    deposit_script_hash: bytes | None = None


def read_outputs(
    payload: bytes, outputs: bytes, failures: FailureTable, decode: Callable[[bytes], R]
) -> TransactionResult[R]:
    """The result of executing `payload`. Raises DecodeError for bytes that are no outputs of it."""
    access = decode_payload(payload).access
    found = decode_outputs(outputs, len(access))
    if not isinstance(found, tuple):
        return TransactionResult(from_wire(found, failures))
    pairs = zip(access, found, strict=True)
    return TransactionResult(None, {entry.resource_id: decode(data) for entry, data in pairs if data is not None})


def read_journal(journal: bytes, failures: FailureTable) -> JournalResult:
    """Raises DecodeError for bytes that are no journal."""
    read = decode_journal(journal)
    if not isinstance(read.output, Success):
        return JournalResult(read.header.tx_id, read.header.merge_idx, from_wire(read.output, failures))
    deposit = read.output.deposit_spk_hash
    return JournalResult(
        read.header.tx_id,
        read.header.merge_idx,
        None,
        _written(read, read.output),
        read.output.exit_entries(),
        None if deposit == ZERO_HASH else deposit,
    )


def read_result(
    payload: bytes, outputs: bytes, journal: bytes, failures: FailureTable, decode: Callable[[bytes], R]
) -> TransactionResult[R]:
    """Outputs and journal of one execution together. Raises ClientError("inconsistent-result") when the journal
    does not commit to these outputs."""
    result = read_outputs(payload, outputs, failures, decode)
    committed = read_journal(journal, failures)
    stored = decode_outputs(outputs, len(decode_payload(payload).access))
    hashes: dict[bytes, bytes] = {}
    if isinstance(stored, tuple):
        pairs = zip(decode_payload(payload).access, stored, strict=True)
        hashes = {entry.resource_id: value_hash(data) for entry, data in pairs if data is not None}
    codes = (result.failure and result.failure.code, committed.failure and committed.failure.code)
    if codes[0] != codes[1] or hashes != committed.written:
        raise ClientError("inconsistent-result", "the journal does not commit to these outputs")
    return TransactionResult(result.failure, result.changes, committed.exits, committed.deposit_script_hash)


def _written(journal: Journal, success: Success) -> dict[bytes, bytes]:
    resources = journal.context.resources if journal.context is not None else ()
    hashes = success.resource_hashes()
    return {r.resource_id: h for r, h in zip(resources, hashes, strict=False) if h is not None}
