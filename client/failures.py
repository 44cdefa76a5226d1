"""What a program answers instead of a result: coded failures (docs/program-abi.md, "Errors")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from vprog.wire.codec import DecodeError
from vprog.wire.errors import GuestError


class ProgramFailure(Exception):  # noqa: N818 - the language calls it a failure
    """The transaction failed and changed nothing. `code` is what the journal holds."""

    CODE: ClassVar[int] = 0
    NAME: ClassVar[str] = ""
    MESSAGE: ClassVar[str] = ""

    @property
    def code(self) -> int:
        return self.CODE

    def __str__(self) -> str:
        return f"{self.NAME} (code {self.code}): {self.MESSAGE}"


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
        super().__init__(code)
        self._code = code

    @property
    def code(self) -> int:
        return self._code


class DecodeFailure(ProgramFailure):
    """A failure as text, as programs outside this language report undecodable input."""

    NAME = "DecodeFailure"

    def __init__(self, field: str) -> None:
        super().__init__(field)
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
