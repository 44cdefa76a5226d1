"""Compares two versions of a program."""

from __future__ import annotations

from vprog.dsl.evolution.changes import Change, Changes
from vprog.dsl.evolution.constants import Constants
from vprog.dsl.evolution.header import Around, HeaderComparison
from vprog.dsl.evolution.model import Lock
from vprog.dsl.evolution.renames import Renames, find_renamed_instructions, find_renames
from vprog.dsl.evolution.state import compare_state, moved_resources, renumbered


def compare(old: Lock, new: Lock) -> tuple[Change, ...]:
    """Every change between two versions, those that break something first; empty when nobody could tell them apart by
    their interface. One cause is one change: a unit that gets wider is not repeated for each of its fields."""
    changes = Changes()
    renames = find_renames(old, new)
    if old.program != new.program:
        changes.add("renamed", old.program, f"the program is now `{new.program}`")
    constants = Constants(old, new, renames)
    compare_state(old, new, renames, constants, changes)
    _compare_instructions(old, new, renames, constants, changes)
    constants.explain_bounds(changes)
    _compare_errors(old, new, changes)
    _compare_constants(old, renames, constants, changes)
    _compare_the_rest(old, new, renames, changes)
    return tuple(sorted(changes.found, key=lambda change: not change.kind.breaking))


def _compare_instructions(old: Lock, new: Lock, renames: Renames, constants: Constants, changes: Changes) -> None:
    names = find_renamed_instructions(old, new, renames)
    after = {i.name: i for i in new.instructions}
    lost = {error.name for error in old.errors} - {error.name for error in new.errors}
    around = Around(renames, constants, moved_resources(old, new, renames, constants), lost)
    moved: list[tuple[str, int, int]] = []
    for instruction in old.instructions:
        name = names.get(instruction.name, instruction.name)
        if name not in after:
            changes.add("instruction", instruction.name, f"tag {instruction.tag} is gone")
            continue
        if name != instruction.name:
            changes.add("renamed", instruction.name, f"is now `{name}`, with the same tag")
        if instruction.tag != after[name].tag:
            moved.append((name, instruction.tag, after[name].tag))
        HeaderComparison(instruction, after[name], around, changes).run()
    renumbered("tag", moved, changes)
    known = {names.get(i.name, i.name) for i in old.instructions}
    for instruction in new.instructions:
        if instruction.name not in known:
            changes.add("added", instruction.name, f"an instruction with tag {instruction.tag}")


def _compare_errors(old: Lock, new: Lock, changes: Changes) -> None:
    """By name alone: another name for a code may as well be another error."""
    after = {e.name: e.code for e in new.errors}
    moved: list[tuple[str, int, int]] = []
    for error in old.errors:
        if error.name not in after:
            changes.add("code", error.name, f"code {error.code} is gone")
        elif after[error.name] != error.code:
            moved.append((error.name, error.code, after[error.name]))
    renumbered("code", moved, changes)
    known = {e.name for e in old.errors}
    for error in new.errors:
        if error.name not in known:
            changes.add("added", error.name, f"an error with code {error.code}")


def _compare_constants(old: Lock, renames: Renames, constants: Constants, changes: Changes) -> None:
    """Those that no header and no type uses: what they say is said there."""
    for constant in old.constants:
        if constant.name in renames.constants:
            changes.add("renamed", constant.name, f"is now `{renames.constants[constant.name]}`, with the same value")
    for other in constants.changed():
        changes.add("constant", other.name, f"{other.old} -> {other.new}")


def _compare_the_rest(old: Lock, new: Lock, renames: Renames, changes: Changes) -> None:
    """What stands neither in the state nor on the wire."""
    events = {event.name: event.fields for event in new.events}
    for event in old.events:
        before = [(f.name, renames.type(f.type)) for f in event.fields]
        if event.name not in events:
            changes.add("event", event.name, "is gone")
        elif before != [(f.name, f.type) for f in events[event.name]]:
            changes.add("event", event.name, "has other fields")
    _compare_views(old, new, renames, changes)
    for event in new.events:
        if event.name not in {e.name for e in old.events}:
            changes.add("added", event.name, "an event")


def _compare_views(old: Lock, new: Lock, renames: Renames, changes: Changes) -> None:
    views = {view.name: view for view in new.views}
    for view in old.views:
        other = views.get(view.name)
        if other is None:
            changes.add("view", view.name, "is gone")
            continue
        before = (
            [(p.name, renames.type(p.type)) for p in view.parameters],
            [(r.name, renames.name(r.resource), r.many) for r in view.roles],
            renames.type(view.result),
        )
        after = (
            [(p.name, p.type) for p in other.parameters],
            [(r.name, r.resource, r.many) for r in other.roles],
            other.result,
        )
        if before != after:
            changes.add("view", view.name, "asks for something else, or answers something else")
    for view in new.views:
        if view.name not in {v.name for v in old.views}:
            changes.add("added", view.name, "a view")
    migrated = {(renames.name(m.old), renames.name(m.new)) for m in old.migrations}
    for migration in new.migrations:
        if (migration.old, migration.new) not in migrated:
            changes.add("added", migration.new, f"a migration from `{migration.old}`")
