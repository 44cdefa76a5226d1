"""What a signature over an L1 transaction's input signs (L1 rules, section 2.4)."""

from collections.abc import Iterable
from typing import Final

import attrs

from .checks import unsigned
from .codec import Writer
from .hashes import TRANSACTION_SIGNING_HASH, TRANSACTION_SIGNING_HASH_ECDSA, ZERO_HASH, blake2b_keyed, sha256_domain
from .l1 import TxOutput
from .transaction import SUBNETWORK_NATIVE, L1Transaction

ALL: Final = 0x01
NONE: Final = 0x02
SINGLE: Final = 0x04
ANYONE_CAN_PAY: Final = 0x80

_TYPES = {kind | flag for kind in (ALL, NONE, SINGLE) for flag in (0, ANYONE_CAN_PAY)}


@attrs.frozen
class Utxo:
    """The output an input spends: amount in sompi, script and its version; `covenant_id` counts for mass only."""

    amount: int = attrs.field(validator=unsigned(64))
    script: bytes
    spk_version: int = attrs.field(default=0, validator=unsigned(16))
    covenant_id: bytes | None = None


def _hash(parts: Iterable[bytes]) -> bytes:
    return blake2b_keyed(TRANSACTION_SIGNING_HASH, b"".join(parts))


def schnorr_sighash(tx: L1Transaction, index: int, spent: Utxo, hash_type: int = ALL) -> bytes:
    """Digest that a Schnorr signature of input `index` is over. ValueError for an unknown hash type."""
    if hash_type not in _TYPES:
        raise ValueError(f"unknown signature hash type {hash_type:#x}")
    kind, alone = hash_type & 0x7F, bool(hash_type & ANYONE_CAN_PAY)
    item = tx.inputs[index]
    writer = Writer().u16(tx.version)
    writer.write(ZERO_HASH if alone else _hash(i.outpoint.encode() for i in tx.inputs))
    no_sequences = alone or kind != ALL
    writer.write(ZERO_HASH if no_sequences else _hash(i.sequence.to_bytes(8, "little") for i in tx.inputs))
    if tx.version == 0:
        writer.write(ZERO_HASH if alone else _hash(bytes([i.sig_op_count]) for i in tx.inputs))
    writer.write(item.outpoint.encode()).write(_spk(spent)).u64(spent.amount).u64(item.sequence)
    if tx.version == 0:
        writer.u8(item.sig_op_count)
    writer.write(_outputs_hash(tx, index, kind))
    writer.u64(tx.lock_time).write(tx.subnetwork_id).u64(tx.gas)
    writer.write(_payload_hash(tx)).u8(hash_type)
    return _hash([writer.finish()])


def ecdsa_sighash(tx: L1Transaction, index: int, spent: Utxo, hash_type: int = ALL) -> bytes:
    """Digest that an ECDSA signature of input `index` is over."""
    return sha256_domain(TRANSACTION_SIGNING_HASH_ECDSA, schnorr_sighash(tx, index, spent, hash_type))


def p2pk_signature_script(signature: bytes, hash_type: int = ALL) -> bytes:
    """Signature script that spends a P2PK output: `41 ‖ sig64 ‖ hash_type`."""
    return b"\x41" + signature + bytes([hash_type])


def _spk(spent: Utxo) -> bytes:
    return Writer().u16(spent.spk_version).u64(len(spent.script)).write(spent.script).finish()


def _outputs_hash(tx: L1Transaction, index: int, kind: int) -> bytes:
    if kind == NONE:
        return ZERO_HASH
    chosen: tuple[TxOutput, ...] = tx.outputs
    if kind == SINGLE:
        if index >= len(tx.outputs):
            return ZERO_HASH
        chosen = (tx.outputs[index],)
    return _hash(output.encode(tx.version) for output in chosen)


def _payload_hash(tx: L1Transaction) -> bytes:
    if tx.subnetwork_id == SUBNETWORK_NATIVE and not tx.payload:
        return ZERO_HASH
    return _hash([len(tx.payload).to_bytes(8, "little"), tx.payload])
