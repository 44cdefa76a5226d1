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
SOURCE_HASH: Final = "546ec1c7563086c8fdece7948bef4f0556da3f37e400b532a3d98b4c48f17691"
"""SHA-256 of the source that this package was made from."""
