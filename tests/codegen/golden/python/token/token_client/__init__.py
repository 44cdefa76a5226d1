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
SOURCE_HASH: Final = "6079955b415cdace82d3ea8f9ab694b0dfd6c819334866fa3688cc1794fb1a78"
"""SHA-256 of the source that this package was made from."""
