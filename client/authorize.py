"""Works out which keys sign for which resources: the auth clauses of the actions against the locks in the state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from vprog.client.action import Action, AllOf, Auth, LockOf, SignedBy
from vprog.client.errors import ClientError
from vprog.client.payload import Authorization
from vprog.client.proofs import ProvingKey
from vprog.wire.locks import Lock, MultisigLock, SchnorrLock

LockReader = Callable[[bytes], Lock | None]
"""From a resource's address to its lock in the state; None where none lives."""


def authorize(actions: Iterable[Action], keys: Sequence[ProvingKey], lock_at: LockReader) -> list[Authorization]:
    """What to sign so that every action is authorised, with as few signatures as the clauses allow.

    Locks count as they stand before the transaction: that is what signers are resolved against. Raises
    ClientError("not-authorized") when the keys cannot satisfy a clause."""
    wanted: dict[tuple[bytes, bool], Authorization] = {}
    for action in actions:
        if action.auth is None:
            continue
        found = _satisfy(action.auth, keys, lock_at)
        if found is None:
            raise ClientError("not-authorized", f"these keys do not authorise `{action.instruction}`")
        for authorization in found:
            wanted[(authorization.address, authorization.lock is None)] = authorization
    return list(wanted.values())


def _satisfy(auth: Auth, keys: Sequence[ProvingKey], lock_at: LockReader) -> list[Authorization] | None:
    """The signatures that satisfy a clause (none for an unlocked lock); None when the keys cannot."""
    match auth:
        case LockOf(address=address):
            return _unlock(address, keys, lock_at(address))
        case SignedBy(key=key, address=address):
            able = tuple(signer for signer in keys if signer.public_key == key)
            return [Authorization(address, None, able[:1])] if able else None
        case AllOf(parts=parts):
            return _gather(parts, len(parts), keys, lock_at)
        case _:
            return _gather(auth.parts, auth.threshold, keys, lock_at)


def _gather(
    parts: Sequence[Auth], needed: int, keys: Sequence[ProvingKey], lock_at: LockReader
) -> list[Authorization] | None:
    able = [found for part in parts if (found := _satisfy(part, keys, lock_at)) is not None]
    if len(able) < needed:
        return None
    return [authorization for found in able[:needed] for authorization in found]


def _unlock(address: bytes, keys: Sequence[ProvingKey], lock: Lock | None) -> list[Authorization] | None:
    match lock:
        case None:
            return None
        case SchnorrLock():
            able = tuple(signer for signer in keys if signer.public_key == lock.key)[:1]
            return [Authorization(address, lock, able)] if able else None
        case MultisigLock():
            able = tuple(signer for signer in keys if signer.public_key in lock.keys)
            distinct = {signer.public_key for signer in able}
            return [Authorization(address, lock, able)] if len(distinct) >= lock.threshold else None
        case _:
            return []
