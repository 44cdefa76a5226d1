"""Changes of what is stored: kinds, layouts, addresses, units, enums."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vprog.dsl.evolution.changes import Changes
from vprog.dsl.evolution.constants import Constants
from vprog.dsl.evolution.model import Lock, LockedEnum, LockedField, LockedResource
from vprog.dsl.evolution.renames import Renames
from vprog.dsl.evolution.type_text import holds_more, payload_of
from vprog.dsl.evolution.written import address_change

_SIZED = re.compile(r"([ui]|bytes)(\d+|\[\d+\])")


def compare_state(old: Lock, new: Lock, renames: Renames, constants: Constants, changes: Changes) -> None:
    """Resources by name, units, enums."""
    after = {r.name: r for r in new.resources}
    moved: list[tuple[str, int, int]] = []
    for resource in old.resources:
        name = renames.name(resource.name)
        if name not in after:
            changes.add("resource", resource.name, f"kind {resource.kind} is gone")
            continue
        if name != resource.name:
            changes.add("renamed", resource.name, f"is now `{name}`, with the same kind")
        if resource.kind != after[name].kind:
            moved.append((name, resource.kind, after[name].kind))
        _compare_resource(resource, after[name], renames, constants, changes)
    renumbered("kind", moved, changes)
    known = {renames.name(r.name) for r in old.resources}
    for resource in new.resources:
        if resource.name not in known:
            changes.add("added", resource.name, f"a resource of kind {resource.kind}")
    _compare_units(old, new, renames, changes)
    _compare_structs(old, new, renames, changes)
    _compare_enums(old, new, renames, changes)


def renumbered(slug: str, moved: Sequence[tuple[str, int, int]], changes: Changes) -> None:
    """Numbers that moved together are one change: something was put between them, or taken out."""
    if moved:
        shown = ", ".join(f"`{name}` {before} -> {after}" for name, before, after in moved)
        changes.add(slug, moved[0][0] if len(moved) == 1 else f"{moved[0][0]} and more", shown)


def moved_resources(old: Lock, new: Lock, renames: Renames, constants: Constants) -> set[str]:
    """Resources, by their new names, that stand at other addresses now."""
    after = {r.name: r for r in new.resources}
    names = {r.name: renames.name(r.name) for r in old.resources}
    return {
        names[r.name]
        for r in old.resources
        if names[r.name] in after and _moved(r, after[names[r.name]], renames, constants)
    }


def _moved(old: LockedResource, new: LockedResource, renames: Renames, constants: Constants) -> bool:
    return renames.derivation(old, constants.old(old.derivation)) != constants.new(new.derivation)


def _compare_resource(
    old: LockedResource, new: LockedResource, renames: Renames, constants: Constants, changes: Changes
) -> None:
    if _moved(old, new, renames, constants):
        before, used = renames.derivation(old, old.derivation), constants.used(new.derivation)
        changes.add("derivation", new.name, address_change(before, new.derivation, used))
    compare_fields(new.name, old.fields, new.fields, renames.fields.get(old.name, {}), renames, changes)


def compare_fields(
    item: str,
    old: Sequence[LockedField],
    new: Sequence[LockedField],
    names: Mapping[str, str],
    renames: Renames,
    changes: Changes,
) -> None:
    """Fields in stored order; `names` are those that are only renamed."""
    before = {names.get(f.name, f.name): renames.type(f.type) for f in old}
    after = {f.name: f.type for f in new}
    for old_name, new_name in names.items():
        changes.add("renamed", f"{item}.{old_name}", f"is now `{new_name}`, with the same bytes")
    for name in before:
        if name not in after:
            changes.add("field", f"{item}.{name}", f"`{before[name]}` is gone")
    for name in after:
        if name not in before:
            changes.add("field", f"{item}.{name}", f"`{after[name]}` is new")
    common = {name: _type_change(before[name], after[name]) for name in after if name in before}
    order = [name for name in before if name in after]
    if [name for name in common if common[name] != "type"] != [name for name in order if common[name] != "type"]:
        changes.add("order", item, f"{', '.join(order)} -> {', '.join(common)}")
    for name, slug in common.items():
        if slug is not None:
            changes.add(slug, f"{item}.{name}", f"{before[name]} -> {after[name]}")


def _type_change(old: str, new: str) -> str | None:
    """What class of change that is. Another type may stand elsewhere in the bytes by itself."""
    if old == new:
        return None
    if holds_more(old, new):
        return "bound"
    return "width" if _family(old) == _family(new) else "type"


def _family(text: str) -> str:
    """What two types share that differ in size alone."""
    hit = _SIZED.fullmatch(text)
    return text if hit is None else hit.group(1)


def _compare_units(old: Lock, new: Lock, renames: Renames, changes: Changes) -> None:
    after = {unit.name: unit.type for unit in new.units}
    for unit in old.units:
        name = _renamed(unit.name, renames, changes)
        if after.get(name, unit.type) != unit.type:
            slug = "width" if _family(unit.type) == _family(after[name]) else "type"
            changes.add(slug, name, f"{unit.type} -> {after[name]}, wherever the unit is stored or sent")


def _compare_structs(old: Lock, new: Lock, renames: Renames, changes: Changes) -> None:
    after = {struct.name: struct.fields for struct in new.structs}
    for struct in old.structs:
        name = _renamed(struct.name, renames, changes)
        if name in after:
            compare_fields(name, struct.fields, after[name], renames.fields.get(struct.name, {}), renames, changes)


def _compare_enums(old: Lock, new: Lock, renames: Renames, changes: Changes) -> None:
    after = {enum.name: enum.variants for enum in new.enums}
    for enum in old.enums:
        name = _renamed(enum.name, renames, changes)
        if name not in after:
            continue
        _renamed_in(enum, name, renames, changes)
        before, variants = tuple(renames.variant(enum.name, text) for text in enum.variants), after[name]
        if variants[: len(before)] != before:
            changes.add("variants", name, f"{', '.join(before)} -> {', '.join(variants)}")
        elif variants != before:
            changes.add("added", name, f"variants {', '.join(variants[len(before) :])}")


def _renamed(name: str, renames: Renames, changes: Changes) -> str:
    """The new name of a unit, an enum or a struct."""
    new = renames.name(name)
    if new != name:
        changes.add("renamed", name, f"is now `{new}`, with the same bytes")
    return new


def _renamed_in(enum: LockedEnum, name: str, renames: Renames, changes: Changes) -> None:
    variants = renames.fields.get(enum.name, {})
    for old, new in variants.items():
        changes.add("renamed", f"{name}.{old}", f"is now `{new}`, with the same number")
    for text in enum.variants:
        variant = payload_of(text)[0]
        for old, new in renames.fields.get(f"{enum.name}.{variant}", {}).items():
            item = f"{name}.{variants.get(variant, variant)}.{old}"
            changes.add("renamed", item, f"is now `{new}`, with the same bytes")
