"""Transactions of the vector files as our model. The two families spell some fields differently."""

from vector_files import Case, unhex

from vprog.wire.l1 import CovenantBinding, TxOutput
from vprog.wire.transaction import L1Transaction, TxInput


def l1_tx(document: Case) -> L1Transaction:
    return L1Transaction(
        version=document["version"],
        inputs=tuple(tx_in(item) for item in document["inputs"]),
        outputs=tuple(tx_out(item) for item in document["outputs"]),
        lock_time=int(document["lock_time"]),
        subnetwork_id=unhex(document["subnetwork_id"]),
        gas=int(document["gas"]),
        payload=unhex(document["payload"]),
        storage_mass=int(document.get("storage_mass", 0)),
    )


def tx_in(item: Case) -> TxInput:
    return TxInput(
        prev_tx_id=unhex(item.get("prev_tx_id") or item["txid"]),
        prev_index=item["prev_index"] if "prev_index" in item else item["index"],
        sequence=int(item["sequence"]),
        signature_script=unhex(item["signature_script"]),
        sig_op_count=item.get("sig_op_count") or 0,
        compute_budget=item.get("compute_budget") or 0,
    )


def tx_out(item: Case) -> TxOutput:
    binding = item.get("covenant")
    return TxOutput(
        value=int(item["value"]),
        script=unhex(item["spk_script"]),
        spk_version=item["spk_version"],
        covenant=binding and CovenantBinding(binding["authorizing_input"], unhex(binding["covenant_id"])),
    )
