"""The embedded L1 applies the real rules: what it commits to can be recomputed from what it serves."""

import pytest
from attrs import evolve

from vprog.client.signing import LocalKey
from vprog.pipeline.l1.embedded import EmbeddedL1
from vprog.pipeline.l1.utxo import RejectedError
from vprog.pipeline.l1.wallet import Wallet
from vprog.wire import seq_commit as sc
from vprog.wire.l1 import CovenantBinding, TxOutput, covenant_id, p2pk_script
from vprog.wire.transaction import MAX_SEQUENCE, SUBNETWORK_NATIVE, L1Transaction, user_lane

ALICE, BOB = LocalKey(b"\x01" * 32), LocalKey(b"\x02" * 32)
LANE = user_lane(b"vprg")
KAS = 100_000_000


@pytest.fixture
def l1() -> EmbeddedL1:
    return EmbeddedL1([(ALICE.public_key, 100 * KAS), (BOB.public_key, 50 * KAS)])


def pay(l1: EmbeddedL1, key: LocalKey, value: int, lane: bytes = SUBNETWORK_NATIVE, payload: bytes = b"") -> bytes:
    wallet = Wallet(l1, key)
    output = TxOutput(value, p2pk_script(BOB.public_key))
    tx, spent = wallet.fund(L1Transaction(outputs=(output,), subnetwork_id=lane, payload=payload), fee=1000)
    return l1.submit(wallet.sign(tx, spent))


def test_merge_indices_count_every_accepted_transaction(l1: EmbeddedL1) -> None:
    pay(l1, ALICE, KAS)
    in_lane = pay(l1, ALICE, KAS, LANE, b"payload")
    pay(l1, BOB, KAS)
    block = l1.mine()
    assert [item.merge_idx for item in block.accepted] == [0, 1, 2, 3]
    assert [(item.merge_idx, item.tx_id) for item in block.lane(LANE)] == [(2, in_lane)]


def test_a_lock_time_holds_a_transaction_back_until_it_is_passed(l1: EmbeddedL1) -> None:
    score = l1.tip.daa_score + 2
    wallet = Wallet(l1, ALICE)
    draft = L1Transaction(outputs=(TxOutput(KAS, p2pk_script(BOB.public_key)),), lock_time=score)
    tx, spent = wallet.fund(draft, fee=1000)
    held = evolve(tx, inputs=tuple(evolve(i, sequence=0) for i in tx.inputs))
    for _ in range(2):
        with pytest.raises(RejectedError) as caught:
            l1.submit(wallet.sign(held, spent))
        assert caught.value.code == "not-final"
        l1.mine()
    l1.submit(wallet.sign(held, spent))
    assert l1.mine().daa_score > score


def test_an_input_of_the_greatest_sequence_switches_the_lock_time_off(l1: EmbeddedL1) -> None:
    wallet = Wallet(l1, ALICE)
    draft = L1Transaction(outputs=(TxOutput(KAS, p2pk_script(BOB.public_key)),), lock_time=l1.tip.daa_score + 99)
    tx, spent = wallet.fund(draft, fee=1000)
    free = evolve(tx, inputs=tuple(evolve(i, sequence=MAX_SEQUENCE) for i in tx.inputs))
    l1.submit(wallet.sign(free, spent))


def test_the_lane_witness_leads_to_the_blocks_commitment(l1: EmbeddedL1) -> None:
    for _ in range(3):
        pay(l1, ALICE, KAS, LANE, b"x")
        block = l1.mine()
    witness = l1.lane_witness(block, LANE)
    lane = block.lanes[sc.lane_key(LANE)]
    leaf = sc.active_leaf(lane.tip, lane.blue_score)
    root = sc.activity_root(witness.inactivity_shortcut, witness.proof.compute_root(sc.lane_key(LANE), leaf))
    commit = sc.seq_commit(witness.prev_seq_commit, sc.state_root(root, witness.payload_and_context_digest))
    assert commit == block.seq_commit


