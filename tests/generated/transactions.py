"""Transactions of a generated program: as of any program, with the program's key, and now and then bent payloads."""

from __future__ import annotations

from differential.any_program import KEYS, Chance, Sender

from vprog.client.payload import Authorization, Call, RoleRef
from vprog.dsl.program.declarations import Access, Auth, AuthKey, AuthLock, AuthMany, Instruction, LabelAddress, Program
from vprog.wire.ids import program_resource_id


class Likely(Chance):
    """Mostly small numbers, so that bodies come far."""

    def number(self, low: int, high: int) -> int:
        if self.rng.random() < 0.25:
            return super().number(low, high)
        return min(max(self.rng.randrange(6), low), high)


class Caller(Sender):
    """`world` is what the transactions have led to so far."""

    def __init__(self, program: Program, seed: int) -> None:
        super().__init__(program, seed, instances=3, chance=Likely)
        self._kinds = {resource.name: bytes([resource.kind]) for resource in program.resources}
        self._key_roles = {
            i.tag: next(r for r in i.roles if r.indexed).name
            for i in program.instructions
            if _asks_key(i.auth) and any(r.indexed for r in i.roles)
        }

    def _call(self, instruction: Instruction) -> Call:
        """What is to be created is mostly not there yet, and what is at a label is of the kind that is needed."""
        for role in instruction.roles:
            resource = self.world.layout.program.resource(role.resource)
            if isinstance(resource.address, LabelAddress) and self.rng.random() < 0.9:
                there = self.world.state.get(program_resource_id(resource.address.label), b"")
                if there[:1] != self._kinds[resource.name]:
                    self._settle(resource)
        call = super()._call(instruction)
        for role, named in zip(instruction.roles, call.roles, strict=True):
            new = role.access is Access.CREATES or role.or_creates
            if new and isinstance(named, RoleRef) and self.rng.random() < 0.6:
                self.world.state[named.address] = b""
        return call

    def _known(self, resource: str) -> list[bytes]:
        """Two kinds may have been at one address."""
        known = super()._known(resource)
        fitting = [address for address in known if self.world.state[address][:1] == self._kinds[resource]]
        return fitting if fitting and self.rng.random() < 0.95 else known

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

    def _sent(self, payload: bytes) -> bytes:
        """Now and then with other bytes than were signed, fewer, or more."""
        way, at = self.rng.random(), self.rng.randrange(len(payload))
        if way < 0.03:
            return payload[:at] + bytes([payload[at] ^ 1 << self.rng.randrange(8)]) + payload[at + 1 :]
        if way < 0.04:
            return payload[:at]
        return payload + self.rng.randbytes(2) if way < 0.05 else payload


def _asks_key(auth: Auth | None) -> bool:
    if auth is None or isinstance(auth, AuthLock | AuthMany):
        return False
    return isinstance(auth, AuthKey) or any(_asks_key(part) for part in auth.parts)
