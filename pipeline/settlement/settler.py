"""Deploys the settlement covenant and moves it forward, one transaction a proven bundle (framework section 11)."""

from __future__ import annotations

from attrs import define, evolve

from vprog.client.carrier import P2PK_BUDGET
from vprog.pipeline.l1.embedded import EmbeddedL1
from vprog.pipeline.l1.script_engine import input_json, output_json, transaction_from_json, utxo_json
from vprog.pipeline.l1.wallet import Wallet
from vprog.pipeline.proofs.prove import Bundle
from vprog.pipeline.workers import (
    CovenantPins,
    CovenantState,
    Settlement,
    SettleRequest,
    WorkerError,
)
from vprog.wire.l1 import CovenantBinding, Outpoint, TxOutput, covenant_id
from vprog.wire.transaction import L1Transaction, TxInput

ZERO = bytes(32)
BOOTSTRAP_VALUE = 20 * 100_000_000
"""Sompi: every settlement with exits leaves `permission_value` of it in a permission output."""
FEE = 1_000_000


class SettlementError(Exception):
    """A bundle that cannot be settled. `code` is a stable slug."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@define
class Covenant:
    """Where a covenant stands on L1."""

    id: bytes
    outpoint: Outpoint
    value: int
    held: CovenantState


class Settler:
    """Owns a covenant's progress. Every settlement is judged by the script engine before it is sent."""

    def __init__(self, l1: EmbeddedL1, wallet: Wallet, worker: Settlement, pins: CovenantPins) -> None:
        self._l1 = l1
        self._wallet = wallet
        self._worker = worker
        self._pins = pins
        self.covenant: Covenant | None = None

    def deploy(self) -> bytes:
        """Founds the covenant over the empty state; returns its id. The transaction waits for the next block."""
        script = self._worker.covenant(self._pins, CovenantState()).spk
        draft, spent = self._wallet.fund(L1Transaction(outputs=(TxOutput(BOOTSTRAP_VALUE, script),)), fee=FEE)
        found = covenant_id(draft.inputs[0].outpoint, [(0, draft.outputs[0])])
        bound = evolve(draft.outputs[0], covenant=CovenantBinding(0, found))
        tx = self._wallet.sign(evolve(draft, outputs=(bound, *draft.outputs[1:])), spent)
        tx_id = self._l1.submit(tx)
        self.covenant = Covenant(found, Outpoint(tx_id, 0), BOOTSTRAP_VALUE, CovenantState())
        return found

    def settlement(self, bundle: Bundle) -> L1Transaction:
        """The signed transaction that settles a bundle.

        Raises SettlementError: not-deployed, not-next, wrong-covenant, superseded, or what the engine answers."""
        covenant, journal = self._required(), bundle.journal
        if (journal.prev_state, journal.prev_lane_tip) != (covenant.held.state, covenant.held.lane_tip):
            raise SettlementError("not-next", "the bundle does not start where the covenant stands")
        if journal.covenant_id != covenant.id:
            raise SettlementError("wrong-covenant", "the proof is bound to another covenant")
        utxo = self._l1.utxos.get(covenant.outpoint)
        if utxo is None:
            raise SettlementError("superseded", "the covenant's output is spent already")
        coins = self._wallet.select(FEE + 1)
        change = TxOutput(sum(coin.amount for _, coin in coins) - FEE, self._wallet.script)
        inputs = [TxInput(o.tx_id, o.index, compute_budget=P2PK_BUDGET) for o, _ in coins]
        request = SettleRequest(
            pins=self._pins,
            covenant_id=covenant.id,
            prev_tx_id=covenant.outpoint.tx_id,
            prev_index=covenant.outpoint.index,
            value=covenant.value,
            prev=covenant.held,
            next=CovenantState(journal.new_state, journal.new_lane_tip),
            block_prove_to=bundle.batches[-1].executed.batch.block.hash,
            witness={"claimed_seq_commit": journal.new_seq_commit.hex()},
            permission_spk_hash=journal.permission_spk_hash,
            deposit_spk_hash=journal.deposit_spk_hash,
            fee_inputs=[input_json(item) for item in inputs],
            fee_utxos=[utxo_json(coin) for _, coin in coins],
            fee_outputs=[output_json(change)],
        )
        try:
            settled = self._worker.settle(request, self._l1.seq_commits())
        except WorkerError as error:
            raise SettlementError(error.code, error.message) from None
        return self._wallet.sign(transaction_from_json(settled.tx), [utxo, *(coin for _, coin in coins)])

    def settle(self, bundle: Bundle) -> bytes:
        """Sends the settlement; the covenant then stands at the bundle's end. Returns the transaction id."""
        covenant = self._required()
        tx = self.settlement(bundle)
        tx_id = self._l1.submit(tx)
        held = CovenantState(bundle.journal.new_state, bundle.journal.new_lane_tip)
        self.covenant = Covenant(covenant.id, Outpoint(tx_id, 0), tx.outputs[0].value, held)
        return tx_id

    def _required(self) -> Covenant:
        if self.covenant is None:
            raise SettlementError("not-deployed", "deploy the covenant first")
        return self.covenant
