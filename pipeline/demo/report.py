"""The demo's table, a row a block."""

from __future__ import annotations

import click

from vprog.pipeline.localnet import BlockReport

_HEAD = ("block", "txs", "failed", "cycles", "state root", "proof", "settled")
_ROW = "{:>5}  {:>3}  {:>6}  {:>12}  {:<18}  {:<5}  {}"


def header() -> None:
    click.echo()
    click.echo(_ROW.format(*_HEAD))
    click.echo("-" * 78)


def row(report: BlockReport) -> None:
    settled = "no" if report.settled is None else ("yes" if report.settled == report.root else "WRONG ROOT")
    cycles = f"{report.cycles:,}" if report.cycles else "-"
    root = report.root.hex()[:16] + "…"
    click.echo(_ROW.format(report.height, report.transactions, report.failed, cycles, root, report.proof, settled))
