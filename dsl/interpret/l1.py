"""What an instruction can know of its L1 transaction (docs/program-abi.md, "What a body knows of its transaction")."""

from __future__ import annotations

from vprog.dsl.interpret.failure import predeclared
from vprog.wire.codec import DecodeError, Reader
from vprog.wire.exits import decode_spk
from vprog.wire.hashes import sha256
from vprog.wire.l1 import TxOutput, output_at, read_output
from vprog.wire.transaction import LOCK_TIME_THRESHOLD, MAX_SEQUENCE

RANDOM_DOMAIN = b"\x05"
_MOST_OUTPUTS = (1 << 32) - 1


def output_count(rest_preimage: bytes) -> int:
    """The number of outputs; 0 for bytes that do not decode."""
    try:
        count = _after_inputs(rest_preimage)[0].u64("output_count")
    except DecodeError:
        return 0
    return count if count <= _MOST_OUTPUTS else 0


def output(rest_preimage: bytes, index: int) -> TxOutput:
    """Raises Failure NoSuchOutput."""
    try:
        return output_at(rest_preimage, index)
    except DecodeError:
        raise predeclared("NoSuchOutput") from None


def pays(found: TxOutput, script: bytes) -> bool:
    """Whether the output is of script version 0 and of the standard form of an encoded L1Script."""
    return found.spk_version == 0 and found.script == decode_spk(Reader(script)).script()


def is_after(rest_preimage: bytes, score: int) -> bool:
    """Whether L1 took the transaction at a DAA score above `score` at the earliest: by its lock time."""
    try:
        reader, binding = _after_inputs(rest_preimage)
        for _ in range(reader.u64("output_count")):
            read_output(reader, 1)
        lock_time = reader.u64("lock_time")
    except DecodeError:
        return False
    return binding and 0 < lock_time < LOCK_TIME_THRESHOLD and lock_time >= score


def draw(context_hash: bytes, tx_id: bytes, merge_idx: int, nonce: int) -> bytes:
    """32 bytes of a random draw."""
    place = merge_idx.to_bytes(4, "little") + nonce.to_bytes(8, "little")
    return sha256(RANDOM_DOMAIN, context_hash, tx_id, place)


def _after_inputs(rest_preimage: bytes) -> tuple[Reader, bool]:
    """The reader at the outputs, and whether any input leaves the lock time switched on. Raises DecodeError."""
    reader = Reader(rest_preimage)
    reader.u16("version")
    binding = False
    for _ in range(reader.u64("input_count")):
        reader.skip(36, "outpoint")
        if reader.u64("signature_script") != 0:
            raise DecodeError("signature_script")
        binding |= reader.u64("sequence") != MAX_SEQUENCE
    return reader, binding
