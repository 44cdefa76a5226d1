"""`vprog verify`"""

from __future__ import annotations

import sys

import click

from vprog.dsl.cli import exit_codes
from vprog.dsl.cli.failures import ToolFailure
from vprog.dsl.cli.sources import load_program

NO_SOLVER = "verify.no_solver"


@click.command("verify")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option(
    "--limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=5.0,
    show_default=True,
    help="For each obligation.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-v", "--verbose", is_flag=True, help="Show values with which each check fires.")
@click.option("--no-cache", is_flag=True, help="Prove everything again.")
def command(file: str, limit: float, form: str, verbose: bool, no_cache: bool) -> None:
    """Prove invariants, and that value is conserved, authority holds and no number overflows unseen.

    Needs z3: pip install 'vprog[verify]'. Exit status: 0 all proved, 1 something refuted (with a test that fails), 4
    nothing refuted but something unknown. What is unknown never removes a check.

    \b
    Example:
      vprog verify ledger.vprog
      vprog verify ledger.vprog --limit 60 --format json
    """
    program = load_program(file)
    try:
        from vprog.dsl.prove.cache import default_folder
        from vprog.dsl.prove.findings import Verdict
        from vprog.dsl.prove.report import render_findings, render_findings_json
        from vprog.dsl.prove.verify import verify
    except ModuleNotFoundError as error:
        if error.name != "z3":
            raise
        message = f"{NO_SOLVER}: `vprog verify` needs the solver z3: pip install 'vprog[verify]'"
        raise ToolFailure(message) from None
    findings = verify(program, limit, None if no_cache else default_folder())
    shown = render_findings_json(file, findings) if form == "json" else render_findings(file, findings, verbose=verbose)
    click.echo(shown, nl=False)
    statuses = {Verdict.PROVED: exit_codes.OK, Verdict.REFUTED: exit_codes.REJECTED}
    sys.exit(statuses.get(findings.verdict, exit_codes.UNKNOWN))
