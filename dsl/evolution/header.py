"""Changes of one instruction: its payload, what it touches, who must agree."""

from __future__ import annotations

from collections.abc import Mapping

from vprog.dsl.evolution.authority import enough_only_for, renamed, show
from vprog.dsl.evolution.changes import Changes
from vprog.dsl.evolution.constants import Constants
from vprog.dsl.evolution.model import LockedInstruction, LockedRole
from vprog.dsl.evolution.renames import Renames, by_place, roles_by_place
from vprog.dsl.evolution.type_text import holds_more
from vprog.dsl.evolution.written import address_change, split_else, written
from vprog.dsl.frozen import record

_LADDER = ("reads", "credits", "writes")
"""From touching less to touching more."""


@record
class Around:
    """What is known of two versions besides the instruction. `moved`: resources, by their new names, whose derivation
    changed; `lost`: errors that are gone. Those are reported where they are declared."""

    renames: Renames
    constants: Constants
    moved: set[str]
    lost: set[str]


class HeaderComparison:
    """The old instruction's names are put into those of the new one first, then the two are compared."""

    def __init__(self, old: LockedInstruction, new: LockedInstruction, around: Around, changes: Changes) -> None:
        self.old, self.new, self.around, self.changes = old, new, around, changes
        self.renames, self.constants = around.renames, around.constants
        self.parameter_names = by_place(old.parameters, new.parameters, self.renames)
        self.named = {p.name: (p.type, self.parameter_names.get(p.name, p.name)) for p in old.parameters}
        self.role_names = roles_by_place(old, new, self.renames)
        self.roles: Mapping[str, tuple[str, str]] = {
            r.name: (r.resource, self.role_names.get(r.name, r.name)) for r in old.roles
        }

    def run(self) -> None:
        self.parameters()
        self.role_list()
        self.aliasing()
        self.authority()
        self.conditions()
        self.chain()
        for word, before, after in (
            ("claims", self.old.claims, self.new.claims),
            ("exits", self.old.exits, self.new.exits),
        ):
            before = tuple(map(self.renames.name, before))
            if set(before) != set(after):
                self.add("value", f"{word} {_list(before)} -> {word} {_list(after)}")

    def add(self, slug: str, text: str, part: str = "") -> None:
        self.changes.add(slug, f"{self.new.name}.{part}" if part else self.new.name, text)

    def text(self, text: str) -> str:
        return self.renames.text(text, self.roles, self.named)

    def by_value(self, text: str) -> str:
        """An expression of the old version in the names of the new one, with the values of its constants."""
        return self.text(self.constants.old(text))

    def parameters(self) -> None:
        names = self.parameter_names
        before = [(names.get(p.name, p.name), self.renames.type(p.type)) for p in self.old.parameters]
        after = [(p.name, p.type) for p in self.new.parameters]
        for old, new in names.items():
            self.add("renamed", f"is now `{new}`, with the same bytes", old)
        if before == after:
            return
        shown = [", ".join(f"{name}: {type_}" for name, type_ in side) for side in (before, after)]
        grown = len(before) == len(after) and all(
            a == b or (a[0] == b[0] and holds_more(a[1], b[1])) for a, b in zip(before, after, strict=False)
        )
        self.add("bound" if grown else "parameters", f"({shown[0]}) -> ({shown[1]})")

    def role_list(self) -> None:
        for old, new in self.role_names.items():
            self.add("renamed", f"is now `{new}`, at the same place", old)
        before, after = [self.roles[r.name][1] for r in self.old.roles], [r.name for r in self.new.roles]
        if before != after:
            self.add("roles", f"{_list(before)} -> {_list(after)}")
            return
        for old, new in zip(self.old.roles, self.new.roles, strict=True):
            self.role(old, new)

    def role(self, old: LockedRole, new: LockedRole) -> None:
        resource = self.renames.name(old.resource)
        if resource != new.resource:
            self.add("roles", f"{resource} -> {new.resource}", new.name)
            return
        if old.many != new.many:
            self.members(old, new)
        if old.access != new.access:
            self.access(old, new)
        if old.or_creates and not new.or_creates and new.access != "creates":
            self.add("roles", "no longer creates the resource when it is not there", new.name)
        if new.or_creates and not old.or_creates and old.access != "creates":
            self.add("access", "may create the resource now", new.name)
        before, after = old.derivation and self.by_value(old.derivation), new.derivation
        if before != (after and self.constants.new(after)) and new.resource not in self.around.moved:
            shown = address_change(old.derivation and self.text(old.derivation), after, self.constants.used(after))
            self.add("address", shown, new.name)

    def members(self, old: LockedRole, new: LockedRole) -> None:
        shown = ["one" if role.many is None else f"a list, max {role.many}" for role in (old, new)]
        grown = old.many is not None and new.many is not None and old.many < new.many
        self.add("bound" if grown else "roles", f"{shown[0]} -> {shown[1]}", new.name)

    def access(self, old: LockedRole, new: LockedRole) -> None:
        text = f"{old.access} -> {new.access}"
        if _touches_more(old.access, new.access):
            self.add("access", text, new.name)
        elif old.indexed != new.indexed:
            self.add("roles", f"{text}, and its index is no longer in the payload", new.name)
        else:
            self.add("less", text, new.name)

    def aliasing(self) -> None:
        before = {" ".join(sorted(self.roles[name][1] for name in group.split())) for group in self.old.may_alias}
        after = set(self.new.may_alias)
        for group in sorted(before - after):
            self.add("aliasing", f"{_list(group.split())} must differ now")
        for group in sorted(after - before):
            self.add("aliasing", f"{_list(group.split())} may be the same now")

    def authority(self) -> None:
        before = renamed(self.old.authority, lambda name: name if name.startswith("key ") else self.text(name))
        less, more = enough_only_for(self.new.authority, before), enough_only_for(before, self.new.authority)
        if less is not None:
            self.add("authority", f"{show(less)} is enough now{self.other_keys()}")
        elif more is not None:
            self.add("stronger", f"{show(more)} is no longer enough{self.other_keys()}")
        if self.new.permissionless != self.old.permissionless:
            # Who has to sign is compared above: the word alone takes no one's signature away.
            self.add(
                "permissionless",
                f"is {'permissionless now' if self.new.permissionless else 'no longer permissionless'}",
            )

    def other_keys(self) -> str:
        return self.constants.keys(self.old.authority, self.new.authority)

    def conditions(self) -> None:
        """By what they mean; one that only has other constants is one change."""
        before = {self.by_value(text): (self.text(text), error) for text, error in map(split_else, self.old.conditions)}
        after = {self.constants.new(text): (text, error) for text, error in map(split_else, self.new.conditions)}
        fresh = {_clause(text) for key, (text, _) in after.items() if key not in before}
        for text in sorted(text for key, (text, _) in before.items() if key not in after):
            clause, used = _clause(text), self.constants.used(text)
            because = f": {used}" if clause in fresh else f" is gone{f' ({used})' if used else ''}"
            self.add("condition", f"`{clause}`{because}")
            fresh.discard(clause)
        for clause in sorted(fresh):
            self.add("stronger", f"`{clause}` is new")
        for key, (text, error) in after.items():
            self.error(_clause(text), before.get(key, ("", ""))[1], error)

    def error(self, clause: str, old: str, new: str) -> None:
        """What a condition fails with, where the record says it."""
        if old and old != new and old not in self.around.lost:
            self.add("code", f"`{clause}` else {old} -> else {new}")

    def chain(self) -> None:
        """`random` and `after`: what the body asks of the chain."""
        for word in sorted(set(self.new.chain) - set(self.old.chain)):
            self.add("stronger", f"`{word}` is new")
        for word in sorted(set(self.old.chain) - set(self.new.chain)):
            self.add("less", f"no longer says `{word}`")


def _clause(condition: str) -> str:
    shown = written(condition)
    return shown if condition.startswith("after(") else f"where {shown}"


def _touches_more(old: str, new: str) -> bool:
    """Creating and deleting compare with nothing: any change of those is one to more."""
    if old not in _LADDER or new not in _LADDER:
        return True
    return _LADDER.index(new) > _LADDER.index(old)


def _list(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
