"""Who is on which side of the line in one instruction: users, and what is shared.

A role whose own lock agreed is the user's. One that has no lock is the user's if the owner in its address is: the one
other resource in it that someone speaks for, or of several the one that lies at a lock. Any other role of such a
resource type is a user's too. All else that is written is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from vprog.dsl.authority.cover import cover, own
from vprog.dsl.program.declarations import Access, Instruction, LabelAddress, LockAddress, Program, TupleAddress
from vprog.dsl.program.members import members
from vprog.dsl.program.types import LOCK_ID, AddressType


class End(Enum):
    """With whom coins are in the end: a user, or a resource without a lock that a user owns; nobody, in the only
    resource of its kind; or who knows whom."""

    USER = "user"
    OWNED = "owned"
    NOBODY = "nobody"
    OTHER = "other"


class Parties:
    """`users` and `shared`: the names of the roles, members of role lists among them. `owned`: the users' roles that
    have no lock, but an owner."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        self._program = program
        self._instruction = instruction
        kinds = {kind for role in instruction.roles if role.writable for kind in self._agreed(role.name, ())}
        roles = {role.name: role for role in instruction.roles}
        roles |= {name: roles[of] for name, of in members(instruction.body).items() if of in roles}
        self.users = {name for name, role in roles.items() if role.resource in kinds}
        self.owned = {name for name in self.users if not self._has_lock(roles[name].resource)}
        self.shared = {name for name, role in roles.items() if name not in self.users and role.writable}
        self._nobodys = {name for name, role in roles.items() if self._is_at_label(role.resource)}
        self._others = {
            name
            for name, role in roles.items()
            if role.access is Access.CREDITS and self._has_lock(role.resource) and name not in self._nobodys
        }
        """Who only receives, and is somebody: another user, of another kind perhaps."""

    def end(self, role: str) -> End:
        """With whom coins are that end in the role."""
        if role in self.users or role in self._others:
            return End.OWNED if role in self.owned else End.USER
        return End.NOBODY if role in self._nobodys else End.OTHER

    def _agreed(self, role: str, below: tuple[str, ...]) -> frozenset[str]:
        """The kinds of a role and of its owners, up to the one whose own lock agreed; none if there is no such lock."""
        kind = self._instruction.role(role).resource
        if self._instruction.auth is None or role in below or self._is_at_label(kind):
            return frozenset()
        if self._has_lock(kind):
            return frozenset({kind} if own(role).occurs(self._instruction.auth) else ())
        owner = self._owner(role, kind)
        above = self._agreed(owner, (*below, role)) if owner is not None else frozenset[str]()
        return above | {kind} if above else above

    def _owner(self, role: str, kind: str) -> str | None:
        """The role that the owner in a role's address is, if the instruction has it and there is one such role."""
        named = [*self._owners(kind, (kind,))]
        if len(named) > 1:
            named = [one for one in named if one is None or self._is_at_lock(one)]
        if len(named) != 1:
            return None
        parents = cover(self._program, self._instruction, role).locks - {role}
        found = [parent for parent in parents if self._instruction.role(parent).resource == named[0]]
        return found[0] if len(found) == 1 else None

    def _owners(self, kind: str, below: tuple[str, ...]) -> Iterator[str | None]:
        """The kinds that a kind's address names and that someone speaks for; None for a lock."""
        address = self._program.resource(kind).address
        for part in address.parts if isinstance(address, TupleAddress) else ():
            if part.type == LOCK_ID:
                yield None
            elif isinstance(part.type, AddressType) and self._is_someones(part.type.resource, below):
                yield part.type.resource

    def _is_someones(self, kind: str, below: tuple[str, ...]) -> bool:
        if self._has_lock(kind):
            return not self._is_at_label(kind)
        return kind in below or any(True for _ in self._owners(kind, (*below, kind)))

    def _has_lock(self, kind: str) -> bool:
        return self._program.resource(kind).lock_field is not None

    def _is_at_label(self, kind: str) -> bool:
        return isinstance(self._program.resource(kind).address, LabelAddress)

    def _is_at_lock(self, kind: str) -> bool:
        return isinstance(self._program.resource(kind).address, LockAddress)
