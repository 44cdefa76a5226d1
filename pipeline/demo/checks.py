"""What must hold at the end; the demo fails loudly when it does not."""

from __future__ import annotations

from vprog.dsl.program.declarations import Program
from vprog.pipeline.demo.actors import Actors
from vprog.pipeline.localnet import LANE, Localnet
from vprog.pipeline.node.backends import InterpreterBackend
from vprog.pipeline.node.node import Node
from vprog.wire.errors import GuestError
from vprog.wire.outputs import decode_outputs


class DemoFailed(Exception):  # noqa: N818 - a verdict
    """The demo's claim does not hold."""


def outcomes(actors: Actors) -> int:
    """Every transaction succeeded or failed as it had to; returns how many failed."""
    failed = 0
    for batch in actors.net.node.batches:
        for tx in batch.transactions:
            result = decode_outputs(tx.executed.outputs, len(tx.scheduled.access))
            wanted = actors.expected[tx.scheduled.tx_id]
            got = _name(actors, result) if not isinstance(result, tuple) else None
            if got != wanted:
                raise DemoFailed(f"transaction {tx.scheduled.tx_id.hex()} gave {got}, not {wanted}")
            failed += got is not None
    return failed


def _name(actors: Actors, error: object) -> str:
    code = error.code if isinstance(error, GuestError) else -1
    return actors.ledger.errors.from_code(code).NAME


def roots(net: Localnet, program: Program) -> bytes:
    """L1's covenant, the node and an independent replay of the chain by the interpreter stand at one root."""
    replay = Node(LANE, InterpreterBackend(program))
    for block in net.l1.blocks:
        replay.connected(block)
    for ours, theirs in zip(net.node.batches, replay.batches, strict=True):
        for a, b in zip(ours.transactions, theirs.transactions, strict=True):
            if (a.executed.outputs, a.executed.journal) != (b.executed.outputs, b.executed.journal):
                raise DemoFailed(f"the interpreter disagrees about {a.scheduled.tx_id.hex()}")
    found = {"L1": net.l1_root(), "node": net.node.root, "replay": replay.root}
    if len(set(found.values())) != 1:
        text = ", ".join(f"{name} {root.hex() if root else None}" for name, root in found.items())
        raise DemoFailed(f"the roots differ: {text}")
    return net.node.root
