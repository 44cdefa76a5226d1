"""The demo with real receipts: one cheap transaction, proven three times over, settled; a tampered copy is refused.

A signature check costs 5.6 million cycles in a portable guest, hours of proving on a small machine. So the one
transaction is authorised by an L1 input: the genesis key creates the ledger's settings by spending a coin of its own.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from vprog.client.proofs import SpentInput
from vprog.dsl.program.declarations import Program
from vprog.pipeline import workers
from vprog.pipeline.artifacts import ProgramGuest, SystemGuests
from vprog.pipeline.demo import checks
from vprog.pipeline.demo.actors import Actors
from vprog.pipeline.demo.people import GENESIS, KAS
from vprog.pipeline.localnet import Engines, Localnet
from vprog.pipeline.proofs.prove import Bundle
from vprog.pipeline.proofs.provers import ProofError, Prover, RealProver
from vprog.pipeline.proofs.receipts import RealReceipt, Receipt
from vprog.pipeline.workers import Settlement


def run(program: Program, ledger: Any, guest: ProgramGuest, system: SystemGuests, receipts: Path) -> None:
    """Raises DemoFailed, or ProofError where a proof cannot be made."""
    started = time.monotonic()
    receipts.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        prover = RealProver(stack.enter_context(workers.RealProver.start()), receipts)
        settlement = stack.enter_context(Settlement.start())
        net = Localnet(
            program, guest, system, Engines(prover, settlement), [(GENESIS, 1_000 * KAS)], progress=click.echo
        )
        stack.callback(net.close)
        net.start()
        create_settings(net, ledger)
        if net.mine(settle=False) is None:
            raise checks.DemoFailed("a block without transactions")
        bundle = net.bundle()
        click.echo(f"verifying {len(list(evidence(bundle)))} receipts")
        verify_all(prover, net, bundle)
        refuse_tampered(prover, bundle, receipts)
        net.settle_bundle(bundle)
        root = checks.roots(net, program)
    click.echo(f"{bundle.receipt.cycles:,} cycles in the aggregate, {time.monotonic() - started:.0f} s in all")
    click.secho(f"settled with REAL receipts: L1's covenant, the node and the replay agree on {root.hex()}", fg="green")


def create_settings(net: Localnet, ledger: Any) -> None:
    """The genesis key creates the settings by spending an output of the chain's first transaction."""
    actors = Actors(net, ledger)
    action = ledger.instructions.init(
        min_withdrawal=ledger.types.Sompi(1_000), covenant=net.covenant_id, lock=actors.lock("admin")
    )
    coin = SpentInput(GENESIS.public_key, 0, net.l1.blocks[0].accepted[0].tx)
    tx = actors.client.transaction([action], [coin], actors.carrier(GENESIS))
    net.l1.submit(tx)


def evidence(bundle: Bundle) -> list[Receipt]:
    """Every receipt of a bundle, the aggregate's last."""
    inner = [r for batch in bundle.batches for r in (*batch.transactions, batch.batch) if r is not None]
    return [*inner, bundle.receipt]


def verify_all(prover: Prover, net: Localnet, bundle: Bundle) -> None:
    """Every receipt holds for the image it claims, and those are the three guests that were built."""
    images = {net.images.transaction, net.images.batch, net.images.aggregator}
    for receipt in evidence(bundle):
        if receipt.image_id not in images or prover.verify(receipt, receipt.image_id) != receipt.journal:
            raise checks.DemoFailed("a receipt does not verify")


def refuse_tampered(prover: Prover, bundle: Bundle, folder: Path) -> None:
    """A copy of the aggregate receipt with one byte changed, anywhere, is refused."""
    receipt = bundle.receipt
    assert isinstance(receipt, RealReceipt)
    original = receipt.path.read_bytes()
    for position in (len(original) // 3, len(original) // 2, len(original) - 40):
        changed = bytearray(original)
        changed[position] ^= 1
        copy = folder / "tampered.bin"
        copy.write_bytes(bytes(changed))
        try:
            prover.verify(RealReceipt(receipt.image_id, receipt.journal, receipt.cycles, copy), receipt.image_id)
        except ProofError as refused:
            click.echo(f"a copy with byte {position:,} changed is refused: {refused.code}")
        else:
            raise checks.DemoFailed(f"a receipt with byte {position} changed was accepted")
