"""Each rule about names, types, arithmetic and tests: what it finds and where, and nothing else beside it."""

from __future__ import annotations

import pytest
from type_programs import DECLARATIONS, compiled, findings, program, with_body

from vprog.dsl.rules import all_rules

USER = "User { balance: 1, count: 0, small: 0, signed: 0, colour: Colour.Red, lock: schnorr(ALICE) }"
GO = "instruction go(n: u64)\n    writes user: User\n    auth user.lock\n{ user.count = n }\n"


def in_test(statements: str) -> str:
    """The instruction `go` and a test of it, after a resource `alice`."""
    return program(f'{GO}test "t" {{\n    let alice = {USER}\n    {statements}\n}}')


BODIES: list[tuple[str, str, str]] = [
    # names
    ("VP0201", "unknown", "user.count = unknown"),
    ("VP0201", "cout", "user.count = cout"),
    ("VP0201", "foo", "user.count = foo(4)"),
    ("VP0201", "Missing", "require n > 1 else Missing"),
    ("VP0201", "Missing", "emit Missing { amount }"),
    ("VP0201", "u63", "let x: u63 = 5"),
    ("VP0201", "nobody", "delete nobody"),
    ("VP0202", "n", "let n = 5"),
    ("VP0202", "user", "for user in 0..3 { return }"),
    ("VP0202", "x", "let x = 5 if n > 2 { let x = 6 }"),
    ("VP0203", "user", "user.count = user"),
    ("VP0203", "User", "emit User { amount }"),
    ("VP0203", "User", "let x: User = 5"),
    ("VP0203", "Sompi", "user.count = Sompi"),
    ("VP0203", "n", "delete n"),
    ("VP0204", "cuont", "user.cuont = 5"),
    ("VP0204", "value", "user.count = n.value"),
    ("VP0204", "amout", "require n > 1 else Short { amout: amount }"),
    ("VP0205", "Short", "require n > 1 else Short"),
    ("VP0205", "Paid { amount }", "emit Paid { amount }"),
    ("VP0206", "have", "require n > 1 else Short { have: amount, have: amount }"),
    ("VP0209", "Purple", "user.colour = Colour.Purple"),
    ("VP0209", "Purple", "match user.colour { Red | Green | Blue => return Purple => return }"),
    # types
    ("VP0301", "amount", "user.lock = amount"),
    ("VP0301", "n", "if n { return }"),
    ("VP0301", "opt", "user.count = opt"),
    ("VP0301", "user.count", "user.count.put(4)"),
    ("VP0909", "5", "user.balance.put(5)"),
    ("VP0301", "n", "match n { none => return some(x) => return }"),
    ("VP0302", "0x00", "require user.owner == 0x00 else Bad"),
    ("VP0302", 'b"abc"', 'let x: bytes[4] = b"abc"'),
    ("VP0303", "user.lock", "require user.lock == user.lock else Bad"),
    ("VP0303", "user.colour", "require user.colour < 1 else Bad"),
    ("VP0303", "n", "require n and true else Bad"),
    ("VP0303", "coins", "let coins = user.balance.take(amount) else Bad let more = coins + 1"),
    ("VP0304", "min(n)", "user.count = min(n)"),
    ("VP0305", "held Sompi", "let x: held Sompi = 5"),
    ("VP0307", "Bad", "let x = n else Bad"),
    ("VP0307", "Bad", "user.colour = Colour.Red else Bad"),
    ("VP0308", "none", "let x = none"),
    ("VP0308", "[1, 2]", "let x = [1, 2]"),
    ("VP0308", "[1, 2]", "for x in [1, 2] { user.count = x }"),
    ("VP0308", "x", "var x = 0"),
    ("VP0309", "user.colour", "match user.colour { Red => return Green => return }"),
    ("VP0309", "Red", "match user.colour { Red => return Red | Green | Blue => return }"),
    ("VP0309", "opt", "match opt { none => return }"),
    ("VP0309", "some", "match opt { none => return some => return }"),
    ("VP0311", "n", "n = 5"),
    ("VP0311", "x", "let x = 5 x += 1"),
    ("VP0311", "LIMIT", "LIMIT = 5"),
    ("VP0311", "user.id", "user.id = user.id"),
    ("VP0312", "n", "for i in 0..n { return }"),
    ("VP0314", "n", "n"),
    ("VP0314", "user.balance.put(4)", "let x = user.balance.put(4)"),
    ("VP0314", "schnorr(KEY)", "user.lock = schnorr(KEY)"),
    ("VP0314", "up", "user.count = mul_div(n, n, n, up)"),
    ("VP0320", "bytes[0]", 'let x: bytes[0] = b""'),
    # arithmetic
    ("VP0401", "y * n", "let y = n * n * n * n let z = y * n"),
    ("VP0402", "n", "user.small = n"),
    ("VP0402", "x", "let x = n + 1 user.small = x"),
    ("VP0402", "max(n, k)", "user.small = max(n, k)"),
    ("VP0403", "300", "user.small = 300"),
    ("VP0403", "k + 256", "user.small = k + 256 else Bad"),
    ("VP0403", "-1", "user.count = -1"),
    ("VP0404", "amount + shares", "let x = amount + shares"),
    ("VP0404", "amount > n", "require amount > n else Bad"),
    ("VP0404", "div_floor(n, amount)", "let x = div_floor(n, amount)"),
    ("VP0404", "mul_div(amount, shares, n, floor)", "let x = mul_div(amount, shares, n, floor)"),
    ("VP0405", "n / 2", "user.count = n / 2"),
    ("VP0406", "0", "user.count = div_floor(n, 0)"),
    ("VP0406", "k % 1", "user.count = n % (k % 1)"),
    ("VP0407", "user.signed", "let x = user.signed % 4"),
    ("VP0408", "user.balance.take(amount)", "let coins = user.balance.take(amount)"),
    ("VP0408", "move amount from user.balance to user.balance", "move amount from user.balance to user.balance"),
    ("VP0409", "amount", "user.count = amount"),
    ("VP0409", "n", "let x: Sompi = n"),
    ("VP0410", "5..2", "for i in 5..2 { return }"),
    ("VP0410", "0..70000", "for i in 0..70000 { return }"),
    ("VP0411", "0..257", "for i in 0..256 { for j in 0..257 { user.count = 1 } }"),
    ("VP0315", "Bad", "user.small = k else Bad"),
    # values
    ("VP0201", "Pint", "let x = Pint { a: 1 }"),
    ("VP0201", "put_in", "let xs: list<u8, max 2> = [1] let y = xs.put_in(2)"),
    ("VP0204", "z", "let p: Point = Point { x: 1, y: 2 } user.count = p.z"),
    ("VP0205", "Point { x: 1 }", "let p = Point { x: 1 }"),
    ("VP0205", "Shape.Circle", "let s = Shape.Circle"),
    ("VP0209", "Oval", "let s = Shape.Oval { a: 1 }"),
    ("VP0301", "Point { x: 1, y: 2 }", "user.count = Point { x: 1, y: 2 }"),
    ("VP0301", "n", "let x = n[0]"),
    ("VP0301", "k", "for x in k { user.count = 1 }"),
    ("VP0301", "amount", "let xs: list<u8, max 2> = [1] let y = xs[amount] else Bad"),
    ("VP0302", "[1, 2]", "let xs: [u8; 3] = [1, 2]"),
    ("VP0305", "held Sompi", "let xs: list<held Sompi, max 2> = []"),
    ("VP0309", "s", "let s: Shape = Shape.Empty match s { Empty => return }"),
    ("VP0309", "Circle(a, b)", "let s: Shape = Shape.Empty match s { Empty => return Circle(a, b) => return }"),
    ("VP0311", "p.x", "let p = Point { x: 1, y: 2 } p.x = 3"),
    ("VP0314", "xs.push(1)", "var xs: list<u8, max 2> = [1] let y = xs.push(1)"),
    ("VP0314", "m[1]", "let m: map<u8, u8, max 2> = [] let y = m[1] else Bad"),
    ("VP0320", "list<u8, max 0>", "let xs: list<u8, max 0> = []"),
    ("VP0320", "[u8; 2000]", "let xs: [u8; 2000] = []"),
    ("VP0323", "5_kass", "let x = 5_kass"),
    ("VP0325", "list<u8>", "let x: list<u8> = []"),
    ("VP0326", "Point", "let x: set<Point, max 2> = []"),
    ("VP0326", "Lock", "let x: map<Lock, u8, max 2> = []"),
    ("VP0327", '"four"', 'let x: text<=3 = "four"'),
    ("VP0327", 'b"four"', 'let x: bytes<=3 = b"four"'),
    ("VP0327", "[1, 2, 3]", "let x: list<u8, max 2> = [1, 2, 3]"),
    ("VP0328", "wrapping_add(n, k)", "let x = wrapping_add(n, k)"),
    ("VP0328", "wrapping_add(1, 2)", "let x = wrapping_add(1, 2)"),
    ("VP0404", "5_kas + shares", "let x = 5_kas + shares"),
    ("VP0404", "Shares(amount)", "let x = Shares(amount)"),
    ("VP0408", "xs.push(1)", "var xs: list<u8, max 2> = [1, 2] xs.push(1)"),
    ("VP0412", "k", "let xs: [u8; 3] = [1, 2, 3] let x = xs[k]"),
    ("VP0412", "k", "var xs: [u8; 3] = [1, 2, 3] xs[k] = 1"),
    ("VP0412", "i", "var xs: list<u8, max 3> = [] for i in 0..3 { user.small = xs[i] }"),
    ("VP0413", "3", "let xs: [u8; 3] = [1, 2, 3] let x = xs[3] else Bad"),
    ("VP0414", "n", "let x = 1 << n"),
    ("VP0414", "user.signed", "let x = user.signed << 2"),
    ("VP1010", "[[u64; 100]; 100]", "let x: [[u64; 100]; 100] = []"),
]

