"""The views of the program `rich`: questions about resources that a root commits to."""

from collections.abc import Sequence

from vprog.client import evaluate, values
from vprog.client.verified import ProvenState

from . import addresses, errors
from .addresses import MemberAddress
from .resources import Council, Member
from .structs import MotionNothing, MotionPay, MotionRename, Window
from .types import Score, Shares, Sompi


class RichViews:
    """Answers from proven resources alone: `vprog.client.verified.prove` checks bytes against a settled root.

    Every method raises a failure of the program (`errors`) where its body fails or a resource is not live,
    and ClientError for an address that the proof is not about.
    """

    def __init__(self, proven: ProvenState) -> None:
        self._proven = proven

    # rich.vprog:108
    def weight(self, *, member: MemberAddress, extra: Shares) -> Shares:
        """`weight`."""
        member_now = evaluate.live(self._proven, member, Member.KIND, Member.decode, errors.BY_CODE)
        return Shares(evaluate.fit(member_now.weight + extra, 128, errors.Overflow))

    # rich.vprog:116
    def asked(self, *, score: Score) -> Sompi:
        """How much is asked for, and whether that is long."""
        council = addresses.council()
        council_now = evaluate.live(self._proven, council, Council.KIND, Council.decode, errors.BY_CODE)
        if score > council_now.window.closes:
            raise errors.Closed(closes=council_now.window.closes, score=score)
        match council_now.motion:
            case MotionPay(amount, _to):
                return amount
            case MotionRename(title):
                if len(title.encode()) <= 3:
                    raise errors.Missing(who=3)
                return Sompi(100_000_000)
            case MotionNothing():
                return Sompi(0)

    # rich.vprog:131
    def heaviest(self, *, members: Sequence[MemberAddress], limit: int) -> Shares:
        """`heaviest`."""
        council = addresses.council()
        council_now = evaluate.live(self._proven, council, Council.KIND, Council.decode, errors.BY_CODE)
        members_now = evaluate.live_members(
            self._proven, values.members("members", members, 4), Member.KIND, Member.decode, errors.BY_CODE
        )
        most = Shares(0)
        count = 0
        for _member, member_now in members_now:
            if member_now.weight > most:
                most = member_now.weight
            count = evaluate.fit(count + 1, 64, errors.Full)
        for weight in council_now.weights:
            if weight <= 0:
                raise errors.BadWeight()
        if len(members_now) > limit:
            raise errors.Missing(who=limit)
        return most

    # rich.vprog:151
    def note(self, *, key: int) -> str | None:
        """`note`."""
        council = addresses.council()
        council_now = evaluate.live(self._proven, council, Council.KIND, Council.decode, errors.BY_CODE)
        return council_now.notes.get(key)

    # rich.vprog:158
    def middle(self) -> Window:
        """`middle`."""
        council = addresses.council()
        council_now = evaluate.live(self._proven, council, Council.KIND, Council.decode, errors.BY_CODE)
        half = (council_now.window.opens + council_now.window.closes) // 2
        closes = Score(half)
        return Window(opens=council_now.window.opens, closes=closes)
