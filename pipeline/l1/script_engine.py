"""Kaspa's own script engine as the embedded L1's judge of every script that is no plain P2PK."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import evolve
from vprog.pipeline.l1.utxo import RejectedError
from vprog.pipeline.workers import Settlement, WorkerError
from vprog.wire.sighash import Utxo
from vprog.wire.transaction import L1Transaction

SeqCommits = Callable[[], Mapping[bytes, bytes]]
"""The sequencing commitments of the selected chain, by block hash: what OpChainblockSeqCommit reads."""


class ScriptEngine:
    """Runs input scripts in the settlement worker."""

    def __init__(self, worker: Settlement, seq_commits: SeqCommits) -> None:
        self._worker = worker
        self._seq_commits = seq_commits

    def __call__(self, tx: L1Transaction, index: int, spent: list[Utxo]) -> None:
        """Raises RejectedError when the script of that input fails, or costs more than its budget."""
        self._run(tx, spent, [index], budgets=True)

    def with_budgets(self, tx: L1Transaction, spent: Sequence[Utxo]) -> L1Transaction:
        """The same transaction with the least compute budget that each input's script needs. The id stays.

        Raises RejectedError when a script fails."""
        reply = self._run(tx, spent, None, budgets=False)
        inputs = tuple(
            evolve(item, compute_budget=budget) for item, budget in zip(tx.inputs, reply["budgets"], strict=True)
        )
        return evolve(tx, inputs=inputs)

    def _run(
        self, tx: L1Transaction, spent: Sequence[Utxo], inputs: list[int] | None, *, budgets: bool
    ) -> dict[str, Any]:
        request = {
            "tx": transaction_json(tx, budgets=budgets),
            "utxos": [utxo_json(utxo) for utxo in spent],
            "seq_commits": {block.hex(): commit.hex() for block, commit in self._seq_commits().items()},
            "inputs": inputs,
        }
        try:
            return self._worker.call("run", request)
        except WorkerError as error:
            raise RejectedError(error.code, error.message) from None


def transaction_json(tx: L1Transaction, *, budgets: bool = True) -> dict[str, Any]:
    """The worker's form of a transaction; hashes and scripts in hex."""
    inputs: list[dict[str, Any]] = []
    for item in tx.inputs:
        entry: dict[str, Any] = {
            "prev_tx_id": item.prev_tx_id.hex(),
            "prev_index": item.prev_index,
            "signature_script": item.signature_script.hex(),
            "sequence": str(item.sequence),
        }
        if budgets:
            entry["compute_budget"] = item.compute_budget
        inputs.append(entry)
    outputs: list[dict[str, Any]] = []
    for output in tx.outputs:
        binding = output.covenant
        covenant = binding and {
            "authorizing_input": binding.authorizing_input,
            "covenant_id": binding.covenant_id.hex(),
        }
        outputs.append(
            {
                "value": str(output.value),
                "spk_version": output.spk_version,
                "spk_script": output.script.hex(),
                "covenant": covenant,
            }
        )
    return {
        "version": tx.version,
        "inputs": inputs,
        "outputs": outputs,
        "lock_time": str(tx.lock_time),
        "subnetwork_id": tx.subnetwork_id.hex(),
        "gas": str(tx.gas),
        "payload": tx.payload.hex(),
    }


def utxo_json(utxo: Utxo) -> dict[str, Any]:
    """The worker's form of a spent output."""
    return {
        "amount": str(utxo.amount),
        "spk_version": utxo.spk_version,
        "spk_script": utxo.script.hex(),
        "covenant_id": utxo.covenant_id.hex() if utxo.covenant_id else None,
    }
