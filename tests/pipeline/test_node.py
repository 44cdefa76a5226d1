"""The node's batches satisfy the batch verifier and the aggregator, and a rollback takes everything back."""

import pytest
from scenario import COVENANT, LANE, Chain

from vprog.pipeline import _engine
from vprog.pipeline.node.node import ExecutedBatch
from vprog.pipeline.proofs.inputs import Deployment, aggregate_input, batch_input
from vprog.pipeline.proofs.journals import BatchJournal, SettlementJournal
from vprog.wire.ids import lock_resource_id
from vprog.wire.l1 import delegate_spk_hash
from vprog.wire.locks import decode_lock

TX_IMAGE, BATCH_IMAGE = b"\x01" * 32, b"\x02" * 32
DEPLOYMENT = Deployment(TX_IMAGE, COVENANT, delegate_spk_hash(COVENANT))


def user_id(chain: Chain, user: int) -> bytes:
    return lock_resource_id(decode_lock(chain.lock(user)))


@pytest.fixture
def chain() -> Chain:
    """Three batches: settings, two deposits, a transfer and two failures."""
    chain = Chain()
    chain.init()
    chain.l1.mine()
    chain.deposit(0, 50_000)
    chain.deposit(1, 60_000)
    chain.l1.mine()
    roles = {"source": user_id(chain, 0), "target": user_id(chain, 1)}
    chain.send(chain.keys[0], "transfer", {"amount": 7, "target_lock": None}, roles)
    chain.send(chain.keys[0], "transfer", {"amount": 70_000, "target_lock": None}, roles)
    chain.carry(chain.keys[2], lambda rest: b"no access list")
    chain.l1.mine()
    return chain


def prove(executed: ExecutedBatch) -> bytes:
    journals = [tx.executed.journal for tx in executed.transactions]
    blob = batch_input(executed, DEPLOYMENT)
    return _engine.process_batch(blob, lambda image, journal: image == TX_IMAGE and journal in journals)


def test_every_batch_moves_between_the_nodes_roots(chain: Chain) -> None:
    for executed in chain.node.batches:
        journal = BatchJournal.decode(prove(executed))
        assert (journal.prev_state, journal.new_state) == (executed.prev_root, executed.new_root)
        assert journal.new_lane_tip == executed.batch.after.tip
        assert journal.lane_expired == executed.batch.lane_expired
    assert [len(b.transactions) for b in chain.node.batches] == [1, 2, 3]
    assert [sum(tx.failed for tx in b.transactions) for b in chain.node.batches] == [0, 0, 2]


def test_the_aggregate_ends_at_the_chains_commitment(chain: Chain) -> None:
    journals = [prove(executed) for executed in chain.node.batches]
    last = chain.node.batches[-1].batch
    blob = aggregate_input(BATCH_IMAGE, chain.l1.lane_witness(last.block, LANE), journals)
    accept = lambda image, journal: image == BATCH_IMAGE and journal in journals  # noqa: E731
    journal = SettlementJournal.decode(_engine.aggregate(blob, accept))
    assert journal.new_seq_commit == last.block.seq_commit
    assert (journal.prev_state, journal.new_state) == (bytes(32), chain.node.root)
    assert journal.deposit_spk_hash == DEPLOYMENT.deposit_spk_hash
    assert journal.encode() == _engine.aggregate(blob, accept)


def test_a_tampered_journal_is_refused(chain: Chain) -> None:
    executed = chain.node.batches[-1]
    journals = [tx.executed.journal for tx in executed.transactions]
    blob = bytearray(batch_input(executed, DEPLOYMENT))
    blob[-40] ^= 1
    with pytest.raises(_engine.EngineError):
        _engine.process_batch(bytes(blob), lambda image, journal: journal in journals)


def test_a_batch_that_touches_nothing_still_carries_the_root(chain: Chain) -> None:
    chain.carry(chain.keys[2], lambda rest: b"junk")
    chain.l1.mine()
    journal = BatchJournal.decode(prove(chain.node.batches[-1]))
    assert journal.prev_state == journal.new_state == chain.node.root != bytes(32)


def test_a_rollback_takes_the_state_back(chain: Chain) -> None:
    roots = [b.new_root for b in chain.node.batches]
    state = dict(chain.node.state)
    gone = chain.l1.rollback(2)
    assert chain.node.root == roots[0]
    assert list(chain.node.batches)[-1].new_root == roots[0]
    for tx in gone:
        chain.l1.submit(tx)
    chain.l1.mine()
    assert chain.node.root == roots[2]
    assert chain.node.state == state
