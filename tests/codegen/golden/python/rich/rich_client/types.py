"""Units, enums and constants of the program `rich`."""

from enum import IntEnum
from typing import ClassVar, Final

from vprog.client.types import Unit


# rich.vprog:4
class Sompi(Unit, bits=64):
    """A number of `Sompi`."""

    SOMPI: ClassVar["Sompi"]
    KAS: ClassVar["Sompi"]


Sompi.SOMPI = Sompi(1)
Sompi.KAS = Sompi(100_000_000)


# rich.vprog:5
class Score(Unit, bits=64):
    """A number of `Score`."""

    SECOND: ClassVar["Score"]
    MINUTE: ClassVar["Score"]
    HOUR: ClassVar["Score"]
    DAY: ClassVar["Score"]
    WEEK: ClassVar["Score"]


Score.SECOND = Score(10)
Score.MINUTE = Score(600)
Score.HOUR = Score(36_000)
Score.DAY = Score(864_000)
Score.WEEK = Score(6_048_000)


# rich.vprog:6
class Shares(Unit, bits=128):
    """A number of `Shares`."""

    SHARE: ClassVar["Shares"]
    BLOCK: ClassVar["Shares"]


Shares.SHARE = Shares(1)
Shares.BLOCK = Shares(1_000)


# rich.vprog:8
class Level(IntEnum):
    """`Level`."""

    LOW = 0
    HIGH = 1


# rich.vprog:22
QUORUM: Final = 2
"""`QUORUM`."""

# rich.vprog:23
LONG: Final = Score(2592000)
"""`LONG`."""
