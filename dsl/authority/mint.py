"""Who may make value from nothing: someone that the sender cannot be by choice.

That is the program's key, the lock of a resource that there is only one of (or that such a one names), or, where each
resource of a kind issues value of its own, the lock of the one that it is the value of. Any other lock, such as the
receiver's own, is one that the sender can have.
"""

from __future__ import annotations

from vprog.dsl.authority.cover import Cover
from vprog.dsl.effects.infer import body_effects, leaves
from vprog.dsl.effects.table import Effect, Kind
from vprog.dsl.frozen import replace
from vprog.dsl.program.declarations import Access, Auth, Instruction, Program
from vprog.dsl.related.units import Units
from vprog.dsl.trust.roots import Roots


class Issuers:
    """Whose agreement is enough for what one instruction mints. VP0906 speaks of value that L1 backs, and VP0713 asks
    that what an issuer makes is its own."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        self._program = program
        self._instruction = instruction
        made = [e for e in body_effects(instruction) if e.kind is Kind.MINT and e.unit is not None]
        backed = {unit for i in program.instructions for unit in (*i.claims, *i.exits)} if made else ()
        self._made = [effect for effect in made if effect.unit not in backed]
        self._constant = Roots(program, instruction).constant if self._made else frozenset[str]()

    def open(self) -> Effect | None:
        """The first value that is made without such an agreement."""
        return next((effect for effect in self._made if not self._cover(effect).holds(self._instruction.auth)), None)

    def weak(self, effect: Effect) -> Auth | None:
        """The part of `auth` that is not enough."""
        auth = self._instruction.auth
        return self._cover(effect).missing(auth) if leaves(auth) else None

    def would_do(self, effect: Effect, role: str) -> bool:
        """Whether the role's lock would be enough."""
        return role in self._cover(effect).locks

    def _cover(self, effect: Effect) -> Cover:
        if Cover(self._constant, key=True, some=self._constant).holds(self._instruction.auth):
            return Cover(self._constant, key=True, some=self._constant)
        # It is enough to look at this instruction: it mints, and their locks agree.
        alone = replace(self._program, instructions=(self._instruction,))
        kinds = Units(alone).issuers.get("" if effect.unit is None else effect.unit.name, ())
        each = {
            role.name
            for role in self._instruction.roles
            if role.resource in kinds and role.access is not Access.CREATES and role.many is None
        }
        return Cover(self._constant | each, key=True, some=self._constant)
