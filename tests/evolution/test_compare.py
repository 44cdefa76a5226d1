"""Every class of change, in a pair of programs that compile."""

from __future__ import annotations

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.evolution.changes import CLASSES
from vprog.dsl.evolution.compare import compare
from vprog.dsl.evolution.model import Lock
from vprog.dsl.evolution.record import record

from .base import BASE
from .pairs import PAIRS, edited


def recorded(source: str) -> Lock:
    compilation = Compilation(source)
    assert compilation.program is not None, [(d.message, d.primary.span.line) for d in compilation.diagnostics]
    return record(compilation.program)


@pytest.mark.parametrize("name", PAIRS)
def test_a_change_is_found_and_named(name: str) -> None:
    old, new = recorded(BASE), recorded(edited(name))
    changes = compare(old, new)
    assert [(c.kind.slug, c.item, c.text) for c in changes] == PAIRS[name][1]
    assert compare(new, new) == ()


def test_every_class_has_a_pair() -> None:
    assert {slug for _, expected in PAIRS.values() for slug, _, _ in expected} == set(CLASSES)


def test_nothing_changes_by_writing_it_otherwise() -> None:
    other = "// about\n" + BASE.replace(
        "    auth   all of (user.lock, other.lock)", "    auth   2 of (other.lock, user.lock)"
    )
    other = (
        other.replace("let coins", "let money").replace("(coins", "(money").replace("balance: coins", "balance: money")
    )
    assert compare(recorded(BASE), recorded(other)) == ()


def test_what_breaks_comes_first() -> None:
    for name in PAIRS:
        breaking = [change.kind.breaking for change in compare(recorded(BASE), recorded(edited(name)))]
        assert breaking == sorted(breaking, reverse=True)