ITEMS: list[tuple[str, str, str]] = [
    ("VP0201", "Usr", "event Odd { who: Address<Usr> }"),
    ("VP0202", "LIMIT", "const LIMIT: u8 = 5"),
    ("VP0202", "Colour", "unit Colour: u64"),
    ("VP0202", "Up", "enum Way { Up, Up }"),
    ("VP0202", "a", "event Odd { a: u8 a: u8 }"),
    ("VP0207", '"odd {b}"', 'error { Odd "odd {b}" { a: u8 } }'),
    ("VP0208", "Overflow", 'error { Overflow "mine" }'),
    ("VP0208", "Lock", "unit Lock: u64"),
    ("VP0208", "id", 'resource Odd at label("odd") { id: u8 }'),
    ("VP0210", "ONE", "const ONE: u8 = TWO + 0\nconst TWO: u8 = ONE\nconst THREE: u8 = TWO"),
    ("VP0301", "bool", "unit Odd: bool"),
    ("VP0203", "Sompi", "unit Odd: Sompi"),
    ("VP0302", "0x01", "const OTHER: PubKey = 0x01"),
    ("VP0305", "held Sompi", "event Odd { a: held Sompi }"),
    ("VP0305", "held Debt", 'unit Debt: i64\nresource Odd at label("odd") { a: held Debt }'),
    ("VP0202", "a", "struct Odd { a: u8, a: u8 }"),
    ("VP0305", "held Sompi", "struct Odd { a: held Sompi }"),
    ("VP0324", "Maybe?", "type Maybe = u8?\nevent Odd { a: Maybe? }"),
    ("VP0324", "u8?", "event Odd { a: map<u8, u8?, max 2> }"),
    ("VP0322", "Odd", "struct Odd { a: Even }\nstruct Even { b: list<Odd, max 2> }"),
    ("VP0322", "Odd", "type Odd = list<Odd, max 2>"),
    ("VP0206", "lot", "unit Odd: u64 { lot: 1, lot: 2 }"),
    ("VP0320", "0", "unit Odd: u64 { lot: 0 }"),
    ("VP0323", "5_lot", "unit Odd: u64 { lot: 1 }\nunit Even: u64 { lot: 2 }\nconst FIVE: Odd = 5_lot"),
    ("VP1010", "Odd", "struct Odd { a: [u64; 1000], b: [u64; 1000] }"),
    ("VP0321", "Debt", "unit Debt: u128\ninstruction go()\n    exits Debt\n{ return }"),
    (
        "VP0305",
        "Debt",
        "unit Debt: i64\ninstruction go()\n    exits Sompi\n{ let coins = Debt.mint(5) }",
    ),
    ("VP0310", "at (n)", "instruction go(n: u64)\n    reads user: User at (n)\n{ return }"),
    ("VP0313", "user.owner", "instruction go()\n    writes user: User\n    auth user.owner\n{ user.count = 1 }"),
    ("VP0318", "3 of (user.lock)", "instruction go()\n    writes user: User\n    auth 3 of (user.lock)\n{ return }"),
    ("VP0316", '"a { brace"', 'error { Odd "a { brace" }'),
    ("VP0316", '"a } brace"', 'error { Odd "a } brace" }'),
    ("VP0319", "Many", f"enum Many {{ {', '.join(f'V{number}a' for number in range(257))} }}"),
    ("VP0403", "300", "const ODD: u8 = 300"),
    ("VP0409", "COUNT", "const ODD: Sompi = COUNT"),
]

