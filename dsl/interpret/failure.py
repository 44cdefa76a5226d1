"""How an instruction fails: a coded error of the program, with the values its message shows."""

from __future__ import annotations

from vprog.dsl.program.predeclared import PREDECLARED_CODES
from vprog.wire.errors import GuestError


class Failure(GuestError):  # noqa: N818 - the language calls it a failure
    """Ends the transaction with `Guest(code)`. `name` is the error's name; `values` its fields, for the message."""

    def __init__(self, name: str, code: int, values: dict[str, object] | None = None) -> None:
        super().__init__(code)
        self.name = name
        self.values = values or {}

    def __str__(self) -> str:
        return self.name


def predeclared(name: str, values: dict[str, object] | None = None) -> Failure:
    """An error that every program has."""
    return Failure(name, PREDECLARED_CODES[name], values)
