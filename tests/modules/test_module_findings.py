"""Findings about names of modules: as their authors write them; none that follows from a module that is not read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from vprog.dsl.compile import Compilation, compile_file
from vprog.dsl.diagnostics.diagnostic import Diagnostic
from vprog.dsl.diagnostics.fixes import fix_text

SHARES = """module shares
unit Share: u64
const MOST: u64 = 9
error {
    NotEnough "few"
}
resource Hold at (owner) {
    owner: LockId
    bal:   held Share
    lock:  Lock
}
pub fn pay(h: Hold, n: Share) -> coins Share {
    let c = h.bal.take(n) else NotEnough
    return c
}
pub fn put_in(h: Hold, c: coins Share) {
    h.bal.put(c)
}
"""
MAIN = """program main
use shares
error {
    Nope "nope"
}
instruction give(n: shares::Share)
    writes a: shares::Hold
    writes b: shares::Hold
    auth   all of (a.lock, b.lock)
{
    BODY
}
"""
GOOD = "shares::put_in(b, shares::pay(a, n))"


def compiled(folder: Path, body: str, shares: str = SHARES) -> Compilation:
    (folder / "shares.vprog").write_text(shares, encoding="utf-8")
    (folder / "main.vprog").write_text(MAIN.replace("BODY", body), encoding="utf-8")
    return compile_file(folder / "main.vprog")


def texts(found: Sequence[Diagnostic]) -> list[str]:
    """All that a finding says, apart from what its rule says."""
    out: list[str] = []
    for one in found:
        out += [one.message, *one.notes, *(label.text for label in (one.primary, *one.secondary))]
        out += [one.fix.text, one.fix.title] if one.fix is not None else []
    return out


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ("a.lock = b.lock", "VP0225", "`shares::Hold` belongs to"),
        ("let c = shares::Share.mint(n) a.bal.put(c)", "VP0226", "`shares::Share` belongs to"),
        ("let c = a.bal.take(n) else NotEnough b.bal.put(c)", "VP0201", "`shares::NotEnough`"),
        ("let x: u64 = n", "VP0409", "shares::Share"),
        ("let c = shares::pay(a)", "VP0304", "`shares::pay`"),
        ("let x: u64 = shares_MOST", "VP0105", "shares_MOST"),
        ("let x: u64 = SHARE_MOST", "VP0201", "shares::MOST"),
    ],
)
def test_names_as_they_are_written(tmp_path: Path, body: str, code: str, said: str) -> None:
    found = compiled(tmp_path, body).diagnostics
    assert code in [one.rule.code for one in found]
    assert said in "\n".join(texts(found))
    assert not any(merged in text for text in texts(found) for merged in ("SharesS", "SharesH", "SharesN", "shares_p"))


def test_in_its_own_file_a_name_stands_alone(tmp_path: Path) -> None:
    wrong = SHARES.replace("h.bal.put(c)", "let x: Share = MOST h.bal.put(c)")
    (finding,) = [one for one in compiled(tmp_path, GOOD, wrong).diagnostics if one.is_error]
    assert finding.primary.span.path.endswith("shares.vprog")
    assert finding.message == "this counts a plain number, and Share is needed"


def test_a_local_of_the_same_spelling_keeps_its_name(tmp_path: Path) -> None:
    found = compiled(tmp_path, f"{GOOD} let shares_pay: bool = 5").diagnostics
    assert [one.rule.code for one in found] == ["VP0301"]
    assert "shares::pay" not in "\n".join(texts(found))


def test_a_fix_writes_the_module(tmp_path: Path) -> None:
    wrong = compiled(tmp_path, f"let x: u64 = SHARE_MOST {GOOD}")
    path = str(tmp_path / "main.vprog")
    done = fix_text(wrong.source, path, lambda text: Compilation(text, path).diagnostics)
    assert "= shares::MOST" in done.text
    assert Compilation(done.text, path).ok


@pytest.mark.parametrize("unit", ["shares::Share", "Share"])
def test_a_clause_with_a_unit_of_a_module_is_found(tmp_path: Path, unit: str) -> None:
    compiled(tmp_path, GOOD)
    path = str(tmp_path / "main.vprog")
    kept = MAIN.replace("BODY", "require n > 0 else Nope").replace("use shares", "use shares { Share }", 1)
    kept = kept.replace("writes", "reads ").replace("    auth   all of (a.lock, b.lock)\n", "")
    source = kept.replace("{\n    require", f"    claims {unit} // gone\n{{\n    require")
    finding = next(one for one in Compilation(source, path).diagnostics if one.rule.code == "VP0515")
    assert source[finding.primary.span.start : finding.primary.span.end] == f"claims {unit}"
    assert finding.fix is not None
    assert source[: finding.fix.span.start] + source[finding.fix.span.end :] == kept


@pytest.mark.parametrize(
    ("shares", "code", "where"),
    [
        (SHARES.replace("bal.take(n)", "bal.take(n"), "VP0110", "shares"),
        (SHARES.replace("let c = h.bal.take(n) else NotEnough", "let c ="), "VP0110", "shares"),
        (SHARES.replace("module", "program"), "VP0224", "main"),
        (SHARES.replace("module shares", "module other"), "VP0224", "main"),
        (SHARES.replace("unit Share", "use main\nunit Share"), "VP0222", "shares"),
        (SHARES.replace("unit Share", "use nowhere { Some }\nunit Share"), "VP0220", "shares"),
    ],
)
def test_a_module_that_is_not_read_gives_one_report(tmp_path: Path, shares: str, code: str, where: str) -> None:
    found = compiled(tmp_path, GOOD, shares).diagnostics
    assert [(one.rule.code, Path(one.primary.span.path).stem) for one in found] == [(code, where)]


def test_names_of_a_module_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "main.vprog"
    path.write_text(
        "program main use nowhere { Some, less } pub use nowhere { go } use std::token { Account }\n"
        "instruction i(a: nowhere::Some, b: Some) reads c: Account { nowhere::less(a, less(b)) }\n",
        encoding="utf-8",
    )
    assert [one.rule.code for one in compile_file(path).diagnostics] == ["VP0220"]
