"""What lowering makes of correct programs: checks where they belong, sugar taken apart, names in their places."""

from __future__ import annotations

import pytest
from type_programs import HEADER, compiled, program, with_body

from vprog.dsl.program.declarations import Program
from vprog.dsl.program.dump import dump

ROOM = "    "


def lowered(source: str) -> Program:
    compilation = compiled(source)
    assert compilation.program is not None, [finding.message for finding in compilation.diagnostics]
    return compilation.program


def body_of(source: str) -> list[str]:
    """The dumped statements of `go`, without the first."""
    lines = dump(lowered(source)).splitlines()
    start = lines.index("  user.count = [0 as u64]")
    return [line.strip() for line in lines[start + 1 :]]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("user.count = n", "user.count = [n as u64]"),
        ("user.count = k", "user.count = [k as u64]"),
        ("user.small = n else Bad", "user.small = [n as u8 else Bad]"),
        ("user.small = n % 10", "user.small = [rem(n, 10; never):0..=9 as u8]"),
        ("user.small = min(n, 255)", "user.small = [min(n, 255):0..=255 as u8]"),
        ("user.small += k", "user.small = [(user.small + k):0..=510 as u8 else Overflow]"),
        ("user.count -= 1 else Bad", "user.count = [(user.count - 1):-1..=18446744073709551614 as u64 else Bad]"),
        ("user.signed = -5", "user.signed = [-5 as i64]"),
        ("user.signed = -user.signed", "user.signed = [(0 - user.signed):-9223372036854775807..=9223372036854775808"),
        ("user.small = div_ceil(k, 2)", "user.small = [div_ceil(k, 2; never):0..=128 as u8]"),
        ("user.small = div_floor(5, k)", "user.small = [div_floor(5, k; DivisionByZero):0..=5 as u8]"),
        ("user.small = COUNT + 1", "user.small = [(COUNT + 1):5..=5 as u8]"),
        ("user.colour = Colour.Blue", "user.colour = Colour.Blue"),
        ("var total: u64 = 0", "var total = [0 as u64]"),
        ("var total = n", "var total = [n as u64]"),
        ("let q = opt else Bad", "let q = unwrap(opt; Bad)"),
        ("let q: u64? = none", "let q = none: u64?"),
        ("let q: u64? = n", "let q = some([n as u64])"),
        (
            "let s = mul_div(amount, k, 100, floor)",
            "let s = div_floor((amount * k):0..=4703919738795935661825, 100; never)",
        ),
        (
            "let s = div_floor(amount, amount)",
            "let s = div_floor(amount, amount; DivisionByZero):0..=18446744073709551615",
        ),
    ],
)
def test_a_statement(statement: str, expected: str) -> None:
    assert body_of(with_body(ROOM + statement))[0].startswith(expected)


def test_a_check_that_can_never_fail_says_so() -> None:
    source = with_body("    user.small = k else Bad")
    compilation = compiled(source)
    assert compilation.program is not None
    assert [finding.rule.code for finding in compilation.diagnostics] == ["VP0315"]


def test_move_is_take_and_put() -> None:
    lines = body_of(with_body("    move amount from user.balance to user.balance else Bad"))
    assert lines == ["let moved_1 = take(user.balance, [amount as Sompi]; Bad)", "put(user.balance, moved_1; Overflow)"]


def test_a_made_up_name_is_in_no_source() -> None:
    body = (
        "    let moved_1 = n + 1\n    user.count = moved_1\n    move amount from user.balance to user.balance else Bad"
    )
    assert any(line.startswith("let moved_2 = take") for line in body_of(with_body(body)))


def test_an_unwrap_is_the_whole_value_of_a_let() -> None:
    assert body_of(with_body("    let wide: u128 = opt else Bad")) == [
        "let unwrapped_1 = unwrap(opt; Bad)",
        "let wide = [unwrapped_1 as u128]",
    ]


