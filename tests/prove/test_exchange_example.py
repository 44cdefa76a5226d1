"""The constant-product exchange of the examples: what is proved of it, and bugs that no source could have."""

from __future__ import annotations

import pytest
from support.programs import compiled

from prove.seeding import with_instruction, with_statements
from prove.test_seeded_bugs import Change, drop, pasted, twice, unchecked
from vprog.dsl.frozen import replace
from vprog.dsl.interpret.testing import run_tests
from vprog.dsl.program import expressions as e
from vprog.dsl.program import statements as s
from vprog.dsl.prove.findings import Firing, Verdict
from vprog.dsl.prove.goals import WAIVED
from vprog.dsl.prove.prove import prove

K = "the product of the reserves never falls"


def test_everything_is_proved() -> None:
    findings = prove(compiled("exchange"), 60)
    assert findings.verdict is Verdict.PROVED
    assert {finding.why for finding in findings.obligations} <= {"", WAIVED}
    proved = {(finding.instruction, finding.subject) for finding in findings.obligations}
    assert {("buy", K), ("sell", K)} <= proved
    for instruction in ("buy", "sell", "add", "remove", "open"):
        assert {(instruction, unit) for unit in ("Sompi", "Token", "Shares")} <= proved
        assert (instruction, "both sides of the pool have something in them") in proved
    assert all(check.firing is not Firing.UNKNOWN for check in findings.checks)


def test_what_the_pool_pays_out_it_has() -> None:
    checks = prove(compiled("exchange"), 60, ("buy", "sell", "remove")).checks
    pool = {(c.instruction, c.error) for c in checks if c.kind == "take" and c.firing is Firing.NEVER}
    assert pool == {("buy", "TooLittle"), ("sell", "TooLittle"), ("remove", "TooLittle")}
    assert all(c.firing is Firing.NEVER for c in checks if c.kind == "division")


def test_values_that_fire_a_check_can_be_pasted() -> None:
    checks = prove(compiled("exchange"), 60, ("buy", "withdraw", "remove")).checks
    assert any(check.firing is Firing.CAN for check in checks)
    for check in checks:
        if check.firing is Firing.CAN:
            assert not check.why
            assert pasted("exchange", compiled("exchange"), check.test).passed, check.test


def test_blocks_and_properties_pass() -> None:
    results = run_tests(compiled("exchange"))
    assert len(results) == 8 and all(result.passed for result in results)


def rounded_up(node: s.Statement) -> tuple[s.Statement, ...]:
    """What the pool pays out, rounded up: the compiler refuses this in a source."""
    if isinstance(node, s.Let) and node.name == "out" and isinstance(node.value, e.Convert):
        division = node.value.value
        assert isinstance(division, e.Divide)
        return (replace(node, value=replace(node.value, value=replace(division, rounding=e.Rounding.CEIL))),)
    if isinstance(node, s.Let) and node.name == "fee" and isinstance(node.value, e.Divide):
        return (replace(node, value=replace(node.value, rounding=e.Rounding.FLOOR)),)
    return (node,)


@pytest.mark.parametrize(
    ("instruction", "change", "obligation", "subject"),
    [
        ("buy", drop(s.Put), "conservation", "Sompi"),
        ("sell", twice(s.Put), "conservation", "Token"),
        ("remove", drop(s.Burn), "conservation", "Shares"),
        ("buy", rounded_up, "invariant", K),
        ("sell", rounded_up, "invariant", K),
        ("add", unchecked, "no unchecked overflow", ""),
    ],
)
def test_seeded_bug(instruction: str, change: Change, obligation: str, subject: str) -> None:
    wrong = with_statements(compiled("exchange"), instruction, change)
    found = prove(wrong, 60, (instruction,)).obligations
    (finding,) = [f for f in found if (f.obligation, f.subject) == (obligation, subject)]
    assert finding.verdict is Verdict.REFUTED and "could not" not in finding.why
    if obligation == "no unchecked overflow":
        with pytest.raises(AssertionError, match="proved to fit"):
            pasted("exchange", wrong, finding.test)
    else:
        result = pasted("exchange", wrong, finding.test)
        assert not result.passed and "does not hold" in result.message


def test_anyone_could_issue() -> None:
    wrong = with_instruction(compiled("exchange"), "issue", lambda i: replace(i, auth=None))
    found = prove(wrong, 60, ("issue",)).obligations
    assert [f.subject for f in found if f.verdict is Verdict.REFUTED] == ["config"]
