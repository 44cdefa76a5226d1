"""Splits `ix_data` of the reference account program (framework spec, section 7.3), as far as tests of signers need."""

from vprog.wire.codec import Reader
from vprog.wire.exits import decode_spk
from vprog.wire.locks import read_lock
from vprog.wire.signers import Signer, read_signers


def split(ix_data: bytes) -> tuple[tuple[Signer, ...], int]:
    """(signers, offset of the end of the actions)."""
    reader = Reader(ix_data)
    signers = read_signers(reader)
    for _ in range(reader.u32("action_count")):
        skip_action(reader)
    return signers, reader.position


def skip_action(reader: Reader) -> None:
    match reader.byte("action_tag"):
        case 1 | 2:
            reader.skip(1 + 8 + 32, "update")
            read_lock(reader)
        case 3:
            reader.skip(2 + 8, "transfer")
            if reader.boolean("has_lock"):
                read_lock(reader)
        case 4:
            reader.skip(1, "update_lock")
            read_lock(reader)
        case 5:
            reader.skip(1 + 4, "deposit")
            read_lock(reader)
        case 6:
            reader.skip(1 + 8, "withdraw")
            decode_spk(reader)
        case tag:
            raise AssertionError(f"unknown action tag {tag}")
