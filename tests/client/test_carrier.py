"""The L1 transaction around a payload: funded, signed, within the rules for fees and masses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vprog.client.action import Action, lock_time
from vprog.client.carrier import Carrier, Coin, deposit_output
from vprog.client.errors import ClientError
from vprog.client.payload import Call
from vprog.client.signing import LocalKey
from vprog.wire import schnorr
from vprog.wire.l1 import Outpoint, TxOutput, delegate_spk_hash, p2pk_key, p2pk_script
from vprog.wire.mass import min_relay_fee, storage_mass
from vprog.wire.sighash import Utxo, schnorr_sighash
from vprog.wire.transaction import MAX_SEQUENCE, L1Transaction, user_lane

KEY = LocalKey((77).to_bytes(32, "big"))
LANE = user_lane(b"test")
KAS = 100_000_000


class Purse:
    def __init__(self, *amounts: int) -> None:
        self.key = KEY
        self._coins = [Coin(Outpoint(bytes([n]) * 32, n), amount) for n, amount in enumerate(amounts)]

    def coins(self) -> list[Coin]:
        return self._coins

    def send(self, transaction: L1Transaction) -> bytes:
        return transaction.id()

    def spent_by(self, transaction: L1Transaction) -> list[Utxo]:
        amounts = {coin.outpoint: coin.amount for coin in self._coins}
        return [Utxo(amounts[item.outpoint], p2pk_script(KEY.public_key)) for item in transaction.inputs]


def carry(purse: Purse, *outputs: TxOutput, size: int = 200, extra_fee: int = 0) -> L1Transaction:
    return Carrier(purse, LANE, extra_fee).carry(size, lambda rest: rest[:1] * size, outputs)


def check(purse: Purse, transaction: L1Transaction) -> int:
    """Every rule that a node applies to it; the fee."""
    spent = purse.spent_by(transaction)
    for index, utxo in enumerate(spent):
        script = transaction.inputs[index].signature_script
        assert (script[0], script[-1], len(script)) == (0x41, 1, 66)
        assert schnorr.verify(KEY.public_key, schnorr_sighash(transaction, index, utxo), script[1:65])
    fee = sum(utxo.amount for utxo in spent) - sum(output.value for output in transaction.outputs)
    assert fee >= min_relay_fee(transaction)
    assert transaction.storage_mass == storage_mass(transaction, spent)
    assert transaction.subnetwork_id == LANE
    assert transaction.version == 1
    return fee


def test_deposit_and_change() -> None:
    purse, covenant = Purse(2 * KAS, 5 * KAS, KAS), bytes(range(32))
    transaction = carry(purse, deposit_output(covenant, 3 * KAS))
    fee = check(purse, transaction)
    assert len(transaction.inputs) == 1
    assert transaction.outputs[0].script == b"\xaa\x20" + delegate_spk_hash(covenant) + b"\x87"
    assert p2pk_key(transaction.outputs[1].script) == KEY.public_key
    assert fee == min_relay_fee(transaction)


def test_a_lock_time_binds() -> None:
    purse = Purse(KAS)
    transaction = Carrier(purse, LANE).carry(10, lambda rest: bytes(10), lock_time=4_000_000)
    check(purse, transaction)
    assert transaction.lock_time == 4_000_000
    assert all(item.sequence != MAX_SEQUENCE for item in transaction.inputs)


def test_the_lock_time_is_the_latest_that_an_action_asks_for() -> None:
    def action(score: int | None) -> Action:
        return Action("", Call(1, ()), lock_time=score)

    assert lock_time([action(None), action(None)]) == 0
    assert lock_time([action(5), action(None), action(9)]) == 9
    assert lock_time([action(0)]) == 1, "0 would be no lock time at all"
    with pytest.raises(ClientError) as refused:
        lock_time([action(500_000_000_000)])
    assert refused.value.code == "out-of-range"


def test_the_payload_is_built_over_the_final_transaction() -> None:
    seen: list[bytes] = []

    def build(rest: bytes) -> bytes:
        seen.append(rest)
        return bytes(50)

    transaction = Carrier(Purse(KAS), LANE).carry(50, build)
    assert seen == [transaction.rest_preimage()]


def test_refusals_have_codes() -> None:
    for code, action in {
        "insufficient-funds": lambda: carry(Purse(KAS), deposit_output(bytes(32), KAS)),
        "too-large": lambda: carry(Purse(1000 * KAS), size=300_000),
        "payload-size": lambda: Carrier(Purse(KAS), LANE).carry(10, lambda rest: bytes(11)),
    }.items():
        with pytest.raises(ClientError) as refused:
            action()
        assert refused.value.code == code


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(KAS // 2, 9 * KAS), min_size=1, max_size=5),
    st.lists(st.integers(KAS // 2, 4 * KAS), max_size=2),
    st.integers(0, 3000),
    st.integers(0, 10_000),
)
def test_any_wallet(amounts: list[int], deposits: list[int], size: int, extra_fee: int) -> None:
    purse = Purse(*amounts)
    outputs = [deposit_output(bytes(32), amount) for amount in deposits]
    try:
        transaction = carry(purse, *outputs, size=size, extra_fee=extra_fee)
    except ClientError as refused:
        assert refused.code in ("insufficient-funds", "too-large")
        return
    fee = check(purse, transaction)
    assert transaction.outputs[: len(outputs)] == tuple(outputs)
    assert fee >= min_relay_fee(transaction) + extra_fee
    assert len(transaction.payload) == size
