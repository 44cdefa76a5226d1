"""A whole system in one process: embedded L1, node, prover and settler for one program.

`make demo`, `vprog localnet` and the pipeline's tests all drive this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, frozen

from vprog.client.signing import KeySigner, LocalKey
from vprog.dsl.program.declarations import Program
from vprog.pipeline.artifacts import ProgramGuest, SystemGuests
from vprog.pipeline.l1.embedded import EmbeddedL1
from vprog.pipeline.l1.script_engine import ScriptEngine
from vprog.pipeline.l1.wallet import Wallet
from vprog.pipeline.node.backends import NativeBackend
from vprog.pipeline.node.node import ExecutedBatch, Node
from vprog.pipeline.proofs.inputs import Deployment
from vprog.pipeline.proofs.prove import Bundle, Images, ProofMode, ProvenBatch, ProvingPipeline
from vprog.pipeline.proofs.provers import ProofError, Prover
from vprog.pipeline.settlement.observer import covenant_root
from vprog.pipeline.settlement.settler import Settler
from vprog.pipeline.workers import CovenantPins, Settlement
from vprog.wire.hashes import sha256
from vprog.wire.l1 import delegate_spk_hash
from vprog.wire.seq_commit import lane_key
from vprog.wire.transaction import user_lane

LANE = user_lane(b"vprg")
OPERATOR = LocalKey(sha256(b"vprog localnet operator"))
"""Pays for deployment and settlements. On this chain of one, anyone may know its key."""
OPERATOR_FUNDS = 10_000 * 100_000_000
ZERO = bytes(32)


@frozen
class BlockReport:
    """One block of the lane as the demo's table shows it. `settled` is the root that L1 then holds, if it moved."""

    height: int
    transactions: int
    failed: int
    cycles: int
    root: bytes
    proof: str
    settled: bytes | None


@define
class Engines:
    """What does the heavy work: a prover (None: mode off) and the script engine's worker."""

    prover: Prover | None
    settlement: Settlement


class Localnet:
    """Use `start`, then submit transactions through `l1` and call `mine`."""

    def __init__(
        self,
        program: Program,
        guest: ProgramGuest,
        system: SystemGuests,
        engines: Engines,
        funded: Sequence[tuple[KeySigner, int]],
        mode: ProofMode = ProofMode.FULL,
        progress: Callable[[str], None] | None = None,
    ) -> None:
        self.program = program
        self._engines = engines
        self._mode = mode if engines.prover else ProofMode.OFF
        self._progress = progress
        prealloc = [(OPERATOR.public_key, OPERATOR_FUNDS), *((key.public_key, amount) for key, amount in funded)]
        self.l1 = EmbeddedL1(prealloc, ScriptEngine(engines.settlement, lambda: self.l1.seq_commits()))
        self.node = Node(LANE, NativeBackend(guest.native))
        self.l1.subscribe(self.node)
        self.images = Images(guest.elf.image_id, system.batch.image_id, system.aggregator.image_id)
        if engines.prover:
            for built in (guest.elf, system.batch, system.aggregator):
                engines.prover.load(built.elf)
        images = self.images
        pins = CovenantPins("dev", images.aggregator, images.transaction, images.batch, lane_key(LANE))
        self.settler = Settler(self.l1, Wallet(self.l1, OPERATOR), engines.settlement, pins)
        self.covenant_id = ZERO
        self._pipeline: ProvingPipeline | None = None
        self._waiting: list[ProvenBatch] = []

    def start(self) -> bytes:
        """Deploys the covenant over the empty state; returns its id."""
        self.covenant_id = self.settler.deploy()
        self.l1.mine()
        takes_deposits = any(instruction.claims for instruction in self.program.instructions)
        deposit_hash = delegate_spk_hash(self.covenant_id) if takes_deposits else ZERO
        deployment = Deployment(self.images.transaction, self.covenant_id, deposit_hash)
        if self._engines.prover:
            self._pipeline = ProvingPipeline(self._engines.prover, self._mode, self.images, deployment, self._progress)
        return self.covenant_id

    def mine(self, *, settle: bool = True) -> BlockReport | None:
        """A block with what was submitted, executed and proven as the mode says; settled too where that is possible,
        in a block of its own. None for a block without transactions of the lane."""
        known = len(self.node.batches)
        block = self.l1.mine()
        if len(self.node.batches) == known:
            return None
        executed = self.node.batches[-1]
        proven = self._prove(executed)
        settled = self.settle() if settle and self._mode is ProofMode.FULL else None
        return BlockReport(
            height=block.height,
            transactions=len(executed.transactions),
            failed=sum(tx.failed for tx in executed.transactions),
            cycles=proven.cycles if proven else 0,
            root=executed.new_root,
            proof=self._engines.prover.name if proven and self._engines.prover else "none",
            settled=settled,
        )

    def settle(self) -> bytes | None:
        """Settles every proven batch that waits, as one bundle; returns the root that L1 holds afterwards."""
        return self.settle_bundle(self.bundle()) if self._waiting else None

    def bundle(self) -> Bundle:
        """Every proven batch that waits, under one aggregate receipt. Raises ProofError when there is none."""
        if self._pipeline is None:
            raise ProofError("not-proven", "this localnet does not prove")
        return self._pipeline.aggregate(self.l1, self._waiting)

    def settle_bundle(self, bundle: Bundle) -> bytes | None:
        """Settles a bundle in a block of its own; returns the root that L1 holds afterwards."""
        self.settler.settle(bundle)
        self._waiting = self._waiting[len(bundle.batches) :]
        self.l1.mine()
        return self.l1_root()

    def l1_root(self) -> bytes | None:
        """The state root that the covenant on L1 stands at, read from the chain alone."""
        return covenant_root(self.l1, self.covenant_id)

    def _prove(self, executed: ExecutedBatch) -> ProvenBatch | None:
        if self._pipeline is None:
            return None
        proven = self._pipeline.prove_batch(executed)
        self._waiting.append(proven)
        return proven

    def close(self) -> None:
        """Ends the native guest's process."""
        if isinstance(self.node.backend, NativeBackend):
            self.node.backend.close()
