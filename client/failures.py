"""What a program answers instead of a result: coded failures (docs/program-abi.md, "Errors")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from vprog.wire.codec import DecodeError
from vprog.wire.errors import GuestError


class ProgramFailure(Exception):  # noqa: N818 - the language calls it a failure
    """The transaction failed and changed nothing. `code` is what the journal holds.

    `arguments` are what its message names; they are known where a view failed, but no journal holds them."""

    CODE: ClassVar[int] = 0
    NAME: ClassVar[str] = ""
    MESSAGE: ClassVar[str] = ""

    def __init__(self, /, **arguments: object) -> None:
        super().__init__(*arguments.values())
        self.arguments = arguments

    @property
    def code(self) -> int:
        return self.CODE

    def __str__(self) -> str:
        shown = {name: _shown(value) for name, value in self.arguments.items()}
        return f"{self.NAME} (code {self.code}): {self.MESSAGE.format_map(_Arguments(shown))}"


class _Arguments(dict[str, str]):
    """The arguments of a message; one that is not known stays as it is written."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else f"{value:d}" if isinstance(value, int) else str(value)


class VersionIncompatible(ProgramFailure):
    """The framework's own: the transaction is of a version that it does not run."""

    CODE = 1
    NAME = "VersionIncompatible"
    MESSAGE = "the transaction's version is not supported"


class InvalidExitTag(ProgramFailure):
    """The framework's own: an exit goes to a script of an unknown kind."""

    CODE = 2
    NAME = "InvalidExitTag"
    MESSAGE = "an exit's destination has an unknown tag"


class InvalidExitScript(ProgramFailure):
    """The framework's own: an exit goes to a script that is not standard."""

    CODE = 3
    NAME = "InvalidExitScript"
    MESSAGE = "an exit's destination is no standard script"


class UnknownFailure(ProgramFailure):
    """A code that the program does not declare: it is of another version than this client."""

    NAME = "UnknownFailure"
    MESSAGE = "the program answered with a code that this client does not know"

    def __init__(self, code: int) -> None:
        super().__init__()
        self._code = code

    @property
    def code(self) -> int:
        return self._code


class DecodeFailure(ProgramFailure):
    """A failure as text, as programs outside this language report undecodable input."""

    NAME = "DecodeFailure"

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field

    def __str__(self) -> str:
        return f"decode error: {self.field}"


FRAMEWORK: Mapping[int, type[ProgramFailure]] = {
    failure.CODE: failure for failure in (VersionIncompatible, InvalidExitTag, InvalidExitScript)
}


def from_code(code: int, known: Mapping[int, type[ProgramFailure]]) -> ProgramFailure:
    """The failure of a code, among the program's own, then the framework's."""
    kind = known.get(code) or FRAMEWORK.get(code)
    return UnknownFailure(code) if kind is None else kind()


def from_wire(error: GuestError | DecodeError, known: Mapping[int, type[ProgramFailure]]) -> ProgramFailure:
    """The failure that outputs or a journal hold."""
    return from_code(error.code, known) if isinstance(error, GuestError) else DecodeFailure(error.field)