TESTS: list[tuple[str, str, str]] = [
    ("VP0201", "gone", "run gone(1)"),
    ("VP0201", "Missing", "run go(1) with user: alice signed ALICE fails Missing"),
    ("VP0204", "cout", "expect alice.cout == 1"),
    ("VP0206", "user", "run go(1) with user: alice, user: alice signed ALICE"),
    ("VP0304", "go", "run go() with user: alice signed ALICE"),
    ("VP0301", "alice.count", "expect alice.count"),
    ("VP1101", "usr", "run go(1) with usr: alice signed ALICE"),
    ("VP1102", "go", "run go(1) signed ALICE"),
    ("VP1103", "nobody", "run go(1) with user: nobody signed ALICE"),
    ("VP1104", "KEY", "run go(1) with user: alice signed KEY"),
    ("VP1105", "multisig(3, A1, B1)", "let lock = multisig(3, A1, B1) expect true"),
    ("VP1105", "multisig(2, A1, A1)", "let lock = multisig(2, A1, A1) expect true"),
    ("VP1106", '"t"', ""),
]


@pytest.mark.parametrize(("code", "underlined", "body"), BODIES)
def test_a_body(code: str, underlined: str, body: str) -> None:
    assert findings(with_body(body)) == [(code, underlined)]


@pytest.mark.parametrize(("code", "underlined", "items"), ITEMS)
def test_a_declaration(code: str, underlined: str, items: str) -> None:
    assert findings(program(items)) == [(code, underlined)]


