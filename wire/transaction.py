"""L1 transactions: model, hashing encodings and ids (L1 rules, section 2.1)."""

from typing import Final

import attrs

from .checks import length, unsigned
from .codec import DecodeError, Reader, Writer
from .hashes import TRANSACTION_HASH, TRANSACTION_ID, blake2b_keyed
from .l1 import Outpoint, TxOutput, read_output, tx_id_v1

SUBNETWORK_NATIVE: Final = bytes(20)
SUBNETWORK_COINBASE: Final = b"\x01" + bytes(19)
MAX_SEQUENCE: Final = (1 << 64) - 1
"""An input with it switches the lock time off."""
LOCK_TIME_THRESHOLD: Final = 500_000_000_000
"""A lock time below it is a DAA score, else milliseconds since 1970."""


def user_lane(namespace: bytes) -> bytes:
    """Subnetwork id of a user lane: 4 bytes of namespace, one of the last three non-zero (else ValueError)."""
    if len(namespace) != 4 or namespace[1:] == bytes(3):
        raise ValueError("a namespace is 4 bytes, with one of the last three non-zero")
    return namespace + bytes(16)


@attrs.frozen
class TxInput:
    """Spent outpoint, sequence, signature script; `sig_op_count` counts in version 0, `compute_budget` from 1 on."""

    prev_tx_id: bytes = attrs.field(validator=length(32))
    prev_index: int = attrs.field(validator=unsigned(32))
    sequence: int = attrs.field(default=0, validator=unsigned(64))
    signature_script: bytes = b""
    sig_op_count: int = attrs.field(default=0, validator=unsigned(8))
    compute_budget: int = attrs.field(default=0, validator=unsigned(16))

    @property
    def outpoint(self) -> Outpoint:
        """What is spent."""
        return Outpoint(self.prev_tx_id, self.prev_index)


@attrs.frozen
class L1Transaction:
    """A transaction. `storage_mass` is the committed field, not a computation (see `mass`)."""

    version: int = attrs.field(default=1, validator=unsigned(16))
    inputs: tuple[TxInput, ...] = ()
    outputs: tuple[TxOutput, ...] = ()
    lock_time: int = attrs.field(default=0, validator=unsigned(64))
    subnetwork_id: bytes = attrs.field(default=SUBNETWORK_NATIVE, validator=length(20))
    gas: int = attrs.field(default=0, validator=unsigned(64))
    payload: bytes = b""
    storage_mass: int = attrs.field(default=0, validator=unsigned(64))

    def encode(self, *, signatures: bool = True, mass: bool = True, payload: bool = True) -> bytes:
        """The hashing encoding; each flag says whether that part is included."""
        writer = Writer().u16(self.version).u64(len(self.inputs))
        for item in self.inputs:
            _write_input(writer, item, self.version, signatures=signatures, mass=mass)
        writer.u64(len(self.outputs))
        for output in self.outputs:
            writer.write(output.encode(self.version))
        writer.u64(self.lock_time).write(self.subnetwork_id).u64(self.gas)
        body = self.payload if payload else b""
        writer.u64(len(body)).write(body)
        if mass and (self.version >= 1 or self.storage_mass > 0):
            writer.u64(self.storage_mass)
        return writer.finish()

    def rest_preimage(self) -> bytes:
        """Everything an id of version ≥ 1 commits to besides the payload."""
        return self.encode(signatures=False, mass=False, payload=False)

    def id(self) -> bytes:
        """Transaction id."""
        if self.version == 0:
            return blake2b_keyed(TRANSACTION_ID, self.encode(signatures=False, mass=False))
        return tx_id_v1(self.payload, self.rest_preimage())

    def hash(self) -> bytes:
        """Hash of the whole transaction, signatures and masses included."""
        return blake2b_keyed(TRANSACTION_HASH, self.encode())

    def with_signature_script(self, index: int, script: bytes) -> "L1Transaction":
        """The same transaction with the signature script of one input replaced; the id stays."""
        inputs = list(self.inputs)
        inputs[index] = attrs.evolve(inputs[index], signature_script=script)
        return attrs.evolve(self, inputs=tuple(inputs))


def _write_input(writer: Writer, item: TxInput, version: int, *, signatures: bool, mass: bool) -> None:
    writer.write(item.outpoint.encode())
    if signatures:
        writer.u64(len(item.signature_script)).write(item.signature_script)
        if version == 0:
            writer.u8(item.sig_op_count)
    else:
        writer.u64(0)
    writer.u64(item.sequence)
    if mass and version >= 1:
        writer.u16(item.compute_budget)


def decode_rest_preimage(rest: bytes, payload: bytes = b"") -> L1Transaction:
    """The transaction a rest preimage describes. DecodeError for bytes that are not exactly one."""
    reader = Reader(rest)
    version = reader.u16("version")
    inputs = tuple(_read_input(reader) for _ in range(reader.u64("input_count")))
    outputs = tuple(read_output(reader, version) for _ in range(reader.u64("output_count")))
    lock_time, subnetwork_id = reader.u64("lock_time"), reader.take(20, "subnetwork_id")
    gas, payload_len = reader.u64("gas"), reader.u64("payload_len")
    if payload_len or reader.remaining:
        raise DecodeError("rest_preimage")
    return L1Transaction(version, inputs, outputs, lock_time, subnetwork_id, gas, payload)


def _read_input(reader: Reader) -> TxInput:
    prev_tx_id, prev_index = reader.take(32, "prev_tx_id"), reader.u32("prev_index")
    if reader.u64("signature_script"):
        raise DecodeError("signature_script")
    return TxInput(prev_tx_id, prev_index, reader.u64("sequence"))
