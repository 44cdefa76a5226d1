"""Reads a covenant's progress from the chain alone, as anyone could (framework section 11.2)."""

from __future__ import annotations

from vprog.pipeline.l1.embedded import EmbeddedL1
from vprog.pipeline.settlement.pushes import settled_state
from vprog.wire.transaction import L1Transaction

ZERO = bytes(32)


def covenant_root(l1: EmbeddedL1, covenant_id: bytes) -> bytes | None:
    """The state root after the last settlement; zeros after the deployment; None when the covenant is not there."""
    for block in reversed(l1.blocks):
        for item in reversed(block.accepted):
            if _moves(item.tx, covenant_id):
                return settled_state(item.tx.inputs[0].signature_script) or ZERO
    return None


def _moves(tx: L1Transaction, covenant_id: bytes) -> bool:
    binding = tx.outputs[0].covenant if tx.outputs else None
    return binding is not None and binding.covenant_id == covenant_id
