"""Reads the state of the program `ledger` and builds its transactions."""

from vprog.client.program_client import ProgramClient, ProgramCodec
from vprog.client.state import StateReader

from . import addresses, errors, resources
from .addresses import UserAddress
from .resources import Config, User


class LedgerClient(ProgramClient[resources.Stored]):
    """The program `ledger` over one view of its state.

    Actions come from `instructions`; `payload` signs them, `transaction` wraps them for L1, `result` reads
    what became of them.
    """

    def __init__(self, state: StateReader) -> None:
        super().__init__(state, ProgramCodec(resources.decode, resources.lock_of, errors.BY_CODE))

    def config(self) -> Config | None:
        """The live `Config` there; None when there is none, or none any more."""
        return self.live(Config, addresses.config())

    def user(self, address: UserAddress) -> User | None:
        """The live `User` there; None when there is none, or none any more."""
        return self.live(User, address)
