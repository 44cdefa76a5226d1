"""The command `vprog`. What is asked most often is answered before click is loaded; the rest is `app`'s."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line of this process and exits."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from vprog.dsl.version import VERSION

        print(f"vprog {VERSION}")
        return
    from vprog.dsl.cli.faults import guarded

    if arguments[:1] in (["check"], ["abi"], ["client"], ["build"]):
        import gc

        # They make hardly any garbage and end soon: looking for cycles would be a tenth of their time.
        gc.disable()
    plain = len(arguments) > 1 and arguments[0] == "check" and not any(a.startswith("-") for a in arguments)
    sys.exit(guarded(lambda: _check(arguments[1:]) if plain else _any_command(arguments)))


def _check(paths: list[str]) -> int:
    from vprog.dsl.cli.checking import check_files

    return check_files(tuple(paths), "text")


def _any_command(arguments: list[str]) -> int:
    from vprog.dsl.cli.app import app

    app(arguments, prog_name="vprog")
    return 0


if __name__ == "__main__":
    main()
