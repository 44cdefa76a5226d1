"""Reads the state of the program `token` and builds its transactions."""

from vprog.client.program_client import ProgramClient, ProgramCodec
from vprog.client.state import StateReader

from . import errors, resources
from .addresses import HoldingAddress, MintAddress
from .resources import Holding, Mint


class TokenClient(ProgramClient[resources.Stored]):
    """The program `token` over one view of its state.

    Actions come from `instructions`; `payload` signs them, `transaction` wraps them for L1, `result` reads
    what became of them.
    """

    def __init__(self, state: StateReader) -> None:
        super().__init__(state, ProgramCodec(resources.decode, resources.lock_of, errors.BY_CODE))

    def mint(self, address: MintAddress) -> Mint | None:
        """The live `Mint` there; None when there is none, or none any more."""
        return self.live(Mint, address)

    def holding(self, address: HoldingAddress) -> Holding | None:
        """The live `Holding` there; None when there is none, or none any more."""
        return self.live(Holding, address)
