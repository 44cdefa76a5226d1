"""Transactions of a generated program: as of any program, with the program's key, and now and then bent payloads."""

from __future__ import annotations

from differential.any_program import KEYS, Sender
from vprog.client.payload import Authorization, Call
from vprog.dsl.program.declarations import Auth, AuthKey, AuthLock, AuthMany, Program


class Caller(Sender):
    """`world` is what the transactions have led to so far."""

    def __init__(self, program: Program, seed: int) -> None:
        super().__init__(program, seed, instances=3)
        self._key_roles = {
            i.tag: [r for r in i.roles if r.indexed][0].name
            for i in program.instructions
            if _asks_key(i.auth) and any(r.indexed for r in i.roles)
        }

    def _signers(self, calls: list[Call]) -> list[Authorization]:
        """Now and then the program's key instead of a lock."""
        found = super()._signers(calls)
        for call in calls:
            if call.tag in self._key_roles and self.rng.random() < 0.4:
                address = getattr(call.roles[0], "address", None)
                if address is not None:
                    found = [entry for entry in found if entry.address != address]
                    found.append(Authorization(address, None, KEYS[:1]))
        return found


def _asks_key(auth: Auth | None) -> bool:
    if auth is None or isinstance(auth, AuthLock | AuthMany):
        return False
    return isinstance(auth, AuthKey) or any(_asks_key(part) for part in auth.parts)
