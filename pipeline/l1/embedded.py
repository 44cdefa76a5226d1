"""An L1 in this process, under the real rules: ids, covenant bindings, lanes, sequencing commitments, reorganisations.

One block merges what was submitted since the last. There is no proof of work and no DAG: every block is on the
selected chain. Scripts other than P2PK are checked by the engine plugged in (`ScriptCheck`): here, Kaspa's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import frozen

from vprog.pipeline.l1.block import Accepted, ChainBlock, LaneState
from vprog.pipeline.l1.utxo import RejectedError, ScriptCheck, UtxoSet
from vprog.wire.hashes import blake2b_keyed
from vprog.wire.l1 import TxOutput, p2pk_script
from vprog.wire.lane_smt import LaneProof, LaneTree
from vprog.wire.seq_commit import (
    active_leaf,
    activity_digest,
    activity_leaf,
    activity_root,
    context_hash,
    lane_key,
    lane_tip,
    merkle_root,
    miner_leaf,
    payload_and_context_digest,
    seq_commit,
    state_root,
)
from vprog.wire.sighash import Utxo
from vprog.wire.transaction import LOCK_TIME_THRESHOLD, MAX_SEQUENCE, SUBNETWORK_COINBASE, L1Transaction

FINALITY_DEPTH = 432_000
"""Blue score for which a lane stays active and a block may be proven to (12 hours at 10 blocks a second)."""
GENESIS_BLUE_SCORE = 1_000_000
"""Far beyond the finality depth, as on a network that has run for a while: a lane's first use re-anchors it."""
GENESIS_TIMESTAMP = 1_770_000_000_000
BLOCK_INTERVAL_MS = 100
SUBSIDY = 50 * 100_000_000
ZERO = bytes(32)


@frozen
class LaneWitness:
    """What links a lane tip to a block's sequencing commitment (RPC getSeqCommitLaneProof)."""

    proof: LaneProof
    payload_and_context_digest: bytes
    prev_seq_commit: bytes
    inactivity_shortcut: bytes


class ChainListener(Protocol):
    """What follows the selected chain."""

    def connected(self, block: ChainBlock) -> None: ...

    def disconnected(self, block: ChainBlock) -> None: ...


class EmbeddedL1:
    """The chain, its unspent outputs and a mempool. Not thread-safe."""

    def __init__(self, prealloc: Sequence[tuple[bytes, int]] = (), script_check: ScriptCheck | None = None) -> None:
        """`prealloc`: (x-only key, sompi) pairs that genesis pays."""
        self._script_check = script_check or _refuse_script
        self._utxos = UtxoSet()
        self._mempool: list[L1Transaction] = []
        self._pending: list[list[Utxo]] = []
        self._listeners: list[ChainListener] = []
        self._undo: list[list[tuple[L1Transaction, bytes, list[Utxo]]]] = []
        self.blocks: list[ChainBlock] = []
        self._genesis(prealloc)

    def subscribe(self, listener: ChainListener) -> None:
        self._listeners.append(listener)

    @property
    def tip(self) -> ChainBlock:
        return self.blocks[-1]

    @property
    def utxos(self) -> UtxoSet:
        return self._utxos

    def block(self, block_hash: bytes) -> ChainBlock | None:
        return next((b for b in self.blocks if b.hash == block_hash), None)

    def seq_commits(self) -> dict[bytes, bytes]:
        """The sequencing commitments of the selected chain, by block hash: what OpChainblockSeqCommit reads."""
        return {block.hash: block.seq_commit for block in self.blocks}

    def submit(self, tx: L1Transaction) -> bytes:
        """Accepts a transaction for the next block; returns its id. Raises RejectedError."""
        if tx.version > 1 or len(tx.inputs) > 1000 or len(tx.outputs) > 1000:
            raise RejectedError("bad-transaction", "unknown version, or too many inputs or outputs")
        if not tx.inputs:
            raise RejectedError("bad-transaction", "a transaction spends at least one output")
        if not _is_final(tx, self.tip.daa_score + 1, self.tip.timestamp):
            raise RejectedError("not-final", f"its lock time {tx.lock_time} is not reached")
        spent = self._utxos.check(tx, self._script_check)
        tx_id = tx.id()
        self._utxos.apply(tx, tx_id)
        self._mempool.append(tx)
        self._pending.append(spent)
        return tx_id

    def mine(self) -> ChainBlock:
        """A block on the tip that accepts everything submitted since, in order, behind its coinbase."""
        parent = self.tip
        daa, blue = parent.daa_score + 1, parent.blue_score + 1
        coinbase = _coinbase(blue, ())
        accepted = [coinbase, *self._mempool]
        undo = [(coinbase, coinbase.id(), list[Utxo]())]
        self._utxos.apply(coinbase, undo[0][1])
        undo += [(tx, tx.id(), spent) for tx, spent in zip(self._mempool, self._pending, strict=True)]
        self._mempool, self._pending = [], []
        block = _assemble(parent, daa, blue, accepted, self.blocks[0].seq_commit)
        self.blocks.append(block)
        self._undo.append(undo)
        for listener in self._listeners:
            listener.connected(block)
        return block

    def rollback(self, count: int) -> list[L1Transaction]:
        """Takes the last `count` blocks off the chain (a reorganisation); returns their transactions, in order, which
        are not in the mempool any more. Raises ValueError past genesis or with transactions waiting."""
        if self._mempool or count >= len(self.blocks):
            raise ValueError("mine first, and keep genesis")
        gone: list[L1Transaction] = []
        for _ in range(count):
            block = self.blocks.pop()
            undo = self._undo.pop()
            for tx, tx_id, spent in reversed(undo):
                self._utxos.undo(tx, tx_id, spent)
            gone = [tx for tx, _, _ in undo[1:]] + gone
            for listener in self._listeners:
                listener.disconnected(block)
        return gone

    def lane_witness(self, block: ChainBlock, lane_id: bytes) -> LaneWitness:
        """The lane's proof in the lanes tree after that block, with the rest of its sequencing commitment."""
        leaves = {key: active_leaf(lane.tip, lane.blue_score) for key, lane in block.lanes.items()}
        proof = LaneTree(leaves).prove(lane_key(lane_id))
        return LaneWitness(proof, block.payload_and_context_digest, block.prev_seq_commit, block.inactivity_shortcut)

    def _genesis(self, prealloc: Sequence[tuple[bytes, int]]) -> None:
        coinbase = _coinbase(GENESIS_BLUE_SCORE, prealloc)
        before = ChainBlock(
            ZERO, ZERO, -1, GENESIS_TIMESTAMP, 0, 0, GENESIS_BLUE_SCORE - 1, (), ZERO, ZERO, ZERO, ZERO, {}
        )
        block = _assemble(before, 1, GENESIS_BLUE_SCORE, [coinbase], ZERO)
        self._utxos.apply(coinbase, block.accepted[0].tx_id)
        self.blocks.append(block)
        self._undo.append([])


