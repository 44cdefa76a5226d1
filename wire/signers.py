"""Signer entries of the instruction stream: who claims to sign, and where the proof lies
(framework spec, section 7.3). What they prove is worked out in `authority`."""

from collections.abc import Iterable
from typing import Final

import attrs

from .checks import unsigned
from .codec import DecodeError, Reader, Writer

SIGNATURE_SIZE: Final = 64
NOT_ASCENDING: Final = "signer resource_idx not ascending"


@attrs.frozen
class SchnorrSig:
    """Kind 01: signature by the key of the resource's Schnorr lock, at `payload[sig_offset..+64]`."""

    sig_offset: int = attrs.field(validator=unsigned(32))

    def encode(self) -> bytes:
        return Writer().u8(1).u32(self.sig_offset).finish()


@attrs.frozen
class PrevTxWitness:
    """Where the payload holds the rest preimage and payload digest of the transaction an input spends."""

    input_idx: int = attrs.field(validator=unsigned(8))
    rest_offset: int = attrs.field(validator=unsigned(32))
    rest_len: int = attrs.field(validator=unsigned(32))
    digest_offset: int = attrs.field(validator=unsigned(32))

    def encode(self) -> bytes:
        writer = Writer().u8(self.input_idx).u32(self.rest_offset).u32(self.rest_len)
        return writer.u32(self.digest_offset).finish()


@attrs.frozen
class PrevTxKey:
    """Kind 02: the key of the P2PK output that an L1 input of this transaction spends."""

    witness: PrevTxWitness

    def encode(self) -> bytes:
        return b"\x02" + self.witness.encode()


@attrs.frozen
class MultisigSig:
    """Kind 03: signature by key number `pubkey_idx` of the resource's multisig lock."""

    pubkey_idx: int = attrs.field(validator=unsigned(8))
    sig_offset: int = attrs.field(validator=unsigned(32))

    def encode(self) -> bytes:
        return Writer().u8(3).u8(self.pubkey_idx).u32(self.sig_offset).finish()


@attrs.frozen
class MultisigPrevTxKey:
    """Kind 04: as 02, contributed to a multisig lock."""

    witness: PrevTxWitness

    def encode(self) -> bytes:
        return b"\x04" + self.witness.encode()


@attrs.frozen
class GenesisSig:
    """Kind 05: signature by the key baked into the program."""

    sig_offset: int = attrs.field(validator=unsigned(32))

    def encode(self) -> bytes:
        return Writer().u8(5).u32(self.sig_offset).finish()


SignerProof = SchnorrSig | PrevTxKey | MultisigSig | MultisigPrevTxKey | GenesisSig


@attrs.frozen
class Signer:
    """One entry: position in the access list it acts for, and its proof."""

    resource_idx: int = attrs.field(validator=unsigned(8))
    proof: SignerProof

    def encode(self) -> bytes:
        """`resource_idx u8 ‖ kind u8 ‖ body`."""
        return bytes([self.resource_idx]) + self.proof.encode()


def encode_signers(signers: Iterable[Signer]) -> bytes:
    """`u32 n ‖ entries`, as given: put them in ascending order of `resource_idx` first."""
    return Writer().many(signer.encode() for signer in signers).finish()


def _read_witness(reader: Reader) -> PrevTxWitness:
    return PrevTxWitness(
        reader.byte("signer_input_idx"),
        reader.u32("signer_rest_off"),
        reader.u32("signer_rest_len"),
        reader.u32("signer_digest_off"),
    )


def read_signer(reader: Reader) -> Signer:
    """One entry. DecodeError when short or of an unknown kind."""
    resource_idx, kind = reader.byte("signer_resource_idx"), reader.byte("signer_kind")
    match kind:
        case 1:
            proof: SignerProof = SchnorrSig(reader.u32("signer_sig_off"))
        case 2:
            proof = PrevTxKey(_read_witness(reader))
        case 3:
            proof = MultisigSig(reader.byte("signer_pubkey_idx"), reader.u32("signer_sig_off"))
        case 4:
            proof = MultisigPrevTxKey(_read_witness(reader))
        case 5:
            proof = GenesisSig(reader.u32("signer_sig_off"))
        case _:
            raise DecodeError("signer_kind")
    return Signer(resource_idx, proof)


def read_signers(reader: Reader) -> tuple[Signer, ...]:
    """The signer section. DecodeError when malformed or when a `resource_idx` is below the one before it."""
    found: list[Signer] = []
    for _ in range(reader.u32("signer_count")):
        signer = read_signer(reader)
        if found and signer.resource_idx < found[-1].resource_idx:
            raise DecodeError(NOT_ASCENDING)
        found.append(signer)
    return tuple(found)
