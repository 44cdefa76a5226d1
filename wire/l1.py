"""L1 identities a guest checks: transaction ids, outpoints and outputs of a rest preimage, covenant ids
and deposit scripts (framework spec, sections 4.3, 4.4 and 10.5; L1 rules, sections 2 and 3)."""

from collections.abc import Iterable

import attrs

from .checks import length, unsigned
from .codec import DecodeError, Reader, Writer
from .hashes import (
    COVENANT_ID,
    PAYLOAD_DIGEST,
    TRANSACTION_REST,
    TRANSACTION_V1_ID,
    blake2b,
    blake2b_keyed,
    blake3_keyed,
)

DELEGATE_PREFIX = bytes.fromhex("b900a06900cf20")
DELEGATE_SUFFIX = bytes.fromhex("880000c97652947cbc0251758851")


@attrs.frozen(order=True)
class Outpoint:
    """One output of one transaction."""

    tx_id: bytes = attrs.field(validator=length(32))
    index: int = attrs.field(validator=unsigned(32))

    def encode(self) -> bytes:
        """`tx_id[32] ‖ index u32`."""
        return self.tx_id + self.index.to_bytes(4, "little")


@attrs.frozen
class CovenantBinding:
    """The covenant an output continues or starts: authorising input and covenant id."""

    authorizing_input: int = attrs.field(validator=unsigned(16))
    covenant_id: bytes = attrs.field(validator=length(32))


@attrs.frozen
class TxOutput:
    """Value in sompi, script and its version, and the covenant binding (version 1 transactions only)."""

    value: int = attrs.field(validator=unsigned(64))
    script: bytes
    spk_version: int = attrs.field(default=0, validator=unsigned(16))
    covenant: CovenantBinding | None = None

    def encode_bare(self) -> bytes:
        """`value u64 ‖ spk_version u16 ‖ u64 len ‖ script`."""
        return Writer().u64(self.value).u16(self.spk_version).u64(len(self.script)).write(self.script).finish()

    def encode(self, tx_version: int) -> bytes:
        """As hashed inside a transaction: from version 1 on followed by the covenant binding."""
        if tx_version == 0:
            return self.encode_bare()
        if self.covenant is None:
            return self.encode_bare() + b"\0"
        binding = self.covenant
        tail = Writer().u8(1).u16(binding.authorizing_input).write(binding.covenant_id)
        return self.encode_bare() + tail.finish()


def payload_digest(payload: bytes) -> bytes:
    """Digest of a payload, the first half of a version 1 id."""
    return blake3_keyed(PAYLOAD_DIGEST, payload)


def rest_digest(rest_preimage: bytes) -> bytes:
    """Digest of everything else, the second half."""
    return blake3_keyed(TRANSACTION_REST, rest_preimage)


def tx_id_v1_from_digest(digest: bytes, rest_preimage: bytes) -> bytes:
    """Id of a version ≥ 1 transaction from its payload digest."""
    return blake3_keyed(TRANSACTION_V1_ID, digest, rest_digest(rest_preimage))


def tx_id_v1(payload: bytes, rest_preimage: bytes) -> bytes:
    """Id of a version ≥ 1 transaction."""
    return tx_id_v1_from_digest(payload_digest(payload), rest_preimage)


def _read_outpoint(reader: Reader) -> Outpoint:
    outpoint = Outpoint(reader.take(32, "prev_tx_id"), reader.u32("prev_index"))
    if reader.u64("signature_script") != 0:
        raise DecodeError("signature_script")
    reader.skip(8, "sequence")
    return outpoint


def read_output(reader: Reader, tx_version: int) -> TxOutput:
    """One output as `TxOutput.encode` writes it."""
    value, spk_version = reader.u64("output_value"), reader.u16("spk_version")
    script = reader.take(reader.u64("script_len"), "script")
    covenant = None
    if tx_version > 0:
        flag = reader.byte("has_covenant")
        if flag > 1:
            raise DecodeError("has_covenant")
        if flag:
            covenant = CovenantBinding(reader.u16("authorizing_input"), reader.take(32, "covenant_id"))
    return TxOutput(value, script, spk_version, covenant)


def outpoint_at(rest_preimage: bytes, index: int) -> Outpoint:
    """The outpoint spent by input `index`. DecodeError when there is none or the bytes do not parse."""
    reader = Reader(rest_preimage)
    reader.u16("version")
    if index >= reader.u64("input_count"):
        raise DecodeError("input_index")
    for _ in range(index):
        _read_outpoint(reader)
    return _read_outpoint(reader)


def output_at(rest_preimage: bytes, index: int) -> TxOutput:
    """Output `index` of a version ≥ 1 transaction.

    DecodeError when there is none or the bytes before its end do not parse.
    """
    reader = Reader(rest_preimage)
    reader.u16("version")
    # Every item takes bytes, so a huge count ends in a DecodeError, not in a long loop.
    for _ in range(reader.u64("input_count")):
        _read_outpoint(reader)
    if index >= reader.u64("output_count"):
        raise DecodeError("output_index")
    for _ in range(index):
        read_output(reader, 1)
    return read_output(reader, 1)


def rest_version(rest_preimage: bytes) -> int:
    """The transaction version a rest preimage starts with."""
    return Reader(rest_preimage).u16("version")


def covenant_id(outpoint: Outpoint, outputs: Iterable[tuple[int, TxOutput]]) -> bytes:
    """Id of the covenant started at `outpoint` by `(output index, output)` pairs, ascending by index."""
    pairs = sorted(outputs, key=lambda pair: pair[0])
    writer = Writer().write(outpoint.encode()).u64(len(pairs))
    for index, output in pairs:
        writer.u32(index).write(output.encode_bare())
    return blake2b_keyed(COVENANT_ID, writer.finish())


def script_hash(script: bytes) -> bytes:
    """Hash a P2SH script carries."""
    return blake2b(script)


def p2pk_script(key: bytes) -> bytes:
    """Pay to an x-only Schnorr key: `20 ‖ key ‖ ac`."""
    return b"\x20" + key + b"\xac"


def p2sh_script(redeem_script: bytes) -> bytes:
    """Pay to the hash of a redeem script: `aa 20 ‖ hash ‖ 87`."""
    return b"\xaa\x20" + script_hash(redeem_script) + b"\x87"


def p2pk_key(script: bytes) -> bytes | None:
    """The x-only key a Schnorr P2PK script pays to, None for another script."""
    return script[1:33] if len(script) == 34 and script[0] == 0x20 and script[33] == 0xAC else None


def delegate_script(covenant: bytes) -> bytes:
    """The deposit script of a covenant (53 bytes)."""
    return DELEGATE_PREFIX + covenant + DELEGATE_SUFFIX


def delegate_spk_hash(covenant: bytes) -> bytes:
    """What a deposit output of that covenant must be the P2SH of."""
    return script_hash(delegate_script(covenant))


def deposit_script(covenant: bytes) -> bytes:
    """The P2SH script (version 0) of deposits to a covenant."""
    return p2sh_script(delegate_script(covenant))
