"""One instruction to run, with what its header says: which resources play which role, and who has to agree."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from vprog.client.payload import Call


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
    """`call` is what the wire carries, `roles` the addresses by role name, `auth` who must agree (None: nobody)."""

    instruction: str
    call: Call
    roles: Mapping[str, bytes] = field(factory=dict[str, bytes])
    auth: Auth | None = None

    @property
    def signs_for(self) -> tuple[bytes, ...]:
        """Addresses of the resources whose lock, or for which the genesis key, may have to sign."""
        return tuple(dict.fromkeys(leaf.address for leaf in leaves(self.auth)))


def leaves(auth: Auth | None) -> tuple[LockOf | SignedBy, ...]:
    """Every single requirement of a clause."""
    match auth:
        case None:
            return ()
        case LockOf() | SignedBy():
            return (auth,)
        case AllOf() | AtLeast():
            return tuple(leaf for part in auth.parts for leaf in leaves(part))
