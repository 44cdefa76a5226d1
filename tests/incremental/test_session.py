"""A text that was edited compiles to what it would compile to from the start: program, findings and places."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vprog.dsl.compile import Compilation
from vprog.dsl.incremental.chunks import cut
from vprog.dsl.incremental.session import Session

REPOSITORY = Path(__file__).parents[2]
SOURCES = sorted([*REPOSITORY.glob("examples/*/*.vprog"), *REPOSITORY.glob("tests/accept/cases/*.vprog")])


def assert_same(edited: Compilation, source: str, path: str) -> None:
    fresh = Compilation(source, path)
    assert edited.diagnostics == fresh.diagnostics
    assert edited.program == fresh.program


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.stem)
def test_pieces_are_the_text(path: Path) -> None:
    text = path.read_text("utf-8")
    found = cut(text)
    assert found.starts[0] == found.first == found.last == 0 and found.end == len(text)
    assert list(found.starts) == sorted({*found.starts})
    assert all(text[start - 1] == "\n" for start in found.starts[1:])


LINES = ("program p", "unit A: u64", "/// Said.", "pub", "fn f() {", "}", "", " unit", "error {", "pub fn g() {}", "é")


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from(LINES), max_size=12).map("\n".join),
    st.integers(0, 100),
    st.integers(0, 30),
    st.lists(st.sampled_from(LINES), max_size=3).map("\n".join) | st.text("pubnit/\n {", max_size=4),
)
def test_an_edited_text_is_cut_as_from_the_start(before: str, at: int, length: int, new: str) -> None:
    at = min(at, len(before))
    text = before[:at] + new + before[at + length :]
    old = cut(before).starts
    found = cut(text, before, old)
    moved = (start + len(text) - len(before) for start in old[found.last :])
    assert (*old[: found.first], *found.starts, *moved) == cut(text).starts


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.stem)
def test_random_edits(path: Path) -> None:
    choice = random.Random(path.stem)
    name, original = str(path), path.read_text("utf-8")
    session, text = Session(name), original
    for _ in range(25):
        assert_same(session.update(text), text, name)
        lines = text.split("\n")
        at = choice.randrange(len(lines))
        match choice.randrange(5):
            case 0:
                lines.insert(at, "// a remark")
            case 1:
                lines.insert(at, lines[choice.randrange(len(lines))])
            case 2:
                del lines[at]
            case 3:
                words = lines[at].split(" ")
                lines[at] = " ".join(choice.sample(words, len(words)))
            case _:
                lines = original.split("\n")
        text = "\n".join(lines)


def test_what_was_an_item_is_no_beginning() -> None:
    first, second = "program p\nunit A: u64\n", "unit A: u64\n"
    session = Session("p.vprog")
    for text in (first, second, first, "unit A: u64\nprogram p\n", first):
        assert_same(session.update(text), text, "p.vprog")


def test_an_item_above_moves_what_is_below_and_its_findings() -> None:
    path, text = "ledger.vprog", (REPOSITORY / "examples/ledger/ledger.vprog").read_text("utf-8")
    wrong = text.replace("let coins = source.balance.take", "let coins = target.balance.take")
    session = Session(path)
    assert_same(session.update(wrong), wrong, path)
    moved = wrong.replace("instruction ", "\n/// One.\n/// Two.\ninstruction ", 1)
    edited = session.update(moved)
    assert edited.diagnostics and edited.diagnostics[0].primary.span.line > 60
    assert_same(edited, moved, path)


def test_only_the_item_that_changed_is_made_again() -> None:
    path, text = "ledger.vprog", (REPOSITORY / "examples/ledger/ledger.vprog").read_text("utf-8")
    session = Session(path)
    before = session.update(text).program
    after = session.update(text.replace("require amount >= MIN_OPENING", "require amount > MIN_OPENING", 1)).program
    assert before is not None and after is not None
    same = [a is b for a, b in zip(before.instructions, after.instructions, strict=True)]
    assert same.count(False) == 1
    assert all(a is b for a, b in zip(before.resources, after.resources, strict=True))
    assert all(a is b for a, b in zip(before.tests, after.tests, strict=True))


def test_a_changed_declaration_makes_everything_again() -> None:
    path, text = "ledger.vprog", (REPOSITORY / "examples/ledger/ledger.vprog").read_text("utf-8")
    session = Session(path)
    assert session.update(text).program is not None
    wider = text.replace("unit Sompi: u64", "unit Sompi: u32")
    assert_same(session.update(wider), wider, path)
