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
SOURCE_HASH: Final = "77adb91b48286de7c6f3efb01537ffbf3309e0906f44dade9fa8fea5e6935e61"
"""SHA-256 of the source that this package was made from."""
