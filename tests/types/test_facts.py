"""What conditions say about later values: where a check falls away, and where it must not."""

from __future__ import annotations

import pytest
from type_programs import compiled, findings, with_body

from vprog.dsl.program.expressions import Convert, ErrorUse, Expression
from vprog.dsl.program.walk import evaluated, statements

PARAMETERS = "a: u64, b: u64, k: u8, s: i64, xs: list<u8, max 8>, p: Point"


def error_in(body: str) -> ErrorUse | None:
    """The error of the last conversion in the body."""
    compilation = compiled(with_body(body, PARAMETERS))
    assert compilation.program is not None, [finding.message for finding in compilation.diagnostics]
    nodes: list[Expression] = [
        node for statement in statements(compilation.program.instructions[0].body) for node in evaluated(statement)
    ]
    return [node for node in nodes if isinstance(node, Convert)][-1].error


PROVED = [
    "require b <= a else Bad user.count = a - b",
    "require a >= b else Bad user.count = a - b",
    "require not (a < b) else Bad user.count = a - b",
    "require a > b and k > 1 else Bad user.count = a - b - 1",
    "require a == b else Bad user.count = a - b",
    "require a < 10 else Bad user.small = a",
    "require a != 0 else Bad user.count = a - 1",
    "require s >= 0 else Bad user.count = s",
    "if a >= b { user.count = a - b }",
    "if a < b { return } user.count = a - b",
    "if a < b { user.count = 1 } else { user.count = a - b }",
    "if a < b or k == 0 { return } user.count = a - b",
    "require user.count >= a else Bad user.count -= a",
    "require user.count >= a else Bad user.small = 1 user.count -= a",
    "let c = a require c >= b else Bad user.count = c - b",
    "require p.x >= p.y else Bad user.count = p.x - p.y",
    "require xs.len >= 3 else Bad user.count = xs.len - 3",
    "for i in 0..8 { if i < xs.len { user.small = xs[i] } }",
    "for i in 0..8 { if i >= 1 { user.count = i - 1 } }",
]

KEPT = [
    "require b <= a else Bad user.count = b - a",
    "if a >= b { user.small = 1 } user.count = a - b",
    "if a < b or k == 0 { user.small = 1 return } else { user.small = 2 } user.count = b - a",
    "require a >= b or k == 0 else Bad user.count = a - b",
    "require not (a >= b and k == 0) else Bad user.count = a - b",
    "require user.count >= a else Bad user.count = b user.count -= a",
    "require user.count >= a else Bad if k == 1 { user.count = b } user.count -= a",
    "require user.count >= a else Bad for i in 0..2 { user.count -= a }",
    "require user.count >= a else Bad for i in 0..2 { user.count = b } user.count -= a",
    "var c = a require c >= b else Bad c = 1 user.count = c - b",
    "if k == 1 { require a >= b else Bad } user.count = a - b",
    "match user.colour { Red => { require a >= b else Bad } Green | Blue => return } user.count = a - b",
    "require a >= b - 1 else Bad user.count = a - b",
]


@pytest.mark.parametrize("body", PROVED)
def test_a_condition_proves_the_check(body: str) -> None:
    assert error_in(body) is None


@pytest.mark.parametrize("body", KEPT)
def test_what_the_condition_does_not_say_stays_checked(body: str) -> None:
    assert error_in(body) is not None


def test_two_roles_may_be_one_resource() -> None:
    """What is known of one role falls with a write to another that may be the same."""
    header = (
        "writes user: User\n    writes other: User\n    may_alias(user, other)\n    auth all of (user.lock, other.lock)"
    )
    body = "require user.count >= a else Bad other.count = b user.count -= a"
    compilation = compiled(with_body(body, PARAMETERS, header))
    assert compilation.program is not None
    last = list(statements(compilation.program.instructions[0].body))[-1]
    assert any(isinstance(node, Convert) and node.error is not None for node in evaluated(last))


def test_a_where_clause_is_known_in_the_body() -> None:
    header = "writes user: User\n    auth user.lock\n    where a >= b"
    compilation = compiled(with_body("user.count = a - b", PARAMETERS, header))
    assert compilation.program is not None
    last = list(statements(compilation.program.instructions[0].body))[-1]
    assert all(node.error is None for node in evaluated(last) if isinstance(node, Convert))


def test_the_right_side_of_and_knows_the_left_side() -> None:
    assert findings(with_body("require k < 8 and k < xs.len and xs[k] == 1 else Bad", PARAMETERS)) == []
    assert findings(with_body("require k < xs.len or k == 9 and a == 1 else Bad", PARAMETERS)) == []


def test_an_else_that_a_condition_makes_needless_is_no_finding() -> None:
    """The condition may go again, or change: the `else` says what happens then."""
    assert findings(with_body("require a < 200 else Bad user.small = a else Bad", PARAMETERS)) == []


def test_a_narrowed_number_keeps_its_declared_width() -> None:
    """Where the range is too wide after all, it is still a narrowing that needs its own `else`."""
    assert findings(with_body("require a <= 255 else Bad user.small = a + 1", PARAMETERS)) == [("VP0402", "a + 1")]


def test_a_difference_of_256_bits_needs_no_257() -> None:
    parameters = "x: u256, y: u256"
    assert findings(with_body("let d = x - y", parameters)) == [("VP0401", "x - y")]
    assert findings(with_body("require x >= y else Bad let d: u256 = x - y", parameters)) == []
