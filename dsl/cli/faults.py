"""Faults of the toolchain itself: a message and a request to report it, not a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from vprog.dsl.cli import exit_codes
from vprog.dsl.version import VERSION

INTERRUPTED = 130


def guarded(command: Callable[[], int]) -> int:
    """Runs a whole command and returns the exit status; an exception that it did not expect becomes a message."""
    try:
        try:
            return command()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads our output has seen enough; the interpreter must not try to write the rest again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_codes.REJECTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("VPROG_DEBUG"):
            raise
        print(
            f"vprog {VERSION}: this is a fault of vprog itself, not of your program.\n"
            f"  {type(error).__name__}: {error}\n"
            "Please report it with the program that caused it. VPROG_DEBUG=1 shows where it happened.",
            file=sys.stderr,
        )
        return exit_codes.INTERNAL
