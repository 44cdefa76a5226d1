"""Tags of migrations count from the other end: a program with one still grows, by instructions and by migrations."""

from __future__ import annotations

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.evolution.compare import compare
from vprog.dsl.evolution.model import Lock
from vprog.dsl.evolution.record import record

OLD = """\
program members

resource Member at (owner) {
    visits: u16
    owner:  LockId
    lock:   Lock
}

resource Place at (owner) {
    size:  u16
    owner: LockId
    lock:  Lock
}

resource MemberNow at (owner) {
    visits: u32
    owner:  LockId
    lock:   Lock
}

resource PlaceNow at (owner) {
    size:  u32
    owner: LockId
    lock:  Lock
}

migrate MemberNow from Member { visits: old.visits, owner: old.owner, lock: old.lock }

instruction visit(visits: u32)
    writes member: MemberNow
    auth   member.lock
{
    member.visits = visits
}
"""

SECOND = "\nmigrate PlaceNow from Place { size: old.size, owner: old.owner, lock: old.lock }\n"

INSTRUCTION = """
instruction enlarge(size: u32)
    writes place: PlaceNow
    auth   place.lock
{
    place.size = size
}
"""


def recorded(source: str) -> Lock:
    compilation = Compilation(source)
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    return record(compilation.program)


def found(source: str) -> list[tuple[str, str, str]]:
    return [(c.kind.slug, c.item, c.text) for c in compare(recorded(OLD), recorded(source))]


def tags(source: str) -> dict[str, int]:
    return {i.name: i.tag for i in recorded(source).instructions}


def test_an_instruction_beside_a_migration_breaks_nothing() -> None:
    assert found(OLD + INSTRUCTION) == [("added", "enlarge", "an instruction with tag 2")]


def test_a_migration_behind_another_breaks_nothing() -> None:
    assert found(OLD + SECOND) == [
        ("added", "migrate_place", "an instruction with tag 254"),
        ("added", "PlaceNow", "a migration from `Place`"),
    ]


def test_a_migration_before_another_moves_its_tag() -> None:
    earlier = OLD.replace("\nmigrate MemberNow", SECOND + "\nmigrate MemberNow")
    assert found(earlier)[0] == ("tag", "migrate_member", "`migrate_member` 255 -> 254")


def test_both_ends() -> None:
    assert tags(OLD + SECOND + INSTRUCTION) == {"visit": 1, "enlarge": 2, "migrate_member": 255, "migrate_place": 254}


@pytest.mark.parametrize(("more", "fits"), [(252, True), (253, False)])
def test_they_never_meet(more: int, fits: bool) -> None:
    """Two migrations and `visit` are three of 255."""
    many = "".join(INSTRUCTION.replace("enlarge", f"enlarge_{n}") for n in range(more))
    found = Compilation(OLD + SECOND + many)
    assert [d.rule.code for d in found.diagnostics] == ([] if fits else ["VP1003"])
    if fits:
        assert sorted(tags(OLD + SECOND + many).values()) == list(range(1, 256))
