"""A ledger of KAS balances: deposit from L1, transfer, withdraw to L1.

The framework's reference account program, declared: same payloads, same outputs, same journals.
"""

from typing import Final

from . import addresses, errors, events, instructions, resources, types
from .client import LedgerClient

__all__ = (
    "PROGRAM",
    "SOURCE_HASH",
    "LedgerClient",
    "addresses",
    "errors",
    "events",
    "instructions",
    "resources",
    "types",
)

PROGRAM: Final = "ledger"
SOURCE_HASH: Final = "e5e14fd26471d3cbba0f464dd332c4cc56aa28fd3b6aadee310cb7d6382a416e"
"""SHA-256 of the source that this package was made from."""
