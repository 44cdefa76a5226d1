"""Programs of several files: where modules come from, whose findings are whose, and what must not happen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from vprog.dsl.cli.check import command
from vprog.dsl.compile import Compilation, compile_file
from vprog.dsl.diagnostics.text import render_text

SHARES = """module shares

unit Share: u64

error {
    NoShares "no shares"
}

linear struct Claim {
    amount: Share
}

resource Holder at lock(first) {
    first:  LockId
    lock:   Lock
    shares: held Share
}

pub fn redeem(holder: Holder, amount: Share) -> Claim {
    Share.burn(taken(holder, amount))
    return Claim { amount }
}

pub fn settle(holder: Holder, ticket: Claim) {
    let Claim { amount } = ticket
    let made = Share.mint(amount)
    holder.shares.put(made)
}

fn taken(holder: Holder, amount: Share) -> coins Share {
    let found = holder.shares.take(amount) else NoShares
    return found
}

instruction swap(amount: Share)
    writes  source: Holder
    credits target: Holder
    auth    source.lock
    permissionless("what is made was unmade before")
{
    settle(target, redeem(source, amount))
}
"""
MAIN = """program desk

pub use shares {{ swap }}
use shares {{ Holder }}

instruction give(amount: shares::Share)
    writes  source: Holder
    credits target: Holder
    auth    source.lock
    permissionless("what is made was unmade before")
{{
    {body}
}}
"""


def project(folder: Path, main: str, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.vprog").write_text(text, encoding="utf-8")
    path = folder / "main.vprog"
    path.write_text(main, encoding="utf-8")
    return path


def codes(compilation: Compilation) -> list[tuple[str, str]]:
    return [(d.rule.code, Path(d.primary.span.path).name) for d in compilation.diagnostics]


def test_a_module_beside_the_program(tmp_path: Path) -> None:
    body = "shares::settle(target, shares::redeem(source, amount))"
    compilation = compile_file(project(tmp_path, MAIN.format(body=body), shares=SHARES))
    program = compilation.program
    assert [d.message for d in compilation.diagnostics] == []
    assert program is not None
    assert program.modules == (("shares", str(tmp_path / "shares.vprog")),)
    assert [(r.name, r.module) for r in program.resources] == [("SharesHolder", "shares")]
    assert [(u.name, u.module) for u in program.units] == [("SharesShare", "shares")]
    assert [(s.name, s.module) for s in program.structs] == [("SharesClaim", "shares")]
    assert [i.name for i in program.instructions] == ["give", "shares_swap"]
    assert [(f.name, f.public, f.module) for f in program.functions] == [
        ("shares_redeem", True, "shares"),
        ("shares_settle", True, "shares"),
        ("shares_taken", False, "shares"),
    ]
    assert program.functions[2].effects == ("debits holder.shares",)
    assert program.functions[0].effects == ("debits holder.shares", "burns SharesShare")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("target.lock = source.lock", "VP0225"),
        ("let made = shares::Share.mint(5) shares::Share.burn(made)", "VP0226"),
        ("let made = shares::Claim { amount } shares::settle(target, made)", "VP0227"),
        ("let shares::Claim { amount: n } = shares::redeem(source, amount)", "VP0227"),
        ("let made = source.shares.take(amount) else shares::NoShares target.shares.put(made)", "VP0225"),
        ("shares::taken(source, amount)", "VP0221"),
        ("shares::mint(source, amount)", "VP0201"),
        ("other::mint(source, amount)", "VP0201"),
        ("let made = shares::redeem(source, amount)", "VP0901"),
    ],
)
def test_what_only_the_module_may_do(tmp_path: Path, body: str, code: str) -> None:
    compilation = compile_file(project(tmp_path, MAIN.format(body=body), shares=SHARES))
    assert (code, "main.vprog") in codes(compilation)
    assert compilation.program is None


def test_findings_name_their_file_and_show_its_text(tmp_path: Path) -> None:
    wrong = SHARES.replace("holder.shares.put(made)", "holder.shares.put(made)\n    let lost = Share.mint(1)")
    path = project(tmp_path, MAIN.format(body="shares::settle(target, shares::redeem(source, amount))"), shares=wrong)
    compilation = compile_file(path)
    assert codes(compilation) == [("VP0901", "shares.vprog")]
    shown = render_text(compilation.diagnostics, compilation.sources)
    assert "let lost = Share.mint(1)" in shown
    result = CliRunner().invoke(command, [str(path)])
    assert result.exit_code == 1
    assert "let lost = Share.mint(1)" in result.output
    found = json.loads(CliRunner().invoke(command, ["--format", "json", str(path)]).output)
    assert found["file"].endswith("shares.vprog")
    assert found["span"]["line"] == wrong[: wrong.index("let lost")].count("\n") + 1


def test_an_error_of_a_call_points_at_the_call_and_into_the_module(tmp_path: Path) -> None:
    main_text = MAIN.format(body="shares::settle(target, shares::redeem(source, amount))").replace(
        "writes  source", "reads   source"
    )
    finding = compile_file(project(tmp_path, main_text, shares=SHARES)).diagnostics[0]
    assert finding.rule.code == "VP0501"
    start, end = finding.primary.span.start, finding.primary.span.end
    assert Path(finding.primary.span.path).name == "main.vprog"
    assert main_text[start:end] == "shares::redeem(source, amount)"
    inside = [label for label in finding.secondary if label.text in ("by what stands here", "called here")]
    assert [Path(label.span.path).name for label in inside] == ["shares.vprog", "shares.vprog"]


@pytest.mark.parametrize(
    ("modules", "use", "expected"),
    [
        ({}, "use missing", ("VP0220", "main.vprog")),
        ({}, "use std::missing", ("VP0220", "main.vprog")),
        ({"one": "module one use two", "two": "module two use one"}, "use one", ("VP0222", "two.vprog")),
        ({"one": "module one use one"}, "use one", ("VP0222", "one.vprog")),
        ({"one": "module one use main"}, "use one", ("VP0222", "one.vprog")),
        ({"one": "program one"}, "use one", ("VP0224", "main.vprog")),
        ({"one": "module other"}, "use one", ("VP0224", "main.vprog")),
        ({"one": "module one const"}, "use one", ("VP0110", "one.vprog")),
        ({"math": "module math"}, "use math use std::math", ("VP0223", "main.vprog")),
        ({}, "use std::token const TOKEN_MAX: u8 = 1 event TokenMoved { a: u8 }", ("VP0223", "main.vprog")),
        ({"one": "module one fn min() { }"}, "use one", ("VP0208", "one.vprog")),
        ({"one": "module one event Hash { a: u8 }"}, "use one", ("VP0208", "one.vprog")),
        ({}, "use std::deeper::math", ("VP0228", "main.vprog")),
        ({}, "use other::math", ("VP0228", "main.vprog")),
    ],
)
def test_modules_that_are_wrong(tmp_path: Path, modules: dict[str, str], use: str, expected: tuple[str, str]) -> None:
    compilation = compile_file(project(tmp_path, f"program main {use} instruction i() {{}}", **modules))
    code, where = expected
    found = [(d.rule.code, d.primary.span.path) for d in compilation.diagnostics]
    assert [one for one, _ in found] == [code]
    assert where in found[0][1]
    assert compilation.program is None


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = project(tmp_path, "program main use one")
    (tmp_path / "one.vprog").write_bytes(b"module one\xff")
    assert codes(compile_file(path)) == [("VP0101", "one.vprog")]


def test_a_folder_is_no_module(tmp_path: Path) -> None:
    path = project(tmp_path, "program main use one")
    (tmp_path / "one.vprog").mkdir()
    assert codes(compile_file(path)) == [("VP0220", "main.vprog")]


@pytest.mark.parametrize("path", ["..::secret", "a.b", "/etc/passwd", "std::../x", "A", "std::std::x"])
def test_no_path_leads_elsewhere(tmp_path: Path, path: str) -> None:
    """The grammar refuses most of these; whatever it lets through must not be read."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "secret.vprog").write_text("module secret", encoding="utf-8")
    compilation = compile_file(project(tmp_path / "inner", f"program main use {path}"))
    assert compilation.program is None
    assert set(compilation.sources) == {str(tmp_path / "inner" / "main.vprog")}


def test_a_module_compiles_by_itself() -> None:
    assert Compilation(SHARES, "shares.vprog").diagnostics == ()


def test_a_module_that_two_modules_use_is_there_once(tmp_path: Path) -> None:
    compilation = compile_file(
        project(
            tmp_path,
            "program main use one use two instruction i(a: one::Wrapped, b: two::Twice) { }",
            base="module base unit Amount: u64 const MAX: u8 = 4",
            one="module one use base struct Wrapped { amount: base::Amount }",
            two="module two use base { MAX } struct Twice { raw: bytes[MAX] }",
        )
    )
    assert compilation.diagnostics == ()
    assert compilation.program is not None
    assert [name for name, _ in compilation.program.modules] == ["one", "base", "two"]
    assert [unit.name for unit in compilation.program.units] == ["BaseAmount"]
