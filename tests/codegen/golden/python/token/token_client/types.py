"""Units, enums and constants of the program `token`."""

from vprog.client.types import Unit


# token.vprog:4
class Amount(Unit, bits=64):
    """A number of `Amount`."""