def _is_final(tx: L1Transaction, daa_score: int, timestamp: int) -> bool:
    """Whether a block of this DAA score and time (unix ms) may hold it: its lock time has passed, or every input says
    that it does not matter."""
    now = daa_score if tx.lock_time < LOCK_TIME_THRESHOLD else timestamp
    return tx.lock_time == 0 or tx.lock_time < now or all(i.sequence == MAX_SEQUENCE for i in tx.inputs)


def _refuse_script(tx: L1Transaction, index: int, spent: list[Utxo]) -> None:
    raise RejectedError("no-script-engine", f"input {index} needs a script engine, and none is plugged in")


def _coinbase(blue_score: int, pays: Sequence[tuple[bytes, int]]) -> L1Transaction:
    outputs = tuple(TxOutput(amount, p2pk_script(key)) for key, amount in pays)
    payload = blue_score.to_bytes(8, "little") + SUBSIDY.to_bytes(8, "little")
    return L1Transaction(version=1, outputs=outputs, subnetwork_id=SUBNETWORK_COINBASE, payload=payload)


def _assemble(
    parent: ChainBlock, daa_score: int, blue_score: int, txs: Sequence[L1Transaction], genesis_commit: bytes
) -> ChainBlock:
    accepted = tuple(Accepted(index, tx, tx.id()) for index, tx in enumerate(txs))
    context = context_hash(parent.timestamp, daa_score, blue_score)
    lanes = _lanes_after(parent, accepted, context, blue_score)
    tree = LaneTree({key: active_leaf(lane.tip, lane.blue_score) for key, lane in lanes.items()})
    payload_root = merkle_root([miner_leaf(parent.hash, blue_score, txs[0].payload)])
    pd = payload_and_context_digest(context, payload_root)
    root = state_root(activity_root(genesis_commit, tree.root), pd)
    commit = seq_commit(parent.seq_commit, root)
    timestamp = parent.timestamp + BLOCK_INTERVAL_MS
    header = parent.hash + commit + timestamp.to_bytes(8, "little") + blue_score.to_bytes(8, "little")
    return ChainBlock(
        hash=blake2b_keyed(b"BlockHash", header),
        parent_hash=parent.hash,
        height=parent.height + 1,
        timestamp=timestamp,
        prev_timestamp=parent.timestamp,
        daa_score=daa_score,
        blue_score=blue_score,
        accepted=accepted,
        seq_commit=commit,
        prev_seq_commit=parent.seq_commit,
        payload_and_context_digest=pd,
        inactivity_shortcut=genesis_commit,
        lanes=lanes,
    )


def _lanes_after(
    parent: ChainBlock, accepted: Sequence[Accepted], context: bytes, blue_score: int
) -> dict[bytes, LaneState]:
    lanes = {k: v for k, v in parent.lanes.items() if v.blue_score + FINALITY_DEPTH >= blue_score}
    leaves: dict[bytes, list[bytes]] = {}
    for item in accepted:
        leaf = activity_leaf(item.tx_id, item.tx.version, item.merge_idx)
        leaves.setdefault(lane_key(item.tx.subnetwork_id), []).append(leaf)
    for key, lane_leaves in leaves.items():
        anchor = lanes[key].tip if key in lanes else parent.seq_commit
        lanes[key] = LaneState(lane_tip(anchor, key, activity_digest(lane_leaves), context), blue_score)
    return lanes
