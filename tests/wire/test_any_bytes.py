"""No bytes make a decoder raise anything but what it declares, and what it accepts it would write again."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import access_lists, exits, locks, signers, transactions, uint

from vprog.wire import schnorr
from vprog.wire.access import decode_access_list
from vprog.wire.addresses import AddressError, decode_address
from vprog.wire.codec import DecodeError, Reader
from vprog.wire.errors import GuestError, HostInputError, PayloadError, decode_error
from vprog.wire.exits import decode_exits, decode_spk, iter_exits, spk_from_script
from vprog.wire.journal import Success, decode_journal
from vprog.wire.l1 import outpoint_at, output_at
from vprog.wire.lane_smt import decode_lane_proof
from vprog.wire.locks import decode_lock, encode_lock, read_lock
from vprog.wire.outputs import decode_outputs
from vprog.wire.payload import decode_payload, encode_payload
from vprog.wire.processor import process_transaction
from vprog.wire.signers import encode_signers, read_signers
from vprog.wire.transaction import decode_rest_preimage
from vprog.wire.tx_input import decode_input

Decoder = Callable[[bytes], Any]

DECODERS: dict[str, tuple[Decoder, tuple[type[Exception], ...]]] = {
    "access": (lambda raw: decode_access_list(Reader(raw)), (DecodeError,)),
    "payload": (decode_payload, (PayloadError,)),
    "input": (decode_input, (HostInputError, PayloadError)),
    "error": (lambda raw: decode_error(Reader(raw)), (DecodeError,)),
    "outputs": (lambda raw: decode_outputs(raw, 3), (DecodeError,)),
    "journal": (decode_journal, (DecodeError,)),
    "exits": (decode_exits, (DecodeError, GuestError)),
    "spk": (lambda raw: decode_spk(Reader(raw)), (DecodeError, GuestError)),
    "script": (lambda raw: spk_from_script(0, raw), (GuestError,)),
    "lock": (decode_lock, (DecodeError,)),
    "lock prefix": (lambda raw: read_lock(Reader(raw)), (DecodeError,)),
    "signers": (lambda raw: read_signers(Reader(raw)), (DecodeError,)),
    "rest": (decode_rest_preimage, (DecodeError,)),
    "outpoint": (lambda raw: outpoint_at(raw, 1), (DecodeError,)),
    "output": (lambda raw: output_at(raw, 1), (DecodeError,)),
    "lane proof": (decode_lane_proof, (DecodeError,)),
}

valid = st.one_of(
    st.builds(encode_payload, access_lists, st.binary(max_size=40)),
    locks.map(encode_lock),
    signers.map(encode_signers),
    transactions.map(lambda tx: tx.rest_preimage()),
    exits.map(lambda entry: entry.encode()),
)


@st.composite
def nearly_valid(draw: st.DrawFn) -> bytes:
    """Encodings with a few bytes replaced, cut, or appended: they get further than noise does."""
    raw = bytearray(draw(valid))
    for _ in range(draw(st.integers(0, 3))):
        if raw:
            raw[draw(st.integers(0, len(raw) - 1))] = draw(uint(8))
    return bytes(raw[: draw(st.integers(0, len(raw)))] + draw(st.binary(max_size=8)))


anything = st.binary(max_size=200) | nearly_valid() | valid


@pytest.mark.parametrize("name", DECODERS)
@given(raw=anything)
def test_only_declared_errors(name: str, raw: bytes) -> None:
    decode, declared = DECODERS[name]
    with contextlib.suppress(*declared):
        decode(raw)


@given(anything)
def test_lazy_parts_of_a_journal(raw: bytes) -> None:
    list(iter_exits(raw))
    list(Success(resources=raw).iter_resources())


@given(anything)
def test_one_encoding_per_value(raw: bytes) -> None:
    with contextlib.suppress(DecodeError):
        assert encode_lock(decode_lock(raw)) == raw
    with contextlib.suppress(DecodeError):
        assert decode_rest_preimage(raw).rest_preimage() == raw
    with contextlib.suppress(DecodeError):
        reader = Reader(raw)
        assert encode_signers(read_signers(reader)) == raw[: reader.position]
    with contextlib.suppress(DecodeError):
        assert decode_lane_proof(raw).encode() == raw


@given(st.binary(max_size=200))
def test_processor(raw: bytes) -> None:
    with contextlib.suppress(HostInputError):
        assert process_transaction(raw, lambda *_: None).error == GuestError(1)


@given(st.binary(max_size=40), st.binary(max_size=40), st.binary(max_size=70))
def test_verify_never_raises(key: bytes, digest: bytes, signature: bytes) -> None:
    assert schnorr.verify(key, digest, signature) is False
    assert schnorr.verify(key.ljust(32, b"\xff")[:32], digest.ljust(32)[:32], signature.ljust(64)[:64]) is False


@given(st.text(max_size=80) | st.text("qpzry9x8gf2tvdw0s3jn54khce6mua7l", max_size=80).map("kaspa:".__add__))
def test_addresses(text: str) -> None:
    with contextlib.suppress(AddressError):
        decode_address(text)
