"""`vprog localnet`"""

from __future__ import annotations

import os
import sys

import click

from vprog.dsl.cli.failures import FileFailure, ToolFailure
from vprog.dsl.cli.files import step
from vprog.dsl.cli.sources import load_program


@click.command("localnet")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--script", metavar="PATH", type=click.Path(dir_okay=False), help="Read requests from a file.")
@click.option(
    "--proofs",
    type=click.Choice(["off", "transaction", "batch", "full"]),
    default="full",
    show_default=True,
    help="How far to prove, with marked dev receipts; only `full` settles.",
)
@click.option("-o", "--out", metavar="DIR", help="Where to build. Default: a folder in your cache.")
def command(file: str, script: str | None, proofs: str, out: str | None) -> None:
    """Run a program on an embedded L1: node, prover and settlement in this process.

    Requests are JSON objects, one a line, from the script or from standard input; each gets one line in reply. A
    failed instruction is a reply, not an end.

    \b
    {"do": "submit", "instruction": NAME, "arguments": {...}, "roles": {...}, "keys": [SECRET, ...],
     "outputs": [{"value": SOMPI, "deposit": COVENANT}]}    into the next block
    {"do": "mine"}                                          a block: executed, proven, settled
    {"do": "state"}                                         every resource, decoded
    {"do": "roots"}                                         the node's root and L1's

    \b
    Example:
      vprog localnet ledger.vprog --script requests.jsonl
    """
    program = load_program(file)
    from vprog.pipeline.session import run_session
    from vprog.pipeline.toolchain.cargo import ToolchainError
    from vprog.pipeline.workers import WorkerError

    try:
        lines = open(script, encoding="utf-8") if script else sys.stdin  # noqa: SIM115 - closed with the process
    except OSError as error:
        raise FileFailure(script or "", error) from None
    try:
        run_session(program, lines, proofs, out or _cache(program.name), click.echo, step)
    except (ToolchainError, WorkerError) as error:
        raise ToolFailure(str(error)) from None


def _cache(name: str) -> str:
    root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(root, "vprog", "localnet", name)
