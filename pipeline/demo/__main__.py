"""`python -m vprog.pipeline.demo [--prove dev|real]`."""

from __future__ import annotations

import importlib
import sys
import time
from contextlib import ExitStack
from typing import Any

import click

from vprog.codegen.python import emit as emit_client
from vprog.dsl.compile import compile_file
from vprog.dsl.program.declarations import Program
from vprog.pipeline.artifacts import REPOSITORY, build_program_guest, build_system_guests, write_files
from vprog.pipeline.demo import checks, real, report
from vprog.pipeline.demo.actors import Actors
from vprog.pipeline.demo.people import GENESIS, KAS, USERS, key_of
from vprog.pipeline.demo.scenario import BLOCKS
from vprog.pipeline.localnet import Engines, Localnet
from vprog.pipeline.proofs.provers import DevProver
from vprog.pipeline.workers import Executor, Settlement

LEDGER = REPOSITORY / "examples" / "ledger" / "ledger.vprog"
OUT = REPOSITORY / "build" / "demo"


def step(text: str) -> None:
    click.secho(f"== {text}", bold=True)


def compiled() -> Program:
    compilation = compile_file(LEDGER)
    if compilation.program is None:
        raise checks.DemoFailed("the ledger example does not compile")
    return compilation.program


def generated_client(program: Program) -> Any:
    """Generates the client package and imports it."""
    folder = OUT / "client"
    write_files(folder, emit_client(program))
    sys.path.insert(0, str(folder))
    return importlib.import_module("ledger_client")


@click.command()
@click.option("--prove", type=click.Choice(["dev", "real"]), default="dev", help="marked dev receipts, or real ones")
def demo(prove: str) -> None:
    """Compiles the ledger, runs it on an embedded L1, proves every block and settles it."""
    started = time.monotonic()
    step("compile examples/ledger/ledger.vprog")
    program = compiled()
    ledger = generated_client(program)
    guest = build_program_guest(program, OUT, click.echo)
    system = build_system_guests(OUT, click.echo)
    click.echo(f"image ids: transaction {guest.elf.image_id.hex()}")
    click.echo(f"           batch       {system.batch.image_id.hex()}")
    click.echo(f"           aggregator  {system.aggregator.image_id.hex()}")
    if prove == "real":
        real.run(program, ledger, guest, system, OUT / "receipts")
        return
    with ExitStack() as stack:
        executor = stack.enter_context(Executor.start())
        settlement = stack.enter_context(Settlement.start())
        funded = [(key, 1_000 * KAS) for key in (GENESIS, *map(key_of, USERS))]
        net = Localnet(program, guest, system, Engines(DevProver(executor), settlement), funded)
        stack.callback(net.close)
        step("deploy the settlement covenant")
        click.echo(f"covenant {net.start().hex()}")
        step("seven blocks of transactions through the generated client, with DEV receipts (executed, not proven)")
        actors = Actors(net, ledger)
        report.header()
        for block in BLOCKS:
            block(actors)
            mined = net.mine()
            if mined is None:
                raise checks.DemoFailed("a block without transactions")
            report.row(mined)
        failed = checks.outcomes(actors)
        root = checks.roots(net, program)
    click.echo()
    click.echo(f"{len(actors.expected)} transactions, {failed} of them failed, each exactly as it had to")
    click.secho(f"settled: L1's covenant, the node and the interpreter's replay agree on {root.hex()}", fg="green")
    click.echo(f"({time.monotonic() - started:.0f} s; `make demo PROVE=real` makes real receipts)")


def main() -> None:
    """Exit code 1 when the demo's claim does not hold."""
    try:
        demo()
    except checks.DemoFailed as failed:
        click.secho(f"the demo FAILED: {failed}", fg="red", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
