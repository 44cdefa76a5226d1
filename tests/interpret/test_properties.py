"""Properties of whole histories: value is conserved, failures change nothing, bytes never break the interpreter."""

from __future__ import annotations

from typing import Any

import pytest
from differential.generate import History
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.programs import EXAMPLES, PATHS, compiled

from interpret.desk import LOCK_A, deposit, ledger, paid
from vprog.dsl.interpret.machine import Interpreter
from vprog.wire.codec import Writer
from vprog.wire.errors import GuestError, HostInputError
from vprog.wire.journal import Success, decode_journal
from vprog.wire.l1 import tx_id_v1
from vprog.wire.outputs import decode_outputs
from vprog.wire.payload import decode_payload
from vprog.wire.tx_input import Envelope, ResourceRecord, TxHeader, encode_input
from vprog.wire.versions import TX_VERSION

STEPS = 25
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEEDS = st.integers(1000, 1 << 40)


def total(history: History, resource: str, field: str, **where: Any) -> int:
    """A field, added up over every resource of a kind."""
    found = [fields for _, fields in history.view.live(resource)]
    return sum(f[field] for f in found if all(f[name] == value for name, value in where.items()))  # pyright: ignore


@SLOW
@given(SEEDS)
def test_ledger_conserves_value(seed: int) -> None:
    """What is held is what was deposited less what was paid out, after every transaction that went on the books."""
    history = History.start(compiled("ledger"), seed)
    for _ in range(STEPS):
        before, held = dict(history.view.state), total(history, "User", "balance")
        case = history.next()
        if history.view.state == before:
            continue
        output = decode_journal(case.expected.journal).output
        assert isinstance(output, Success)
        claimed = sum(e.values["amount"] for e in case.expected.events if e.name == "Deposited")  # pyright: ignore
        paid_out = sum(entry.amount for entry in output.exit_entries())
        assert total(history, "User", "balance") == held + claimed - paid_out
        assert (output.deposit_spk_hash != bytes(32)) == any(e.name == "Deposited" for e in case.expected.events)


@SLOW
@given(SEEDS)
def test_token_supply_is_what_is_held(seed: int) -> None:
    history = History.start(compiled("token"), seed)
    for _ in range(STEPS):
        history.next()
        for address, mint in history.view.live("Mint"):
            assert total(history, "Holding", "balance", mint=address) == mint["supply"]


@SLOW
@given(st.sampled_from(EXAMPLES), SEEDS)
def test_a_failure_changes_nothing(name: str, seed: int) -> None:
    """No write, exit, deposit or event; and only Guest errors, never text."""
    history = History.start(compiled(name), seed)
    for _ in range(STEPS):
        before = dict(history.view.state)
        execution = history.next().expected
        if execution.failure is None:
            continue
        assert history.view.state == before
        assert execution.outputs == b"\x01\x00" + execution.failure.code.to_bytes(4, "little")
        assert isinstance(decode_journal(execution.journal).output, GuestError)
        assert execution.events == ()


@SLOW
@given(st.sampled_from(EXAMPLES), SEEDS)
def test_only_what_is_listed_as_write_is_written(name: str, seed: int) -> None:
    history = History.start(compiled(name), seed)
    for _ in range(STEPS):
        case = history.next()
        if case.expected.failure is not None:
            continue
        payload = decode_payload(_payload_of(case.blob))
        changes = decode_outputs(case.expected.outputs, len(payload.access))
        assert isinstance(changes, tuple)
        for entry, data in zip(payload.access, changes, strict=True):
            assert data is None or (entry.access == 1 and data != b"")


def _payload_of(blob: bytes) -> bytes:
    size = int.from_bytes(blob[74:78], "little")
    return blob[78 : 78 + size]


@pytest.mark.parametrize("name", PATHS)
@given(blob=st.binary(max_size=200))
@example(blob=b"")
def test_any_blob(name: str, blob: bytes) -> None:
    _process(name, blob)


@pytest.mark.parametrize("name", PATHS)
@settings(deadline=None, max_examples=200)
@given(
    ids=st.lists(st.binary(min_size=32, max_size=32), max_size=3, unique=True).map(sorted),
    modes=st.lists(st.integers(0, 2), min_size=3, max_size=3),
    data=st.lists(st.binary(max_size=90), min_size=3, max_size=3),
    instructions=st.binary(max_size=120)
    | st.tuples(st.integers(0, 3), st.binary(max_size=90)).map(
        lambda drawn: bytes(4) + drawn[0].to_bytes(4, "little") + drawn[1]
    ),
    rest=st.binary(max_size=60),
)
def test_any_payload(
    name: str, ids: list[bytes], modes: list[int], data: list[bytes], instructions: bytes, rest: bytes
) -> None:
    """A well-formed envelope around bytes that a stranger chose always gives outputs and a journal."""
    access = Writer().many(id_ + bytes([mode]) for id_, mode in zip(ids, modes, strict=False)).finish()
    payload = access + instructions
    records = [ResourceRecord(index, data[index]) for index in range(len(ids))]
    header = TxHeader(TX_VERSION, tx_id_v1(payload, rest), 0)
    assert _process(name, encode_input(header, Envelope(bytes(32), payload, rest), records))


@SLOW
@given(st.integers(0, 300), st.binary(min_size=1, max_size=4), st.booleans())
def test_any_change_to_a_payload(at: int, bytes_: bytes, cut: bool) -> None:
    sealed = ledger().packet(deposit(0, LOCK_A, paid(5000))).seal()
    at %= len(sealed.payload)
    payload = sealed.payload[:at] if cut else sealed.payload[:at] + bytes_ + sealed.payload[at + len(bytes_) :]
    header = TxHeader(TX_VERSION, tx_id_v1(payload, sealed.rest), 0)
    records = [ResourceRecord(0), ResourceRecord(1)]
    _process("ledger", encode_input(header, Envelope(bytes(32), payload, sealed.rest), records))


def _process(name: str, blob: bytes) -> bool:
    """Whether the blob was answered; nothing but HostInputError is raised."""
    try:
        execution = Interpreter(compiled(name)).process(blob)
    except HostInputError:
        return False
    decode_journal(execution.journal)
    return True
