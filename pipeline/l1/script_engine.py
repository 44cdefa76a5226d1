"""Kaspa's own script engine as the embedded L1's judge of every script that is no plain P2PK."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vprog.pipeline.l1.utxo import RejectedError
from vprog.pipeline.workers import Settlement, WorkerError
from vprog.wire.l1 import CovenantBinding, TxOutput
from vprog.wire.sighash import Utxo
from vprog.wire.transaction import L1Transaction, TxInput

SeqCommits = Callable[[], Mapping[bytes, bytes]]
"""The sequencing commitments of the selected chain, by block hash: what OpChainblockSeqCommit reads."""


class ScriptEngine:
    """Runs input scripts in the settlement worker."""

    def __init__(self, worker: Settlement, seq_commits: SeqCommits) -> None:
        self._worker = worker
        self._seq_commits = seq_commits

    def __call__(self, tx: L1Transaction, index: int, spent: list[Utxo]) -> None:
        """Raises RejectedError when the script of that input fails, or costs more than its budget."""
        utxos = [utxo_json(utxo) for utxo in spent]
        try:
            self._worker.run(transaction_json(tx), utxos, self._seq_commits(), inputs=[index])
        except WorkerError as error:
            raise RejectedError(error.code, error.message) from None


def input_json(item: TxInput) -> dict[str, Any]:
    """The worker's form of an input."""
    return {
        "prev_tx_id": item.prev_tx_id.hex(),
        "prev_index": item.prev_index,
        "signature_script": item.signature_script.hex(),
        "sequence": str(item.sequence),
        "compute_budget": item.compute_budget,
    }


def output_json(output: TxOutput) -> dict[str, Any]:
    """The worker's form of an output."""
    binding = output.covenant
    covenant = binding and {
        "authorizing_input": binding.authorizing_input,
        "covenant_id": binding.covenant_id.hex(),
    }
    return {
        "value": str(output.value),
        "spk_version": output.spk_version,
        "spk_script": output.script.hex(),
        "covenant": covenant,
    }


def utxo_json(utxo: Utxo) -> dict[str, Any]:
    """The worker's form of a spent output."""
    return {
        "value": str(utxo.amount),
        "spk_version": utxo.spk_version,
        "spk_script": utxo.script.hex(),
        "covenant_id": utxo.covenant_id.hex() if utxo.covenant_id else None,
    }


def transaction_json(tx: L1Transaction) -> dict[str, Any]:
    """The worker's form of a transaction; hashes and scripts in hex."""
    return {
        "version": tx.version,
        "inputs": [input_json(item) for item in tx.inputs],
        "outputs": [output_json(output) for output in tx.outputs],
        "lock_time": str(tx.lock_time),
        "subnetwork_id": tx.subnetwork_id.hex(),
        "gas": str(tx.gas),
        "payload": tx.payload.hex(),
    }


def transaction_from_json(found: Mapping[str, Any]) -> L1Transaction:
    """The transaction that the worker built."""
    return L1Transaction(
        version=found["version"],
        inputs=tuple(_input(item) for item in found["inputs"]),
        outputs=tuple(_output(item) for item in found["outputs"]),
        lock_time=int(found["lock_time"]),
        subnetwork_id=bytes.fromhex(found["subnetwork_id"]),
        gas=int(found["gas"]),
        payload=bytes.fromhex(found["payload"]),
    )


def _input(item: Mapping[str, Any]) -> TxInput:
    return TxInput(
        bytes.fromhex(item["prev_tx_id"]),
        item["prev_index"],
        int(item["sequence"]),
        bytes.fromhex(item["signature_script"]),
        compute_budget=item.get("compute_budget") or 0,
    )


def _output(item: Mapping[str, Any]) -> TxOutput:
    bound = item.get("covenant")
    binding = bound and CovenantBinding(bound["authorizing_input"], bytes.fromhex(bound["covenant_id"]))
    return TxOutput(int(item["value"]), bytes.fromhex(item["spk_script"]), item["spk_version"], binding)
