"""The text of a failure: the error's message with its values filled in."""

from __future__ import annotations

import re

from vprog.dsl.interpret.failure import Failure
from vprog.dsl.program.declarations import Program

_PART = re.compile(r"\{\{|\}\}|\{(\w+)\}")


def error_message(program: Program, failure: Failure) -> str:
    """For people; programs compare `failure.code`."""
    known = {error.name: error for error in program.errors}
    template = known[failure.name].message if failure.name in known else _reserved_message(failure)

    def part(match: re.Match[str]) -> str:
        name = match.group(1)
        if name is None:
            return match.group(0)[0]
        value = failure.values.get(name)
        return value.hex() if isinstance(value, bytes) else str(value)

    return _PART.sub(part, template)


def _reserved_message(failure: Failure) -> str:
    """The message of a predeclared error; the framework's own errors have only their code."""
    from vprog.dsl.program.predeclared import PREDECLARED

    return next((e.message for e in PREDECLARED if e.name == failure.name), f"error {failure.code}")
