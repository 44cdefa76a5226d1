"""Deploys the settlement covenant and moves it forward, one transaction a proven bundle (framework section 11)."""

from __future__ import annotations

from attrs import define, evolve, frozen
from vprog.pipeline.l1.embedded import EmbeddedL1
from vprog.pipeline.l1.script_engine import ScriptEngine
from vprog.pipeline.l1.wallet import Wallet
from vprog.pipeline.proofs.prove import Bundle, Images
from vprog.pipeline.settlement.pushes import push
from vprog.pipeline.workers import Settlement
from vprog.wire.l1 import CovenantBinding, Outpoint, TxOutput, covenant_id
from vprog.wire.transaction import L1Transaction, TxInput

ZERO = bytes(32)
PERMISSION_VALUE = 50_000_000
"""Sompi in a permission output: the framework's default."""
BOOTSTRAP_VALUE = 20 * 100_000_000
FEE = 1_000_000


class SettlementError(Exception):
    """A bundle that cannot be settled. `code` is a stable slug."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@frozen
class CovenantTerms:
    """What a covenant is bound to for its life. `kind` is "dev": everything is checked but the proof itself."""

    kind: str
    images: Images
    lane_key: bytes


@define
class CovenantState:
    """Where a covenant stands on L1."""

    covenant_id: bytes
    outpoint: Outpoint
    value: int
    state: bytes
    lane_tip: bytes
    redeem: bytes


class Settler:
    """Owns a covenant's progress. Every script it builds is judged by the engine before it is sent."""

    def __init__(
        self, l1: EmbeddedL1, wallet: Wallet, worker: Settlement, engine: ScriptEngine, terms: CovenantTerms
    ) -> None:
        self._l1 = l1
        self._wallet = wallet
        self._worker = worker
        self._engine = engine
        self._terms = terms
        self.covenant: CovenantState | None = None

    def deploy(self) -> bytes:
        """Founds the covenant over the empty state; returns its id. The transaction waits for the next block."""
        redeem, script = self._scripts(ZERO, ZERO)
        draft, spent = self._wallet.fund(L1Transaction(outputs=(TxOutput(BOOTSTRAP_VALUE, script),)), fee=FEE)
        found = covenant_id(draft.inputs[0].outpoint, [(0, draft.outputs[0])])
        bound = evolve(draft.outputs[0], covenant=CovenantBinding(0, found))
        tx = self._wallet.sign(evolve(draft, outputs=(bound, *draft.outputs[1:])), spent)
        tx_id = self._l1.submit(tx)
        self.covenant = CovenantState(found, Outpoint(tx_id, 0), BOOTSTRAP_VALUE, ZERO, ZERO, redeem)
        return found

    def settlement(self, bundle: Bundle) -> L1Transaction:
        """The signed transaction that settles a bundle. Raises SettlementError, or RejectedError from the engine."""
        covenant = self._required()
        journal = bundle.journal
        if (journal.prev_state, journal.prev_lane_tip) != (covenant.state, covenant.lane_tip):
            raise SettlementError("not-next", "the bundle does not start where the covenant stands")
        if journal.covenant_id != covenant.covenant_id:
            raise SettlementError("wrong-covenant", "the proof is bound to another covenant")
        _, script = self._scripts(journal.new_state, journal.new_lane_tip)
        binding = CovenantBinding(0, covenant.covenant_id)
        with_exits = journal.permission_spk_hash != ZERO
        value = covenant.value - (PERMISSION_VALUE if with_exits else 0)
        outputs = [TxOutput(value, script, covenant=binding)]
        if with_exits:
            permission = b"\xaa\x20" + journal.permission_spk_hash + b"\x87"
            outputs.append(TxOutput(PERMISSION_VALUE, permission, covenant=binding))
        block = bundle.batches[-1].executed.batch.block
        items = (
            journal.deposit_spk_hash,
            journal.new_seq_commit,
            journal.new_lane_tip,
            journal.new_state,
            block.hash,
            covenant.redeem,
        )
        unlocking = b"".join(push(item) for item in items)
        first = TxInput(covenant.outpoint.tx_id, covenant.outpoint.index, signature_script=unlocking)
        utxo = self._l1.utxos.get(covenant.outpoint)
        if utxo is None:
            raise SettlementError("superseded", "the covenant's output is spent already")
        draft, spent = self._wallet.fund(L1Transaction(inputs=(first,), outputs=tuple(outputs)), [utxo], fee=FEE)
        signed = self._wallet.sign(draft, spent)
        return self._engine.with_budgets(signed, spent)

    def settle(self, bundle: Bundle) -> bytes:
        """Sends the settlement; the covenant then stands at the bundle's end. Returns the transaction id."""
        covenant, journal = self._required(), bundle.journal
        tx = self.settlement(bundle)
        tx_id = self._l1.submit(tx)
        redeem, _ = self._scripts(journal.new_state, journal.new_lane_tip)
        self.covenant = CovenantState(
            covenant.covenant_id,
            Outpoint(tx_id, 0),
            tx.outputs[0].value,
            journal.new_state,
            journal.new_lane_tip,
            redeem,
        )
        return tx_id

    def _required(self) -> CovenantState:
        if self.covenant is None:
            raise SettlementError("not-deployed", "deploy the covenant first")
        return self.covenant

    def _scripts(self, state: bytes, lane_tip: bytes) -> tuple[bytes, bytes]:
        """Redeem script and the P2SH script of the covenant at that state."""
        terms = self._terms
        reply = self._worker.call(
            "covenant",
            {
                "kind": terms.kind,
                "state": state.hex(),
                "lane_tip": lane_tip.hex(),
                "lane_key": terms.lane_key.hex(),
                "tx_image_id": terms.images.transaction.hex(),
                "batch_image_id": terms.images.batch.hex(),
                "program_id": terms.images.aggregator.hex(),
                "permission_value": str(PERMISSION_VALUE),
            },
        )
        return bytes.fromhex(reply["redeem"]), bytes.fromhex(reply["spk"])
