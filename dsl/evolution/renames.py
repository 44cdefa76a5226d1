"""Names that changed while what they name stayed: found by number or place, so that one renaming is one change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from vprog.dsl.evolution.model import Lock, LockedConstant, LockedEnum, LockedField, LockedInstruction, LockedResource
from vprog.dsl.evolution.type_text import payload_of
from vprog.dsl.frozen import record

_NAME = re.compile(r'"(?:\\.|[^"\\])*"|(?<=[{,] )([a-z_]\w*)(?=: )|(\.?)\b([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)')
"""A text; the name of a field that gets a value; names and what is read from them."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=_Named)


@record
class Renames:
    """Old names to new ones. `types`: of resources, units, enums and structs; `fields`: by the old name of the resource
    or struct, of an enum its variants, of `Enum.Variant` the fields of its payload; `kinds`: the type of each field of
    the old version, by the same names; `constants`."""

    types: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]
    kinds: Mapping[str, Mapping[str, str]]
    constants: Mapping[str, str]

    def name(self, name: str) -> str:
        """A resource, unit, enum or struct of the old version, by its new name."""
        return self.types.get(name, name)

    def type(self, text: str) -> str:
        """A type of the old version in the names of the new one."""
        return re.sub(r"[A-Za-z_]\w*", lambda hit: self.name(hit.group()), text)

    def variant(self, enum: str, text: str) -> str:
        """A variant of an old enum with its payload, in the names of the new version."""
        name, payload = payload_of(text)
        fields = self.fields.get(f"{enum}.{name}", {})
        shown = ", ".join(f"{fields.get(f.name, f.name)}: {self.type(f.type)}" for f in payload)
        new = self.fields.get(enum, {}).get(name, name)
        return f"{new} {{ {shown} }}" if payload else new

    def text(self, text: str, roles: Mapping[str, tuple[str, str]], names: Mapping[str, tuple[str, str]]) -> str:
        """An expression of the old version in the names of the new one. `roles`: role to its resource and its new
        name; `names`: everything else that has one, to its type and its new name."""

        def replaced(hit: re.Match[str]) -> str:
            given, dot, first, rest = hit.groups()
            if given is not None:
                return self._anywhere(given)
            if first is None:
                return hit.group()
            if dot:  # read from what has no name here: a call, an element
                return "".join(f".{self._anywhere(part)}" for part in (first, *rest.split(".")[1:]))
            owner, shown = roles.get(first) or names.get(first) or (first, self.constants.get(first, self.name(first)))
            for part in rest.split(".")[1:]:
                shown += f".{self.fields.get(owner, {}).get(part, part)}"
                owner = self.kinds.get(owner, {}).get(part, "").removesuffix("?")
            return shown

        return _NAME.sub(replaced, text)

    def _anywhere(self, field: str) -> str:
        """The new name of a field of who knows which struct: where all that have one agree."""
        owners = [owner for owner, kinds in self.kinds.items() if field in kinds]
        found = {self.fields.get(owner, {}).get(field, field) for owner in owners}
        return found.pop() if len(found) == 1 else field

    def derivation(self, resource: LockedResource, text: str) -> str:
        """How an old resource's address is derived, in the names of the new version."""
        return self.text(text, {"self": (resource.name, "self")}, {})


