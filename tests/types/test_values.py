"""What lowering makes of structs, variants, collections, text, suffixes, shifts and nested places."""

from __future__ import annotations

import pytest
from type_programs import compiled

from vprog.dsl.program.dump import dump

PROGRAM = """program values
unit Sompi: u64
unit Score: u64
unit Shares: u64 {{ lot: 100 }}
type Names = list<text<=8, max 4>
const ORIGIN: Point = Point {{ x: 0, y: 0 }}
const TABLE: [u8; 3] = [1, 2, 3]
const TITLE: text<=8 = "title"
const SIZE: u8 = 4
struct Point {{ x: u64, y: i64 }}
struct Line {{ from: Point, to: Point }}
enum Colour {{ Red, Green }}
enum Shape {{ Empty, Circle {{ radius: u32 }}, Box {{ width: u32, height: u32 }} }}
error {{ Bad "bad" }}
resource Board at lock(owner) {{
    n: u64
    line: Line
    shape: Shape
    xs: list<u8, max SIZE>
    ps: list<Point, max 2>
    seen: set<u16, max 4>
    votes: map<PubKey, u8, max 4>
    names: Names
    blob: bytes<=4
    wide: u256
    owner: LockId
    lock: Lock
}}
instruction go(p: Point, i: u8, j: u8, a: u64, b: u64, s: i64, key: PubKey, amount: Sompi)
    writes board: Board
    auth board.lock
{{
    {body}
}}
"""


def lines(body: str) -> list[str]:
    """The dumped statements of the body."""
    compilation = compiled(PROGRAM.format(body=body))
    assert compilation.program is not None, [(d.rule.code, d.message) for d in compilation.diagnostics]
    found = dump(compilation.program).splitlines()
    start = found.index("  auth board.lock")
    return [line.strip() for line in found[start + 1 :]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("board.line.from.x = 5", "board.line = Line { from: Point { x: [5 as u64], y: [board.line.from.y as i64] }"),
        ("board.line.to = p", "board.line = Line { from: board.line.from, to: p }"),
        ("board.line.from = ORIGIN", "board.line = Line { from: Point { x: [0 as u64], y: [0 as i64] }"),
        ("board.xs[i] = 7 else Bad", "board.xs = board.xs.replace(i, [7 as u8]; Bad)"),
        ("board.ps[i].x = 7 else Bad", "board.ps = board.ps.replace(i, Point { x: [7 as u64], y: [board.ps[i; Bad].y"),
        ("board.n = TABLE[2]", "board.n = [[[1 as u8], [2 as u8], [3 as u8]]: [u8; 3][2; never] as u64]"),
        ("let x = board.xs[i] else Bad", "let x = board.xs[i; Bad]"),
        ("let x: u64 = board.xs[i] + 1 else Bad", "let x = [(board.xs[i; Bad] + 1):1..=256 as u64]"),
        ("let v = board.votes.get(key) else Bad", "let v = unwrap(board.votes.get(key); Bad)"),
        ("board.xs.push(1) else Bad", "board.xs = board.xs.push([1 as u8]; Bad)"),
        ("board.xs.pop() else Bad", "board.xs = board.xs.pop(; Bad)"),
        ("board.seen.insert(i) else Bad", "board.seen = board.seen.insert([i as u16]; Bad)"),
        ("board.seen.remove(3)", "board.seen = board.seen.remove([3 as u16])"),
        ("board.votes.insert(key, 3) else Bad", "board.votes = board.votes.insert(key, [3 as u8]; Bad)"),
        ("board.names = [TITLE]", "board.names = [text<=8 0x7469746c65]: list<text<=8, max 4>"),
        ("board.blob = 0x0102", "board.blob = bytes<=4 0x0102"),
        ("board.votes = []", "board.votes = []: map<PubKey, u8, max 4>"),
        ("board.shape = Shape.Empty", "board.shape = Shape.Empty"),
        ("board.shape = Shape.Box { height: 1, width: 2 }", "board.shape = Shape.Box { width: [2 as u32], height: ["),
        ("let x = 3_kas", "let x = 300000000"),
        ("let x: Score = 2_days", "let x = [1728000 as Score]"),
        ("let x: Shares = 3_lot", "let x = [300 as Shares]"),
        ("let x: Shares = Shares(plain(amount))", "let x = [amount as Shares]"),
        ("board.n = a << 3 else Bad", "board.n = [(a * 8):0..=147573952589676412920 as u64 else Bad]"),
        ("board.n = a >> (j % 8)", "board.n = [(a >> rem(j, 8; never):0..=7):0..=18446744073709551615 as u64]"),
        ("board.wide = wrapping_add(board.n, a)", "board.wide = [rem((board.n + a):0..=36893488147419103230, 1844674"),
        ("let x = saturating_add(a, b)", "let x = max(min((a + b):0..=36893488147419103230, 18446744073709551615)"),
        ("if board.xs.contains(3) { return }", "if board.xs.contains([3 as u8])"),
        ("if board.line.from == p { return }", "if (board.line.from == p)"),
        ("if board.xs == [1] { return }", "if (board.xs == [[1 as u8]]: list<u8, max 4>)"),
        ("for x in board.seen { board.n = x }", "for x in board.seen at most 4"),
        ("for k in board.votes { board.votes.remove(k) }", "for k in board.votes at most 4"),
    ],
)
def test_a_statement(body: str, expected: str) -> None:
    assert lines(body)[0].startswith(expected), lines(body)[0]


def test_a_match_binds_the_fields_of_a_variant() -> None:
    body = "match board.shape { Empty => board.n = 0 Circle(r) => board.n = r Box(w, h) => board.n = w * h }"
    assert lines(body) == [
        "match variant board.shape",
        "Empty =>",
        "board.n = [0 as u64]",
        "Circle(r) =>",
        "board.n = [r as u64]",
        "Box(w, h) =>",
        "board.n = [(w * h):0..=18446744065119617025 as u64]",
    ]


@pytest.mark.parametrize("bits", [8, 16, 32, 64, 128])
@pytest.mark.parametrize("sign", ["u", "i"])
@pytest.mark.parametrize("name", ["add", "sub", "mul"])
def test_wrapping_stays_in_its_type(name: str, sign: str, bits: int) -> None:
    """The result is in the range of the type, so storing it needs no check."""
    source = f"""program wraps
error {{ Bad "bad" }}
resource Cell at lock(owner) {{ v: {sign}{bits}, owner: LockId, lock: Lock }}
instruction go(a: {sign}{bits}, b: {sign}{bits})
    writes cell: Cell
    auth cell.lock
{{
    cell.v = wrapping_{name}(a, b)
    cell.v = saturating_{name}(a, b)
}}
"""
    compilation = compiled(source)
    assert compilation.program is not None, [d.message for d in compilation.diagnostics]
    assert " else " not in dump(compilation.program)
