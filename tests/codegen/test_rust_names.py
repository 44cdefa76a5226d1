"""Names and text that would be something else in Rust."""

from __future__ import annotations

from pathlib import Path

import pytest
from differential.native_guest import FRESHNESS, REPOSITORY, cargo, compiled, write_crate

from vprog.codegen.rust import emit
from vprog.codegen.rust.crate import package_name
from vprog.codegen.rust.names import camel, upper_snake
from vprog.codegen.rust.text import comment_text, doc_lines, string_literal

PROGRAMS = Path(__file__).parent / "programs"


@pytest.mark.parametrize("name", ["rust_words", "hostile", "hostile_types"])
def test_names_of_rust_and_of_the_runtime_are_free(name: str) -> None:
    program = compiled(PROGRAMS / f"{name}.vprog")
    folder = REPOSITORY / "target" / "guest-src" / program.name
    write_crate(program, folder)
    package = package_name(program)
    cargo(folder, "clippy", "--locked", FRESHNESS, "-p", package, "--all-targets", "--", "-D", "warnings")


def test_text_cannot_leave_its_comment(tmp_path: Path) -> None:
    doc = '/// first */ fn evil() {}\n/// a\u200db */ /* \\ "\n\nprogram evil\n'
    resource = 'resource One at label("x") { value: u8 lock: Lock }\n'
    source = doc + resource + "instruction set(value: u8) writes one: One auth one.lock { one.value = value }\n"
    path = tmp_path / "evil.vprog"
    path.write_text(source, "utf-8")
    lib = emit(compiled(path))["src/lib.rs"]
    assert "\nfn evil" not in lib


def test_comment_text_is_one_plain_line() -> None:
    for char in ("\n", "\r", "\x00", "\x0b", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff", "\ud800"):
        assert comment_text(f"a{char}b") == "a\ufffdb"
    assert comment_text("tab\tand ünïcode") == "tab    and ünïcode"


def test_doc_lines() -> None:
    assert doc_lines("", "fallback") == ("fallback",)
    assert doc_lines("\n one\r\n\ntwo \n", "fallback") == (" one", "", "two")


def test_string_literals_hold_any_text() -> None:
    assert string_literal('a"\\\n\u202e{}') == '"a\\"\\\\\\u{a}\\u{202e}{}"'


def test_spellings() -> None:
    assert [camel(name) for name in ("a", "create_mint", "a__b")] == ["A", "CreateMint", "AB"]
    assert [upper_snake(name) for name in ("BelowMinimum", "HTTPError", "Abc2Def")] == [
        "BELOW_MINIMUM",
        "HTTP_ERROR",
        "ABC2_DEF",
    ]
