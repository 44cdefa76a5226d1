"""The instructions of the program `rich`, one function each.

They only build: nothing is signed or sent. Addresses that the program derives are filled in; for one
that follows from what another resource holds, `state` is read.
"""

from collections.abc import Mapping, Sequence, Set

from vprog.client import evaluate, values
from vprog.client.action import Action, AllOf, AtLeast, LockOf
from vprog.client.payload import Call, RoleList, RoleRef
from vprog.client.state import StateReader, stored
from vprog.client.types import Hash, Lock, id_of

from . import addresses, errors
from .addresses import MemberAddress
from .resources import Council
from .structs import Mark, Motion, Window
from .types import Score, Shares


# rich.vprog:61
def join(*, weight: Shares, lock: Lock, blob: bytes, pair: Sequence[int]) -> Action:
    """Opens a seat.

    Roles:
        member: is created; filled in.
    """
    member = addresses.member(first=id_of(lock))
    return Action(
        instruction="join",
        call=Call(
            tag=1,
            roles=(RoleRef(member, writable=True),),
            parameters=b"".join(
                [
                    values.unsigned("weight", weight, 128),
                    lock.encode(),
                    values.bounded("blob", blob, 20),
                    values.array("pair", pair, 2, lambda value: values.signed("pair", value, 32)),
                ]
            ),
        ),
        roles={"member": member},
    )


# rich.vprog:67
def found(
    *,
    title: str,
    window: Window,
    motion: Motion,
    weights: Sequence[int],
    seen: Set[Hash],
    notes: Mapping[int, str],
    total: int,
    members: Set[MemberAddress],
    lock: Lock,
) -> Action:
    """`found`.

    Roles:
        council: is created; filled in.

    Anyone may: anyone may found it, once.
    """
    council = addresses.council()
    return Action(
        instruction="found",
        call=Call(
            tag=2,
            roles=(RoleRef(council, writable=True),),
            parameters=b"".join(
                [
                    values.text("title", title, 40),
                    window.encode(),
                    motion.encode(),
                    values.items("weights", weights, 8, lambda value: values.unsigned("weights", value, 64)),
                    values.ascending("seen", seen, 4, lambda value: values.raw("seen", value, 32)),
                    values.entries(
                        "notes",
                        notes,
                        4,
                        lambda value: values.unsigned("notes", value, 16),
                        lambda value: values.text("notes", value, 12),
                    ),
                    values.unsigned("total", total, 256),
                    values.ascending("members", members, 5, lambda value: values.raw("members", value, 32)),
                    lock.encode(),
                ]
            ),
        ),
        roles={"council": council},
    )


# rich.vprog:80
def settle(
    *,
    voters: Sequence[MemberAddress],
    motion: Motion,
    mark: Mark | None = None,
    lock_time: int | None = None,
    state: StateReader | None = None,
) -> Action:
    """Agreed by some of the voters, when the window is closed.

    Roles:
        council: is written; filled in.
        voters: is read; at most 5 of them.

    `lock_time`: the transaction's lock time; left out, what `after` asks for. L1 takes it only above that DAA
    score.

    Signed by the lock of `council` and the locks of 2 of `voters`.
    """
    council = addresses.council()
    voters = values.members("voters", voters, 5)
    if lock_time is None:
        council_now = Council.decode(stored(state, council, "lock_time"))
        lock_time = Score(evaluate.fit(council_now.window.closes + 10, 64, errors.Overflow))
    return Action(
        instruction="settle",
        call=Call(
            tag=3,
            roles=(
                RoleRef(council, writable=True),
                RoleList(voters, writable=False),
            ),
            parameters=b"".join(
                [
                    motion.encode(),
                    values.option(mark, Mark.encode),
                ]
            ),
        ),
        roles={"council": council},
        auth=AllOf((LockOf(council), AtLeast(2, tuple(LockOf(member) for member in voters)))),
        lists={"voters": voters},
        lock_time=lock_time,
    )


# rich.vprog:97
def draw(*, score: Score, lock_time: int | None = None) -> Action:
    """`draw`.

    Roles:
        council: is written; filled in.

    `lock_time`: the transaction's lock time, a DAA score that the instruction compares with.

    Signed by the lock of `council`.
    """
    council = addresses.council()
    return Action(
        instruction="draw",
        call=Call(
            tag=4,
            roles=(RoleRef(council, writable=True),),
            parameters=values.unsigned("score", score, 64),
        ),
        roles={"council": council},
        auth=LockOf(council),
        lock_time=lock_time,
    )
