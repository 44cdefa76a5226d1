"""The covenant's transactions, judged by Kaspa's own script engine (`runtime/settlement`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from attrs import frozen

from .base import Worker


@frozen
class Judgement:
    """What Kaspa's script engine says about an accepted transaction. One entry per checked input."""

    tx_id: bytes
    script_units: tuple[int, ...]
    budgets: tuple[int, ...]
    """Least compute budget that covers each input."""
    compute_mass: int
    transient_mass: int
    storage_mass: int | None
    """In grams, as the other masses; None when it is beyond any limit."""


@frozen
class CovenantPins:
    """What a covenant fixes for its life (framework section 11.1). Image ids and the lane key have 32 bytes."""

    kind: Literal["dev", "succinct", "groth16"]
    program_id: bytes
    """Image of the aggregator guest."""
    tx_image_id: bytes
    batch_image_id: bytes
    lane_key: bytes
    permission_value: int = 50_000_000
    """What a permission output takes from the covenant, in sompi."""

    def fields(self) -> dict[str, Any]:
        """The request's fields."""
        return {
            "kind": self.kind,
            "program_id": self.program_id.hex(),
            "tx_image_id": self.tx_image_id.hex(),
            "batch_image_id": self.batch_image_id.hex(),
            "lane_key": self.lane_key.hex(),
            "permission_value": str(self.permission_value),
        }


@frozen
class CovenantState:
    """What a covenant holds: state root and lane tip, 32 bytes each; zeros before the first transaction."""

    state: bytes = bytes(32)
    lane_tip: bytes = bytes(32)

    def fields(self) -> dict[str, str]:
        """The request's fields."""
        return {"state": self.state.hex(), "lane_tip": self.lane_tip.hex()}


@frozen
class CovenantScript:
    """A redeem script and the pay-to-script-hash script of its output."""

    redeem: bytes
    spk: bytes


@frozen
class Bootstrapped:
    """An unsigned transaction that creates a covenant."""

    tx: dict[str, Any]
    tx_id: bytes
    covenant_id: bytes
    script: CovenantScript


@frozen
class SettleRequest:
    """A step of a covenant, and why it is to be believed."""

    pins: CovenantPins
    covenant_id: bytes
    prev_tx_id: bytes
    prev_index: int
    value: int
    """What the covenant's output holds, in sompi."""
    prev: CovenantState
    next: CovenantState
    block_prove_to: bytes
    witness: Mapping[str, Any]
    """Dev: `claimed_seq_commit`. Succinct: `claim`, `control_index`, `control_digests`, `seal`. Groth16:
    `compressed_proof`. Bytes as hex."""
    permission_spk_hash: bytes = bytes(32)
    deposit_spk_hash: bytes = bytes(32)
    fee_inputs: Sequence[Mapping[str, Any]] = ()
    fee_utxos: Sequence[Mapping[str, Any]] = ()
    fee_outputs: Sequence[Mapping[str, Any]] = ()

    def fields(self) -> dict[str, Any]:
        """The request's fields."""
        return {
            **self.pins.fields(),
            "covenant_id": self.covenant_id.hex(),
            "prev_tx_id": self.prev_tx_id.hex(),
            "prev_index": self.prev_index,
            "value": str(self.value),
            "prev": self.prev.fields(),
            "next": self.next.fields(),
            "block_prove_to": self.block_prove_to.hex(),
            "permission_spk_hash": self.permission_spk_hash.hex(),
            "deposit_spk_hash": self.deposit_spk_hash.hex(),
            "witness": dict(self.witness),
            "fee_inputs": list(self.fee_inputs),
            "fee_utxos": list(self.fee_utxos),
            "fee_outputs": list(self.fee_outputs),
        }


@frozen
class Settled:
    """A settlement transaction that the engine accepted, its compute budget filled in; fee inputs are unsigned."""

    tx: dict[str, Any]
    tx_id: bytes
    script_units: int
    new_script: CovenantScript
    compute_mass: int
    transient_mass: int
    storage_mass: int | None


class Settlement(Worker):
    """Kaspa's own script engine, and the covenant's transactions (`runtime/settlement`)."""

    BINARY = "vprog-settlement"

    def covenant(self, pins: CovenantPins, state: CovenantState) -> CovenantScript:
        """The script that holds a state. Errors: covenant-permission-value."""
        return _script(self.call("covenant", {**pins.fields(), **state.fields()}), "")

    def bootstrap(self, pins: CovenantPins, funding_tx_id: bytes, funding_index: int, value: int) -> Bootstrapped:
        """A transaction that puts `value` sompi of a funding output into a new covenant."""
        funding = {"funding_tx_id": funding_tx_id.hex(), "funding_index": funding_index, "value": str(value)}
        reply = self.call("bootstrap", {**pins.fields(), **funding})
        tx_id, covenant_id = bytes.fromhex(reply["tx_id"]), bytes.fromhex(reply["covenant_id"])
        return Bootstrapped(reply["tx"], tx_id, covenant_id, _script(reply, ""))

    def settle(self, request: SettleRequest, seq_commits: Mapping[bytes, bytes]) -> Settled:
        """Builds a settlement and has the engine check the covenant's input.

        Errors: covenant-permission-value, covenant-value-too-small, covenant-witness-kind, covenant-invalid,
        script-rejected, bad-request.
        """
        reply = self.call("settle", {**request.fields(), "seq_commits": _chain(seq_commits)})
        masses = reply["masses"]
        return Settled(
            reply["tx"],
            bytes.fromhex(reply["tx_id"]),
            reply["script_units"],
            _script(reply, "new_"),
            masses["compute"],
            masses["transient"],
            masses["storage"],
        )

    def run(
        self,
        tx: Mapping[str, Any],
        utxos: Sequence[Mapping[str, Any]],
        seq_commits: Mapping[bytes, bytes],
        *,
        inputs: Sequence[int] | None = None,
    ) -> Judgement:
        """Runs the scripts of a transaction's inputs (all, or those listed) as a node would.

        `tx` and `utxos` are JSON objects as in `runtime/settlement/src/transaction.rs`; `seq_commits` maps block hashes
        to sequencing commitments (32 bytes each). Errors: bad-request, covenant-invalid, script-rejected.
        """
        only = {} if inputs is None else {"inputs": list(inputs)}
        reply = self.call("run", {"tx": tx, "utxos": utxos, "seq_commits": _chain(seq_commits), **only})
        masses = reply["masses"]
        return Judgement(
            bytes.fromhex(reply["tx_id"]),
            tuple(reply["script_units"]),
            tuple(reply["budgets"]),
            masses["compute"],
            masses["transient"],
            masses["storage"],
        )


def _script(reply: Mapping[str, Any], prefix: str) -> CovenantScript:
    return CovenantScript(bytes.fromhex(reply[f"{prefix}redeem"]), bytes.fromhex(reply[f"{prefix}spk"]))


def _chain(seq_commits: Mapping[bytes, bytes]) -> dict[str, str]:
    return {block.hex(): commit.hex() for block, commit in seq_commits.items()}
