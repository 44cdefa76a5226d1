"""Renaming is free where the bytes stay, wherever the name is used, and not where it hides another change."""

from __future__ import annotations

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.evolution.compare import compare
from vprog.dsl.evolution.model import Lock
from vprog.dsl.evolution.record import record

OLD = """\
program plots

unit Sompi: u64

struct Corner { east: u32 north: u32 }
struct Area { low: Corner high: Corner tax: Sompi }
enum Use { Field { crop: u8, since: u32 }, House, Pond { depth: u16 } }

const MOST: u32 = 77

resource Plot at (owner, number) {
    area:   Area
    purpose: Use
    owner:  LockId
    number: u32
    lock:   Lock
}

instruction move_to(corner: Corner, purpose: Use)
    writes plot: Plot
    auth   plot.lock
    where  plot.area.low.east < corner.east and plot.area.low.north < MOST
    where  plot.area.tax < Sompi(5)
    where  plot.purpose != purpose
{
    plot.area = Area { low: corner, high: corner, tax: 3 }
    plot.purpose = Use.House
    if corner.east == 4 {
        plot.purpose = Use.Pond { depth: 3 }
    }
}
"""


def recorded(source: str) -> Lock:
    compilation = Compilation(source)
    assert compilation.program is not None, [(d.message, d.primary.span.line) for d in compilation.diagnostics]
    return record(compilation.program)


def changes(*edits: tuple[str, str]) -> list[tuple[str, str, str]]:
    text = OLD
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return [(c.kind.slug, c.item, c.text) for c in compare(recorded(OLD), recorded(text))]


@pytest.mark.parametrize(
    ("old", "new", "item"),
    [
        ("Sompi", "Coin", "Sompi"),
        ("Corner", "Point", "Corner"),
        ("Area", "Place", "Area"),
        ("Use", "Kind", "Use"),
        ("MOST", "LIMIT", "MOST"),
        ("east", "x", "Corner.east"),
        ("tax", "fee", "Area.tax"),
        ("low", "first", "Area.low"),
        ("House", "Home", "Use.House"),
        ("Pond", "Lake", "Use.Pond"),
        ("depth", "fathoms", "Use.Pond.depth"),
        ("crop", "plant", "Use.Field.crop"),
        ("area", "place", "Plot.area"),
    ],
)
def test_one_name(old: str, new: str, item: str) -> None:
    found = changes((old, new))
    assert [(slug, name) for slug, name, _ in found] == [("renamed", item)]
    assert f"is now `{new}`" in found[0][2]


def test_all_at_once() -> None:
    found = changes(("Sompi", "Coin"), ("Corner", "Point"), ("Area", "Place"), ("east", "x"), ("Pond", "Lake"))
    assert {slug for slug, _, _ in found} == {"renamed"} and len(found) == 5


def test_another_name_and_another_width() -> None:
    found = changes(("Sompi", "Coin"), ("unit Coin: u64", "unit Coin: u128"))
    assert ("type", "Area.tax", "Sompi -> Coin") in found


def test_another_name_and_another_order() -> None:
    found = changes(("Corner", "Point"), ("east: u32 north: u32", "north: u64 east: u32"), ("< MOST", "< MOST + 1"))
    assert ("type", "Area.low", "Corner -> Point") in found
    assert ("parameters", "move_to", "(corner: Corner, purpose: Use) -> (corner: Point, purpose: Use)") in found


def test_variants_that_were_taken_out_are_not_renamed() -> None:
    found = changes(("Field { crop: u8, since: u32 }, House, Pond", "House, Barn, Pond"))
    assert ("variants", "Use") in [(slug, item) for slug, item, _ in found]
    assert not [item for slug, item, _ in found if slug == "renamed"]


def test_the_payload_of_a_variant_counts() -> None:
    found = changes(("Pond { depth: u16 }", "Lake { depth: u32 }"), ("Use.Pond", "Use.Lake"))
    assert found[0][:2] == ("variants", "Use")
