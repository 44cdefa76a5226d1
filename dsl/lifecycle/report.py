"""Says what is wrong with the life of a role, with the places that explain it."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from enum import Enum

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.header import Header
from vprog.dsl.effects.table import Effect
from vprog.dsl.lifecycle.emptied import emptied
from vprog.dsl.program.declarations import Access, Instruction, Program
from vprog.dsl.program.statements import Delete, MatchRole
from vprog.dsl.program.types import HeldType
from vprog.dsl.program.walk import statements
from vprog.dsl.source.span import Span


class Life(Enum):
    """What a role's resource is at one point of a path. MADE is live, and created in this very body."""

    NEW = "new"
    LIVE = "live"
    MADE = "made"
    DELETED = "deleted"


Lives = frozenset[Life]


class Reporter:
    """Findings of one instruction; remembers where roles were created and deleted."""

    def __init__(self, program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
        self._program = program
        self._instruction = instruction
        self._bag = bag
        self.created_at: dict[str, Span] = {}
        self.deleted_at: dict[str, Span] = {}
        self._told: set[str] = set()
        """Roles whose use behind their deletion was reported: one deletion too early is one mistake."""
        self._made_again: set[str] = set()
        """Roles whose second creation was reported: whatever else creates them comes too late as well."""
        self._turned: frozenset[str] = frozenset()
        """Roles that a turn before may have deleted, while the body of a loop is followed once more."""

    @contextmanager
    def next_turn(self, roles: Iterable[str]) -> Generator[None]:
        """What is found inside is found in the second turn of a loop. What can go wrong in the first has been said:
        a deleted role was deleted by the turn before."""
        around, self._turned = self._turned, frozenset(roles)
        yield
        self._turned = around

    def end_of_path(self, state: dict[str, Lives], place: Span) -> None:
        """`creates` is a promise that every successful path keeps."""
        from vprog.dsl.rules import vp0801_not_created_on_every_path

        for role in self._instruction.roles:
            if role.access is Access.CREATES and Life.NEW in state[role.name]:
                vp0801_not_created_on_every_path.report(self._bag, role.span, role.name, place)

    def created_twice(self, effect: Effect) -> None:
        from vprog.dsl.rules import vp0802_created_twice

        role = effect.role or ""
        if role not in self._made_again:
            self._made_again.add(role)
            vp0802_created_twice.report(self._bag, effect.span, role, self.created_at.get(role))

    def before_created(self, effect: Effect) -> None:
        from vprog.dsl.rules import vp0803_used_before_created

        vp0803_used_before_created.report(self._bag, effect.span, effect.role or "", effect.kind.value)

    def after_deleted(self, effect: Effect) -> None:
        from vprog.dsl.rules import vp0804_used_after_deleted

        role = effect.role or ""
        if role in self._told:
            return
        self._told.add(role)
        deleted = self.deleted_at.get(role)
        if role in self._turned and deleted is not None:
            vp0804_used_after_deleted.next_turn(self._bag, deleted, role, effect.kind.value, effect.span)
        else:
            vp0804_used_after_deleted.report(self._bag, effect.span, role, effect.kind.value, deleted)

    def value_of_deleted(self, node: Delete) -> None:
        """Every held field of what is deleted needs somewhere to go, and not into itself."""
        from vprog.dsl.rules import vp0805_value_lost_in_delete, vp0810_delete_into_itself

        resource = self._program.resource(self._instruction.role(node.role).resource)
        moved = {source for source, _, _ in node.into} | emptied(self._instruction.body, node)
        left = tuple(f.name for f in resource.fields if isinstance(f.type, HeldType) and f.name not in moved)
        if left:
            vp0805_value_lost_in_delete.report(self._bag, node.span, node.role, left)
        if any(target == node.role for _, target, _ in node.into):
            vp0810_delete_into_itself.report(self._bag, node.span, node.role)

    def outside_match(self, effect: Effect) -> None:
        from vprog.dsl.rules import vp0806_used_outside_match

        role = self._instruction.role(effect.role or "")
        body = self._instruction.body
        asked = any(isinstance(node, MatchRole) and node.role == role.name for node in statements(body))
        fix = None if asked else Header(self._program, self._instruction).drop_or_creates(role)
        vp0806_used_outside_match.report(self._bag, effect.span, role.name, effect.kind.value, role.span, fix)

    def created_outside_match(self, effect: Effect) -> None:
        from vprog.dsl.rules import vp0807_created_outside_match

        role = self._instruction.role(effect.role or "")
        vp0807_created_outside_match.report(self._bag, effect.span, role.name, role.span)

    def match_decided(self, node: MatchRole) -> None:
        from vprog.dsl.rules import vp0808_match_already_decided

        vp0808_match_already_decided.report(self._bag, node.span, node.role)

    def nothing_to_match(self, node: MatchRole) -> None:
        from vprog.dsl.rules import vp0809_match_needs_or_creates

        role = self._instruction.role(node.role)
        vp0809_match_needs_or_creates.report(self._bag, node.span, role.name, role.span)

    def unreachable(self, place: Span) -> None:
        from vprog.dsl.rules import vp0811_unreachable

        vp0811_unreachable.report(self._bag, place)
