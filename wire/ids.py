"""Derived resource ids and the message that signers sign (framework spec, sections 2.2 and 7)."""

from typing import Final

from .codec import Writer
from .hashes import sha256
from .locks import Lock, lock_id

PROGRAM_DOMAIN: Final = b"\x00"
USER_DOMAIN: Final = b"\x01"
SIGNATURE_DOMAIN: Final = b"\x02"
DERIVED_DOMAIN: Final = b"\x04"


def program_resource_id(label: bytes | str) -> bytes:
    """Id of a resource at a constant label: `H(00 ‖ label)`."""
    return sha256(PROGRAM_DOMAIN, label.encode("utf-8") if isinstance(label, str) else label)


def user_resource_id(lock_hash: bytes) -> bytes:
    """Id of a resource bound to a lock: `H(01 ‖ lock_id_hash)`."""
    return sha256(USER_DOMAIN, lock_hash)


def lock_resource_id(lock: Lock) -> bytes:
    """Id of the resource bound to this lock."""
    return user_resource_id(lock_id(lock))


def derived_resource_id(kind: int, *parts: bytes) -> bytes:
    """Id of a resource at a tuple: `H(04 ‖ kind u8 ‖ blob(part) …)`; ours, not the framework's (docs/program-abi.md).

    Every part is length prefixed (u32), so different tuples never give the same preimage.
    """
    writer = Writer().write(DERIVED_DOMAIN).u8(kind)
    for part in parts:
        writer.blob(part)
    return sha256(writer.finish())


def signature_message(rest_preimage: bytes, presig: bytes) -> bytes:
    """What signers sign: `H(02 ‖ blob(rest_preimage) ‖ blob(presig))`.

    `presig` is the payload up to the end of the actions: access list, signers and actions, not the tail
    that carries the signatures.
    """
    return sha256(Writer().write(SIGNATURE_DOMAIN).blob(rest_preimage).blob(presig).finish())
