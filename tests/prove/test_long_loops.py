"""Loops over collections that are too long to go through: what they leave alone is proved all the same."""

from __future__ import annotations

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.interpret.testing import run_tests
from vprog.dsl.prove.findings import Finding, Firing, Verdict
from vprog.dsl.prove.prove import prove

SOURCE = """
program loops

unit Coin: u64

error {{ Bad "bad" }}

resource Box at lock(first) {{
    count: u64
    top:   u64
    held_: held Coin
    items: list<u16, max 200>
    first: LockId
    lock:  Lock
}}

instruction go(n: u64)
    writes box: Box
    {auth}
    ensures {ensures}
{{
    var sum: u64 = 0
    {before}
    for item in box.items {{
        {body}
    }}
    {after}
}}
"""


def found(body: str, *, ensures: str = "true", auth: str = "auth box.lock", **rest: str) -> dict[str, Finding]:
    parts = {"before": "", "after": "", **rest}
    source = SOURCE.format(body=body, ensures=ensures, auth=auth, **parts)
    compilation = Compilation(source)
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    findings = prove(compilation.program, 5).obligations
    for finding in findings:
        if finding.test:
            pasted = Compilation(source + finding.test).program
            assert pasted is not None and not run_tests(pasted)[0].passed
    return {finding.obligation: finding for finding in findings}


COUNTING = "if item > 5 { sum = sum + 1 else Bad }"


def test_what_the_loop_leaves_alone_is_proved() -> None:
    obligations = found(COUNTING, after="box.count = sum", ensures="box.top == old(box.top)")
    assert {name: finding.verdict for name, finding in obligations.items()} == dict.fromkeys(
        ("conservation", "authority", "ensures", "no unchecked overflow"), Verdict.PROVED
    )


@pytest.mark.parametrize(
    ("body", "ensures", "verdict"),
    [
        (COUNTING, "box.count == 0", Verdict.UNKNOWN),
        ("box.top = n", "box.top == n", Verdict.REFUTED),
        ("box.top = n", "box.count == old(box.count)", Verdict.PROVED),
        ("if item > 5 { return }", "box.count == sum_", Verdict.PROVED),
    ],
)
def test_what_the_loop_assigns_can_be_anything(body: str, ensures: str, verdict: Verdict) -> None:
    ensures = ensures.replace("sum_", "old(box.count)")
    after = "box.count = sum" if "sum" in body else ""
    assert found(body, ensures=ensures, after=after)["ensures"].verdict is verdict


def test_what_is_written_in_the_loop_needs_authority() -> None:
    assert found("box.top = n")["authority"].verdict is Verdict.PROVED


def test_what_moves_value_in_the_loop_stays_unknown() -> None:
    body = "let coins = box.held_.take(1) else Bad  box.held_.put(coins)"
    obligations = found(body)
    assert list(obligations) == ["everything"] and obligations["everything"].verdict is Verdict.UNKNOWN
    assert "up to 200 elements" in obligations["everything"].why


def test_checks_in_the_loop_are_met() -> None:
    source = SOURCE.format(
        body="box.top = box.top + item else Bad", ensures="true", auth="auth box.lock", before="", after=""
    )
    program = Compilation(source).program
    assert program is not None
    checks = prove(program, 5).checks
    assert [check.error for check in checks] == ["Bad"] and checks[0].firing is not Firing.NEVER
