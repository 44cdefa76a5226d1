"""The language manual shows the truth: its programs compile, run and are in the one style, and what it says is refused
is refused for the reason that it gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vprog.dsl.evolution.compare import compare
from vprog.dsl.evolution.record import record
from vprog.dsl.format import format_source
from vprog.dsl.interpret.testing import run_tests
from vprog.dsl.rules import rule_modules
from vprog.grammar import tokens

from .pages import BLOCKS, BREAKING, INDEX, MANUAL, PAGES, PROGRAMS, REJECTED, Block, blocks, compiled

INVENTORY = {
    *("programs", "constants", "numbers", "bytes", "collections", "options", "structs", "enums", "locks", "resources"),
    *("errors", "events", "instructions", "authority", "trust", "value", "linear_structs", "role_lists", "functions"),
    *("statements", "lifecycle", "transaction", "actions", "views", "migrations", "invariants", "tests", "storm"),
    *("evolution", "diagnostics"),
}
WORDS = tokens.ITEM_WORDS | tokens.CLAUSE_WORDS | tokens.STATEMENT_WORDS | tokens.TEST_STATEMENT_WORDS
CODES = set(rule_modules())


def _shown(block: Block) -> str:
    return block.name


@pytest.mark.parametrize("block", PROGRAMS, ids=_shown)
def test_a_program_compiles_without_findings(block: Block, tmp_path: Path) -> None:
    found = compiled(block, tmp_path)
    assert [(d.rule.code, d.primary.span.line, d.message) for d in found.diagnostics] == []
    assert found.program is not None


@pytest.mark.parametrize("block", PROGRAMS, ids=_shown)
def test_a_program_passes_its_tests(block: Block, tmp_path: Path) -> None:
    program = compiled(block, tmp_path).program
    assert program is not None
    results = run_tests(program)
    assert [(r.name, r.message) for r in results if not r.passed] == []
    assert results or block.is_module, "an example without tests"


@pytest.mark.parametrize("block", BLOCKS, ids=_shown)
def test_a_block_is_in_the_one_style(block: Block) -> None:
    if not _is_syntax(block):
        assert format_source(block.text) == block.text


def _is_syntax(block: Block) -> bool:
    """Whether it shows a syntax error, which `vprog fmt` leaves alone."""
    return block.mark[:1] == ("reject",) and block.mark[1].startswith("VP01")


@pytest.mark.parametrize("block", REJECTED, ids=_shown)
def test_what_is_said_to_be_refused_is_refused_for_that_reason(block: Block, tmp_path: Path) -> None:
    assert [d.rule.code for d in compiled(block, tmp_path).diagnostics] == list(block.mark[1:])


@pytest.mark.parametrize("block", BREAKING, ids=_shown)
def test_what_is_said_to_break_breaks(block: Block, tmp_path: Path) -> None:
    before = compiled(next(b for b in blocks(block.page) if not b.mark), tmp_path).program
    after = compiled(block, tmp_path).program
    assert before is not None and after is not None
    classes = dict.fromkeys(c.kind.slug for c in compare(record(before), record(after)) if c.kind.breaking)
    assert list(classes) == list(block.mark[1:])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_an_example_and_mistakes(page: Path) -> None:
    found = blocks(page)
    assert any(not block.mark for block in found)
    assert any(block.mark for block in found)
    assert all(block.mark[0] in ("reject", "breaks") for block in found if block.mark)


@pytest.mark.parametrize("page", [*PAGES, INDEX], ids=lambda page: page.stem)
def test_codes_that_are_named_exist(page: Path) -> None:
    assert set(re.findall(r"\bVP\d{4}\b", page.read_text(encoding="utf-8"))) <= CODES


def test_every_item_has_its_page_and_every_page_is_in_the_index() -> None:
    assert sorted(INVENTORY) == [page.stem for page in PAGES]
    listed = re.findall(r"\]\(([a-z_]+)\.md\)", INDEX.read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(INVENTORY)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_leads_back_to_the_index(page: Path) -> None:
    assert "](README.md)" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", sorted(WORDS | tokens.SOFT_WORDS | tokens.OTHER_WORDS))
def test_every_word_is_used_in_an_example(word: str) -> None:
    assert any(re.search(rf"\b{word}\b", _code(block.text)) for block in PROGRAMS), word


@pytest.mark.parametrize("word", sorted(tokens.BUILT_IN_TYPES))
def test_every_type_is_used_in_an_example(word: str) -> None:
    assert any(re.search(rf"(?<![\w.]){word}(?!\w)", _code(block.text)) for block in PROGRAMS), word


def _code(text: str) -> str:
    """Without comments and strings, whose words are only words."""
    return re.sub(r'//[^\n]*|"(\\.|[^"\\])*"', "", text)


def test_the_manual_is_where_the_reference_says() -> None:
    assert "(manual/README.md)" in (MANUAL.parent / "language.md").read_text(encoding="utf-8")