def find_renames(old: Lock, new: Lock) -> Renames:
    """A name that is gone and a new one at the same place, with the same bytes under all other names that are found."""
    kinds = {r.kind: r for r in new.resources}
    before, after = {r.name for r in old.resources}, {r.name for r in new.resources}
    resources = {
        a.name: b.name
        for a in old.resources
        if a.name not in after and (b := kinds.get(a.kind)) is not None and b.name not in before
    }
    units = {a.name: b.name for a, b in _candidates(old.units, new.units) if a.type == b.type}
    structs = {a.name: b.name for a, b in _candidates(old.structs, new.structs)}
    enums = {a.name: b.name for a, b in _candidates(old.enums, new.enums)}
    new_fields = {item.name: item.fields for item in (*new.resources, *new.structs)}
    new_enums = {enum.name: enum for enum in new.enums}
    types = {**resources, **units, **structs, **enums}
    while True:  # what turns out to be another thing is no longer a name of the same in the others
        found = Renames(types, {}, {}, {})
        wrong = [
            item.name
            for item in (*old.resources, *old.structs)
            if item.name in types and not _same_types(item.fields, new_fields[types[item.name]], found)
        ]
        wrong += [e.name for e in old.enums if e.name in types and not _same_enum(e, new_enums[types[e.name]], found)]
        if not wrong:
            break
        types = {name: other for name, other in types.items() if name not in wrong}
    fields: dict[str, Mapping[str, str]] = {
        item.name: by_place(item.fields, new_fields[found.name(item.name)], found)
        for item in (*old.resources, *old.structs)
        if found.name(item.name) in new_fields
    }
    for enum in old.enums:
        if (other := new_enums.get(found.name(enum.name))) is not None:
            fields.update(_in_enum(enum, other, found))
    known = {item.name: {f.name: f.type for f in item.fields} for item in (*old.resources, *old.structs)}
    known |= {e.name: dict.fromkeys((payload_of(v)[0] for v in e.variants), "") for e in old.enums}
    known |= {
        f"{e.name}.{payload_of(v)[0]}": {f.name: f.type for f in payload_of(v)[1]}
        for e in old.enums
        for v in e.variants
    }
    return Renames(types, fields, known, _constants(old.constants, new.constants, found))


def _candidates(old: Sequence[T], new: Sequence[T]) -> Iterator[tuple[T, T]]:
    """A name that is gone, and a new one at its place; or the only one that is gone and the only new one."""
    before, after = {item.name for item in old}, {item.name for item in new}
    gone, fresh = [i for i in old if i.name not in after], [i for i in new if i.name not in before]
    if len(gone) == len(fresh) == 1:
        yield gone[0], fresh[0]
        return
    for a, b in zip(old, new, strict=False):
        if a.name not in after and b.name not in before:
            yield a, b


def _same_types(old: Sequence[LockedField], new: Sequence[LockedField], renames: Renames) -> bool:
    return [renames.type(f.type) for f in old] == [f.type for f in new]


def _same_enum(old: LockedEnum, new: LockedEnum, renames: Renames) -> bool:
    """With its variants by the same names: one of other variants is another enum. New ones may stand behind."""
    return [renames.variant(old.name, text) for text in old.variants] == list(new.variants[: len(old.variants)])


def _in_enum(old: LockedEnum, new: LockedEnum, renames: Renames) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Renamed variants, where none of the old ones went elsewhere, and of each the renamed fields of its payload."""
    before, after = ([payload_of(text) for text in enum.variants] for enum in (old, new))
    gone, fresh = {name for name, _ in before} - {n for n, _ in after}, {n for n, _ in after} - {n for n, _ in before}
    pairs = list(zip(before, after, strict=False))
    if len(pairs) < len(before) or any(a != b and not (a in gone and b in fresh) for (a, _), (b, _) in pairs):
        return
    same = [(a, b) for a, b in pairs if _same_types(a[1], b[1], renames)]
    yield old.name, {a: b for (a, _), (b, _) in same if a != b}
    for (name, payload), (_, other) in same:
        yield f"{old.name}.{name}", by_place(payload, other, renames)


def _constants(old: Sequence[LockedConstant], new: Sequence[LockedConstant], renames: Renames) -> dict[str, str]:
    """Those whose value no other has that came or went."""
    before, after = {c.name for c in old}, {c.name for c in new}
    gone, fresh = [c for c in old if c.name not in after], [c for c in new if c.name not in before]
    came, went = [(c.type, c.value) for c in fresh], [(renames.type(c.type), c.value) for c in gone]
    return {
        constant.name: fresh[came.index(value)].name
        for constant, value in zip(gone, went, strict=True)
        if came.count(value) == went.count(value) == 1
    }


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
        and _same_types(i.parameters, same.parameters, renames)
        and [(renames.name(r.resource), r.access) for r in i.roles] == [(r.resource, r.access) for r in same.roles]
    }


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
        if a.name not in after and b.name not in before and renames.name(a.resource) == b.resource
    }