@pytest.mark.parametrize(("code", "underlined", "statements"), TESTS)
def test_a_test_block(code: str, underlined: str, statements: str) -> None:
    assert findings(in_test(statements)) == [(code, underlined)]


def test_a_deep_expression_is_refused_and_not_a_crash() -> None:
    for text in (" + ".join(["n"] * 5000), "-" * 3000 + "n", "(" * 3000 + "n" + ")" * 3000):
        codes = {code for code, _ in findings(with_body(f"let x = {text}"))}
        assert codes <= {"VP0317", "VP0115", "VP0401"} and codes, text[:20]


def test_deep_blocks_are_refused_and_not_a_crash() -> None:
    source = with_body("if n > 1 { " * 80 + "return" + " }" * 80)
    assert {code for code, _ in findings(source)} <= {"VP0317", "VP0115"} and findings(source)


def test_independent_mistakes_are_all_found() -> None:
    body = "user.count = one\n    let a = two\n    user.small = a\n    user.nope = 3\n    user.count = n / 2"
    found = findings(with_body(body))
    assert found == [("VP0201", "one"), ("VP0201", "two"), ("VP0204", "nope"), ("VP0405", "n / 2")]


def test_a_broken_declaration_silences_what_uses_it() -> None:
    source = DECLARATIONS.replace("count:   u64", "count:   u65") + GO
    assert findings(source) == [("VP0201", "u65")]


def test_an_instruction_without_mistakes_is_analysed_beside_one_with_some() -> None:
    other = "instruction other(n: u64)\n    writes user: User\n{ user.count = n }\n"
    codes = [code for code, _ in findings(program(GO.replace("= n", "= m") + other))]
    assert codes == ["VP0201", "VP0601"]


def test_a_suggestion_is_a_fix() -> None:
    source = with_body("user.cuont = 5")
    fix = compiled(source).diagnostics[0].fix
    assert fix is not None
    assert compiled(source[: fix.span.start] + fix.text + source[fix.span.end :]).program is not None


def test_every_rule_of_these_classes_is_shown_here() -> None:
    shown = {code for code, _, _ in (*BODIES, *ITEMS, *TESTS)} | {"VP0317"}
    first_elsewhere = {"VP02": "VP0211", "VP03": "VP0321", "VP04": "VP0412", "VP11": "VP1110"}  # tests/reject has them
    mine = {rule.code for rule in all_rules() if rule.code < first_elsewhere.get(rule.code[:4], "")}
    assert mine - shown == set()
