"""What the documents show is true: every program in them compiles, every command and file they name exists."""

import re
from pathlib import Path

import pytest

from vprog.dsl.cli.app import COMMANDS
from vprog.dsl.compile import Compilation

REPOSITORY = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])
PROGRAMS = [
    (document.name, block)
    for document in DOCUMENTS
    if document.parent.name != "manual"  # tests/manual
    for block in re.findall(r"```vprog\n(.*?)```", document.read_text("utf-8"), re.DOTALL)
    if re.search(r"^program ", block, re.MULTILINE)
]


@pytest.mark.parametrize(("document", "program"), PROGRAMS)
def test_a_program_in_a_document_compiles(document: str, program: str) -> None:
    assert not Compilation(program, document).diagnostics


def test_the_readme_shows_one() -> None:
    assert any(document == "README.md" for document, _ in PROGRAMS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_that_are_named_exist(document: Path) -> None:
    named = set(re.findall(r"(?<!`)`vprog ([a-z]+)\b", document.read_text("utf-8")))
    assert named <= set(COMMANDS)
