"""Errors of a transaction program and their wire form (framework spec, section 5.4)."""

from typing import Final

from .codec import DecodeError, Reader, Writer

VERSION_INCOMPATIBLE: Final = 1
INVALID_EXIT_SPK_TAG: Final = 2
INVALID_EXIT_SPK: Final = 3
MALFORMED_PAYLOAD: Final = 16
"""Ours: a payload whose access list does not decode (hazard H1)."""


class GuestError(Exception):
    """A coded failure (u32) of the program or of the framework: the transaction changes nothing."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return f"guest error {self.code}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GuestError) and self.code == other.code

    def __hash__(self) -> int:
        return hash(self.code)


ProgramError = GuestError | DecodeError


class HostInputError(Exception):
    """A transaction input blob that no honest host builds: nothing may be committed for it.

    `field` names the read that failed, or is `TX_ID_MISMATCH`.
    """

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field

    def __str__(self) -> str:
        return f"malformed host input: {self.field}"


TX_ID_MISMATCH: Final = "host tx_id does not match derived id"


class PayloadError(DecodeError):
    """A payload whose access list does not decode; any stranger can post one."""


def encode_error(error: ProgramError) -> bytes:
    """`00 ‖ code u32` or `01 ‖ u32 len ‖ utf-8`."""
    if isinstance(error, GuestError):
        return Writer().u8(0).u32(error.code).finish()
    return Writer().u8(1).blob(error.field.encode("utf-8")).finish()


def decode_error(reader: Reader) -> ProgramError:
    """The error that was encoded, as a value. Raises DecodeError when the bytes hold none."""
    tag = reader.byte("error_discriminant")
    if tag == 0:
        return GuestError(reader.u32("error_code"))
    if tag == 1:
        return DecodeError(reader.string("error_msg"))
    raise DecodeError("invalid error discriminant")