def test_else_if_and_logic() -> None:
    body = """    if n > 5 and (k < 3 or not (n == 4)) { user.count = 1 }
    else if user.colour == Colour.Red { user.count = 2 }
    else { user.count = 3 }"""
    assert body_of(with_body(body)) == [
        "if ((n > 5) and ((k < 3) or not (n == 4)))",
        "user.count = [1 as u64]",
        "else",
        "if (user.colour == Colour.Red)",
        "user.count = [2 as u64]",
        "else",
        "user.count = [3 as u64]",
    ]


def test_matches_and_loops() -> None:
    body = """    match opt { none => { user.count = 1 } some(inner) => user.count = inner }
    match user.colour { Red => user.count = 1 Colour.Green | Blue => user.count = 2 }
    for i in 0..COUNT { user.small = i }"""
    assert body_of(with_body(body)) == [
        "match option opt",
        "none =>",
        "user.count = [1 as u64]",
        "some(inner) =>",
        "user.count = [inner as u64]",
        "match enum user.colour",
        "Red =>",
        "user.count = [1 as u64]",
        "Green | Blue =>",
        "user.count = [2 as u64]",
        "for i in 0..4",
        "user.small = [i as u8]",
    ]


def test_constants_may_stand_in_any_order() -> None:
    found = lowered(program("const TWICE: u64 = ONCE + ONCE\nconst ONCE: u64 = 21\nconst ON: bool = TWICE > ONCE"))
    assert [(c.name, c.value) for c in found.constants[3:]] == [("TWICE", 42), ("ONCE", 21), ("ON", True)]


def test_roles_of_a_constant_address_have_an_index_only_when_written() -> None:
    read, written = (
        lowered(with_body("    require config.rate > 1 else Bad" + more, header=f"{clause}\n    {HEADER}{auth}"))
        for clause, more, auth in (
            ("reads config: Config", "", ""),
            ("writes config: Config", "\n    config.rate = 1", '\n    permissionless("a test")'),
        )
    )
    assert [role.indexed for role in read.instruction("go").roles] == [False, True]
    assert [role.indexed for role in written.instruction("go").roles] == [True, True]


def test_codes_kinds_and_tags_follow_the_source() -> None:
    found = lowered(with_body("    user.count = 1"))
    assert [(error.name, error.code) for error in found.errors] == [("Short", 256), ("Bad", 257)]
    assert [(resource.name, resource.kind) for resource in found.resources] == [("Config", 0), ("User", 1)]
    assert [(instruction.name, instruction.tag) for instruction in found.instructions] == [("go", 1)]


def test_a_test_block() -> None:
    source = (
        with_body("    user.count = n")
        + """
test "two of two" {
    let both = multisig(2, ANN, BEN)
    let alice = User { balance: 1, count: 0, small: 0, signed: -1, colour: Colour.Red, lock: both }
    run go(5, 7, 9, none, 3) with user: alice signed ANN, BEN paying deposit(0x%s, 12)
    expect alice.count == 7 and alice.owner == id(both)
    run go(LIMIT, 7, 9, 1, 3) with user: ghost fails NotLive
}
"""
        % ("07" * 32)
    )
    lines = dump(lowered(source)).splitlines()
    assert lines[lines.index("test 'two of two'") + 1 :] == [
        "  let both = multisig(2 of ANN, BEN)",
        "  let alice = User { balance: [1 as Sompi], count: [0 as u64], small: [0 as u8], signed: [-1 as i64], "
        "colour: Colour.Red, owner: id(both), lock: both }",
        "  run go([5 as Sompi], [7 as u64], [9 as u8], none: u64?, [3 as Shares]) with user: alice signed ANN, BEN "
        f"paying deposit(CovenantId 0x{'07' * 32}, 12)",
        "  expect ((alice.count == 7) and (alice.owner == id(both)))",
        "  run go([LIMIT as Sompi], [7 as u64], [9 as u8], some([1 as u64]), [3 as Shares]) with user: ghost "
        "fails NotLive",
    ]
