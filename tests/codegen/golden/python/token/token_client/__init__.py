"""A fungible token: anyone may found a mint, its lock issues, holders transfer and burn."""

from typing import Final

from . import addresses, errors, events, instructions, resources, types
from .client import TokenClient

__all__ = (
    "PROGRAM",
    "SOURCE_HASH",
    "TokenClient",
    "addresses",
    "errors",
    "events",
    "instructions",
    "resources",
    "types",
)

PROGRAM: Final = "token"
SOURCE_HASH: Final = "2448f44d9d6f986df958843fffdf2d64c88cc475c2c9d693fe09df5e7042a648"
"""SHA-256 of the source that this package was made from."""
