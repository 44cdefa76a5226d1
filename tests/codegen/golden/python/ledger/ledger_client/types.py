"""Units, enums and constants of the program `ledger`."""

from typing import ClassVar, Final

from vprog.client.types import PubKey, Unit


# ledger.vprog:12
class Sompi(Unit, bits=64):
    """A number of `Sompi`."""

    SOMPI: ClassVar["Sompi"]
    KAS: ClassVar["Sompi"]


Sompi.SOMPI = Sompi(1)
Sompi.KAS = Sompi(100_000_000)


# ledger.vprog:7
GENESIS: Final = PubKey(bytes.fromhex("f9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9"))
"""The key that may initialise the ledger. A placeholder (secret 3): replace it before you deploy."""

# ledger.vprog:10
MIN_OPENING: Final = Sompi(1000)
"""A balance smaller than this is not worth a resource."""
