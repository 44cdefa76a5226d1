"""Every rule has programs of its own that go wrong without it, and no others do."""

from __future__ import annotations

import os
from functools import cache

import mutation
import pytest
from mutation import Row, Subject
from subjects import generated
from test_examples import WITHOUT

from vprog.dsl.compile import Compilation
from vprog.dsl.rules import all_rules, find_rule

RULES = all_rules()


@cache
def everything() -> tuple[Subject, ...]:
    return mutation.subjects()


@cache
def reported() -> dict[str, frozenset[str]]:
    return mutation.baseline(everything())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_exactly_its_own_programs_go_wrong(rule: mutation.Rule) -> None:
    row = mutation.mutate(rule, everything(), reported())
    assert row.own, f"no program shows {rule.code}: add one to tests/reject/cases"
    assert row.failing == row.own


@pytest.mark.parametrize("rule", RULES if os.environ.get("VPROG_LONG") else RULES[::30], ids=lambda rule: rule.code)
def test_leaving_out_programs_that_never_report_it_changes_nothing(rule: mutation.Rule) -> None:
    assert mutation.mutate(rule, everything()) == mutation.mutate(rule, everything(), reported())


def test_programs_are_made_for_the_codes_that_none_is_written_for() -> None:
    assert {one.code for one in generated()} == set(WITHOUT)


def test_a_disabled_rule_is_silent_and_back_afterwards() -> None:
    seen: list[list[str]] = []

    def passes() -> bool:
        seen.append([d.rule.code for d in Compilation("program x\nunit Ab: u65\n").diagnostics])
        return True

    rule = find_rule("VP0201")
    assert rule is not None
    subject = Subject("x", frozenset(), passes)
    mutation.mutate(rule, [subject])
    assert mutation.baseline([subject]) == {"x": {"VP0201"}}
    assert seen == [[], ["VP0201"]]


def test_what_is_not_exact_is_named() -> None:
    """A rule without programs, one that another finding stands in for, and one that others need."""
    rule = RULES[0]
    rows = [Row(rule, frozenset(), frozenset()), Row(rule, frozenset("ab"), frozenset("bc"))]
    assert [row.exact for row in rows] == [False, False]
    assert [line.split()[0] for line in mutation.table(rows).splitlines()[1:]] == [rule.code, rule.code, "a", "c"]
    assert Row(rule, frozenset("a"), frozenset("a")).exact


def test_a_program_that_goes_wrong_by_itself_is_an_error() -> None:
    with pytest.raises(ValueError, match="broken goes wrong with all rules"):
        mutation.baseline([Subject("broken", frozenset(), lambda: False)])
