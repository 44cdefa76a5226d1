"""The commands of `vprog`, each loaded when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from vprog.dsl.cli.failures import ToolFailure
from vprog.dsl.version import VERSION

COMMANDS = {
    "new": ("vprog.dsl.cli.new", "Start a program: a folder with a source, a test and a README."),
    "check": ("vprog.dsl.cli.check", "Check programs and show what is wrong with them."),
    "fmt": ("vprog.dsl.cli.fmt", "Rewrite programs in the canonical style."),
    "explain": ("vprog.dsl.cli.explain", "Explain a diagnostic by its code."),
    "test": ("vprog.dsl.cli.test", "Run the test blocks of a program."),
    "run": ("vprog.dsl.cli.run", "Run one instruction on a state file."),
    "abi": ("vprog.dsl.cli.abi", "Write a program's ABI as JSON."),
    "client": ("vprog.dsl.cli.client", "Write a typed Python client package for a program."),
    "lock": ("vprog.dsl.cli.lock", "Record what others rely on in a program."),
    "diff": ("vprog.dsl.cli.diff", "Compare two versions of a program and say what breaks."),
    "conflicts": ("vprog.dsl.cli.conflicts", "Show which instructions can run in parallel, and why not."),
    "cost": ("vprog.dsl.cli.cost", "Bound what each instruction costs, in cycles and in gas."),
    "verify": ("vprog.dsl.cli.verify", "Prove conservation of value, authority and the absence of overflow."),
    "build": ("vprog.dsl.cli.build", "Build all of it: guest crate, ELF, client, ABI."),
    "localnet": ("vprog.dsl.cli.localnet", "Run a program on an embedded L1, with proofs and settlement."),
}
"""Name to module and one-line help. The module has the click command as `command`."""

EPILOG = """\b
Start here:
  vprog new counter
  vprog check counter/counter.vprog
  vprog test counter/counter.vprog

Exit status: 0 fine, 1 the program was rejected or a test failed, 2 wrong usage or unreadable file, 3 a tool that is
needed is missing or failed, 4 `verify` could not decide everything.
"""


class LazyGroup(click.Group):
    """Lists the commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = COMMANDS[cmd_name][0]
        try:
            return import_module(module).command
        except ModuleNotFoundError as error:
            raise ToolFailure(f"`vprog {cmd_name}` needs `{error.name}`, which is not installed here") from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            like = get_close_matches(args[0], COMMANDS, 1)
            ctx.fail(f"there is no command `{args[0]}`" + (f"; did you mean `{like[0]}`?" if like else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "-V", "--version", message="vprog %(version)s")
def app() -> None:
    """Compile, test, build and run verifiable programs on Kaspa."""
