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
SOURCE_HASH: Final = "f1faf80c4505b498f83f5bfdda2ebd60521762028c98fdef989e8acc776ac2a4"
"""SHA-256 of the source that this package was made from."""
