"""One instruction to run, with what its header says: which resources play which role, and who has to agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from vprog.client.errors import ClientError
from vprog.client.payload import Call
from vprog.wire.transaction import LOCK_TIME_THRESHOLD


@frozen
class LockOf:
    """The current lock of the resource at `address` is satisfied."""

    address: bytes


@frozen
class SignedBy:
    """The program's genesis key signs, for the resource at `address`."""

    key: bytes
    address: bytes


@frozen
class AllOf:
    parts: tuple[Auth, ...]


@frozen
class AtLeast:
    """`threshold` of the parts: `any of` is 1, `k of` is k."""

    threshold: int
    parts: tuple[Auth, ...]


Auth = LockOf | SignedBy | AllOf | AtLeast


@frozen
class Action:
    """`call` is what the wire carries, `roles` the addresses by role name, `auth` who must agree (None: nobody).

    `lists` are the addresses of role lists. `lock_time` is the least DAA score that the transaction's lock time must
    have (`after`; None: any transaction carries it)."""

    instruction: str
    call: Call
    roles: Mapping[str, bytes] = field(factory=dict[str, bytes])
    auth: Auth | None = None
    lists: Mapping[str, tuple[bytes, ...]] = field(factory=dict[str, tuple[bytes, ...]])
    lock_time: int | None = None

    @property
    def signs_for(self) -> tuple[bytes, ...]:
        """Addresses of the resources whose lock, or for which the genesis key, may have to sign."""
        return tuple(dict.fromkeys(leaf.address for leaf in leaves(self.auth)))


def lock_time(actions: Iterable[Action]) -> int:
    """The lock time of a transaction that carries the actions; 0 where none of them asks for one.

    Raises ClientError("out-of-range") for one that L1 would not read as a DAA score."""
    found = max((action.lock_time for action in actions if action.lock_time is not None), default=None)
    if found is None:
        return 0
    if found >= LOCK_TIME_THRESHOLD:
        raise ClientError("out-of-range", f"a DAA score is below {LOCK_TIME_THRESHOLD}, got {found}")
    return max(found, 1)


def leaves(auth: Auth | None) -> tuple[LockOf | SignedBy, ...]:
    """Every single requirement of a clause."""
    match auth:
        case None:
            return ()
        case LockOf() | SignedBy():
            return (auth,)
        case AllOf() | AtLeast():
            return tuple(leaf for part in auth.parts for leaf in leaves(part))
