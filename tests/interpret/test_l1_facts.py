"""What a body can learn of its L1 transaction: outputs, the lock time, random draws."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from vprog.dsl.interpret.failure import Failure
from vprog.dsl.interpret.l1 import draw, is_after, output, output_count, pays
from vprog.wire.l1 import CovenantBinding, TxOutput, p2pk_script, p2sh_script
from vprog.wire.transaction import MAX_SEQUENCE, L1Transaction, TxInput

KEY = bytes(range(32))
BOUND = TxOutput(9, p2sh_script(b"redeem"), 0, CovenantBinding(0, bytes(32)))
TX = L1Transaction(
    inputs=(TxInput(bytes(32), 0, MAX_SEQUENCE), TxInput(bytes(32), 1, 5)),
    outputs=(TxOutput(7, p2pk_script(KEY)), BOUND, TxOutput(8, p2pk_script(KEY), spk_version=1)),
    lock_time=100,
)
REST = TX.rest_preimage()


def rest(**changes: Any) -> bytes:
    return evolve(TX, **changes).rest_preimage()


def test_outputs() -> None:
    assert output_count(REST) == 3
    assert [output(REST, i).value for i in range(3)] == [7, 9, 8]
    with pytest.raises(Failure, match="NoSuchOutput"):
        output(REST, 3)
    assert pays(output(REST, 0), b"\x00" + KEY)
    assert not pays(output(REST, 2), b"\x00" + KEY), "another script version pays something else"
    assert not pays(output(REST, 0), b"\x08" + KEY)
    assert pays(BOUND, b"\x08" + BOUND.script[2:34])


def test_after() -> None:
    assert is_after(REST, 100) and is_after(REST, 0)
    assert not is_after(REST, 101)
    assert not is_after(rest(lock_time=0), 0), "no lock time proves nothing"
    final = tuple(evolve(i, sequence=MAX_SEQUENCE) for i in TX.inputs)
    assert not is_after(rest(inputs=final), 100), "the sequences switch the lock time off"
    assert not is_after(rest(inputs=()), 100)
    assert is_after(rest(lock_time=499_999_999_999), 499_999_999_999)
    assert not is_after(rest(lock_time=500_000_000_000), 100), "that is a time, not a score"


@given(st.integers(0, len(REST)), st.binary(max_size=8))
def test_bytes_that_do_not_decode(end: int, more: bytes) -> None:
    """No exception but the coded one, and never a proof of lateness out of nothing."""
    raw = REST[:end] + more
    assert 0 <= output_count(raw) < 1 << 32
    is_after(raw, 1)
    behind_lock_time = 20 + 8 + 8
    assert is_after(REST[:end], 1) == (end >= len(REST) - behind_lock_time)
    try:
        output(raw, 1)
    except Failure as failure:
        assert failure.name == "NoSuchOutput"


def test_a_count_that_no_transaction_has() -> None:
    assert output_count(L1Transaction().rest_preimage()[:10] + b"\xff" * 8) == 0


def test_random() -> None:
    context, tx_id = b"\x01" * 32, b"\x02" * 32
    expected = sha256(b"\x05" + context + tx_id + (3).to_bytes(4, "little") + (4).to_bytes(8, "little")).digest()
    assert draw(context, tx_id, 3, 4) == expected