def test_an_idle_lane_keeps_its_tip_and_an_active_one_chains(l1: EmbeddedL1) -> None:
    pay(l1, ALICE, KAS, LANE, b"first")
    first = l1.mine()
    idle = l1.mine()
    key = sc.lane_key(LANE)
    assert idle.lanes[key] == first.lanes[key]
    pay(l1, ALICE, KAS, LANE, b"second")
    second = l1.mine()
    (item,) = second.lane(LANE)
    digest = sc.activity_digest([sc.activity_leaf(item.tx_id, 1, item.merge_idx)])
    assert second.lanes[key].tip == sc.lane_tip(first.lanes[key].tip, key, digest, second.context_hash)


def test_the_first_use_of_a_lane_anchors_on_the_parents_commitment(l1: EmbeddedL1) -> None:
    pay(l1, ALICE, KAS, LANE, b"x")
    block = l1.mine()
    (item,) = block.lane(LANE)
    key = sc.lane_key(LANE)
    digest = sc.activity_digest([sc.activity_leaf(item.tx_id, 1, item.merge_idx)])
    assert block.lanes[key].tip == sc.lane_tip(block.prev_seq_commit, key, digest, block.context_hash)


def test_a_rollback_restores_the_coins_and_the_lanes(l1: EmbeddedL1) -> None:
    before, tip = Wallet(l1, ALICE).balance(), l1.tip
    pay(l1, ALICE, KAS, LANE, b"x")
    l1.mine()
    pay(l1, ALICE, 2 * KAS)
    l1.mine()
    gone = l1.rollback(2)
    assert len(gone) == 2
    assert l1.tip == tip
    assert Wallet(l1, ALICE).balance() == before
    for tx in gone:
        l1.submit(tx)
    assert [len(block.accepted) for block in (l1.mine(),)] == [3]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("bad-signature", lambda tx: tx.with_signature_script(0, b"\x41" + bytes(64) + b"\x01")),
        ("bad-signature", lambda tx: tx.with_signature_script(0, b"")),
    ],
)
def test_a_transaction_its_owner_did_not_sign_is_refused(l1: EmbeddedL1, code: str, change) -> None:
    wallet = Wallet(l1, ALICE)
    tx, spent = wallet.fund(L1Transaction(outputs=(TxOutput(KAS, p2pk_script(BOB.public_key)),)))
    with pytest.raises(RejectedError) as refused:
        l1.submit(change(wallet.sign(tx, spent)))
    assert refused.value.code == code


def test_value_from_nothing_and_double_spends_are_refused(l1: EmbeddedL1) -> None:
    wallet = Wallet(l1, ALICE)
    tx, spent = wallet.fund(L1Transaction(outputs=(TxOutput(KAS, p2pk_script(BOB.public_key)),)))
    inflated = L1Transaction(inputs=tx.inputs, outputs=(TxOutput(101 * KAS, p2pk_script(BOB.public_key)),))
    with pytest.raises(RejectedError, match="worth more"):
        l1.submit(wallet.sign(inflated, spent))
    signed = wallet.sign(tx, spent)
    l1.submit(signed)
    with pytest.raises(RejectedError) as refused:
        l1.submit(signed)
    assert refused.value.code == "missing-outpoint"


def test_covenant_bindings_follow_kip_20(l1: EmbeddedL1) -> None:
    wallet = Wallet(l1, ALICE)
    draft, spent = wallet.fund(L1Transaction(outputs=(TxOutput(KAS, p2pk_script(ALICE.public_key)),)))
    output = draft.outputs[0]
    for found, accepted in ((bytes(32), False), (covenant_id(draft.inputs[0].outpoint, [(0, output)]), True)):
        bound = TxOutput(output.value, output.script, covenant=CovenantBinding(0, found))
        tx = L1Transaction(inputs=draft.inputs, outputs=(bound, *draft.outputs[1:]))
        if accepted:
            l1.submit(wallet.sign(tx, spent))
        else:
            with pytest.raises(RejectedError) as refused:
                l1.submit(wallet.sign(tx, spent))
            assert refused.value.code == "bad-covenant"
