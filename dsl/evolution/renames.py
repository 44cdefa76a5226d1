"""Names that changed while what they name stayed: found by number or place, so that one renaming is one change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vprog.dsl.evolution.model import Lock, LockedField, LockedInstruction, LockedResource
from vprog.dsl.frozen import record

_NAME = re.compile(r'"(?:\\.|[^"\\])*"|\b([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?')


@record
class Renames:
    """Old names to new ones. `fields` is by the old name of the resource."""

    resources: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]

    def type(self, text: str) -> str:
        """A type of the old version in the names of the new one."""
        return re.sub(r"[A-Za-z_]\w*", lambda hit: self.resources.get(hit.group(), hit.group()), text)

    def text(self, text: str, roles: Mapping[str, tuple[str, str]], names: Mapping[str, str]) -> str:
        """An expression of the old version in the names of the new one. `roles`: role to its resource and its new
        name; `names`: everything else that has one."""

        def replace(hit: re.Match[str]) -> str:
            first, second = hit.group(1), hit.group(2)
            if first is None:
                return hit.group()
            if first in roles:
                resource, renamed = roles[first]
                return renamed if second is None else f"{renamed}.{self.fields.get(resource, {}).get(second, second)}"
            shown = names.get(first) or self.resources.get(first, first)
            return shown if second is None else f"{shown}.{second}"

        return _NAME.sub(replace, text)

    def derivation(self, resource: LockedResource) -> str:
        """How an old resource's address is derived, in the names of the new version."""
        return self.text(resource.derivation, {"self": (resource.name, "self")}, {})


def find_renames(old: Lock, new: Lock) -> Renames:
    kinds = {r.kind: r for r in new.resources}
    before, after = {r.name for r in old.resources}, {r.name: r for r in new.resources}
    resources = {
        r.name: same.name
        for r in old.resources
        if r.name not in after
        and (same := kinds.get(r.kind)) is not None
        and same.name not in before
        and _types(r.fields, {r.name: same.name}) == _types(same.fields, {})
    }
    found = Renames(resources, {})
    fields = {
        r.name: by_place(r.fields, after[name].fields, found)
        for r in old.resources
        if (name := resources.get(r.name, r.name)) in after
    }
    return Renames(resources, fields)


def find_renamed_instructions(old: Lock, new: Lock, renames: Renames) -> dict[str, str]:
    """Instructions whose name is gone, where a new name has their tag, types of parameters, and roles."""
    tags = {i.tag: i for i in new.instructions}
    before, after = {i.name for i in old.instructions}, {i.name for i in new.instructions}
    return {
        i.name: same.name
        for i in old.instructions
        if i.name not in after
        and (same := tags.get(i.tag)) is not None
        and same.name not in before
        and _types(i.parameters, renames.resources) == _types(same.parameters, {})
        and _roles(i, renames.resources) == _roles(same, {})
    }


def _types(fields: Sequence[LockedField], names: Mapping[str, str]) -> list[str]:
    renames = Renames(names, {})
    return [renames.type(f.type) for f in fields]


def _roles(instruction: LockedInstruction, names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(names.get(r.resource, r.resource), r.access) for r in instruction.roles]


def by_place(old: Sequence[LockedField], new: Sequence[LockedField], renames: Renames) -> dict[str, str]:
    """Names of the one that the other does not have, at the same place with the same type."""
    if len(old) != len(new):
        return {}
    before, after = {f.name for f in old}, {f.name for f in new}
    return {
        a.name: b.name
        for a, b in zip(old, new, strict=True)
        if a.name not in after and b.name not in before and renames.type(a.type) == b.type
    }


def roles_by_place(old: LockedInstruction, new: LockedInstruction, renames: Renames) -> dict[str, str]:
    """Roles whose name is gone, where a new name stands at the same place for the same resource."""
    if len(old.roles) != len(new.roles):
        return {}
    before, after = {r.name for r in old.roles}, {r.name for r in new.roles}
    return {
        a.name: b.name
        for a, b in zip(old.roles, new.roles, strict=True)
        if a.name not in after and b.name not in before and renames.resources.get(a.resource, a.resource) == b.resource
    }
