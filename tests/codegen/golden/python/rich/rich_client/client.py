"""Reads the state of the program `rich` and builds its transactions."""

from vprog.client.program_client import ProgramClient, ProgramCodec
from vprog.client.state import StateReader
from vprog.client.verified import ProvenState

from . import addresses, errors, resources
from .addresses import MemberAddress
from .resources import Council, Member
from .views import RichViews


class RichClient(ProgramClient[resources.Stored]):
    """The program `rich` over one view of its state.

    Actions come from `instructions`; `payload` signs them, `transaction` wraps them for L1, `result` reads
    what became of them.
    """

    def __init__(self, state: StateReader) -> None:
        super().__init__(state, ProgramCodec(resources.decode, resources.lock_of, errors.BY_CODE))

    def council(self) -> Council | None:
        """The live `Council` there; None when there is none, or none any more."""
        return self.live(Council, addresses.council())

    def member(self, address: MemberAddress) -> Member | None:
        """The live `Member` there; None when there is none, or none any more."""
        return self.live(Member, address)

    def views(self, proven: ProvenState) -> RichViews:
        """The program's views over resources that a settled root commits to (`vprog.client.verified.prove`)."""
        return RichViews(proven)
