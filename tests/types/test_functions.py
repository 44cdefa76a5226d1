"""Functions in place of their calls: names, roles, early returns, spans, and what must be refused."""

from __future__ import annotations

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.program.declarations import Program
from vprog.dsl.program.dump_statements import dump_block
from vprog.dsl.program.statements import Inline, Yield
from vprog.dsl.program.walk import blocks, statements

HEAD = """program functions

unit Sompi: u64

error {
    Bad "bad"
}

resource Counter at label("counter") {
    value: u64
    lock:  Lock
}

resource User at (owner) {
    owner:   LockId
    lock:    Lock
    balance: held Sompi
    value:   u64
}

"""


def compiled(functions: str, body: str, header: str = "writes counter: Counter auth counter.lock") -> Compilation:
    source = f"{HEAD}{functions}\ninstruction act(n: u64, a: Sompi)\n    {header}\n{{\n{body}\n}}\n"
    return Compilation(source, "functions.vprog")


def program(functions: str, body: str, header: str = "writes counter: Counter auth counter.lock") -> Program:
    compilation = compiled(functions, body, header)
    assert [(d.rule.code, d.message) for d in compilation.diagnostics] == []
    assert compilation.program is not None
    return compilation.program


def codes(compilation: Compilation) -> list[str]:
    return [d.rule.code for d in compilation.diagnostics]


def lines(found: Program) -> list[str]:
    return list(dump_block(found.instructions[0].body, 0))


def test_arguments_become_locals_of_the_body_and_the_result_one_outside() -> None:
    found = program("fn twice(n: u64) -> u64 { return min(n * 2, 9) }", "counter.value = twice(n)")
    assert lines(found) == [
        "twice_1 = call twice",
        "  let n_2 = [n as u64]",
        "  yield [min((n_2 * 2):0..=36893488147419103230, 9):0..=9 as u64]",
        "counter.value = [twice_1 as u64]",
    ]


def test_early_returns_move_to_the_end_of_their_paths() -> None:
    function = """
fn sign(n: u64) -> u64 {
    if n == 0 { return 0 }
    let less = n - 1
    if less > 5 {
        if less > 7 { return 1 }
    } else {
        return 2
    }
    return 3
}"""
    found = program(function, "counter.value = sign(n)")
    body = found.functions[0].body
    assert body is not None
    assert [line.strip() for line in dump_block(body, 0) if "let" not in line] == [
        "if (n == 0)",
        "yield [0 as u64]",
        "else",
        "if (less > 5)",
        "if (less > 7)",
        "yield [1 as u64]",
        "else",
        "yield [3 as u64]",
        "else",
        "yield [2 as u64]",
    ]


def test_every_yield_is_the_last_on_its_path() -> None:
    function = """
fn pick(n: u64, o: u64?) -> u64 {
    match o {
        none => { if n > 3 { return 1 } }
        some(x) => { if x > 3 { return 2 } let y = min(x, 7) if y == 2 { return y } }
    }
    let y = min(n, 5)
    if y == 1 { return 4 }
    return y
}"""
    found = program(function, "counter.value = pick(n, none)")
    for inline in (node for node in statements(found.instructions[0].body) if isinstance(node, Inline)):
        for block in (inline.body, *(inner for node in statements(inline.body) for inner in blocks(node))):
            assert not any(isinstance(node, Yield) for node in block.statements[:-1])


def test_names_of_two_calls_never_meet() -> None:
    functions = "fn f(n: u64) -> u64 { let m = min(n, 3) return m } fn g(n: u64) -> u64 { let m = f(n) return f(m) }"
    found = program(functions, "let m = g(n)\nlet k = f(m)\ncounter.value = min(k + m + g(k), 5)")
    bound = [line.split()[1] for line in map(str.strip, lines(found)) if line.startswith("let ")]
    assert len(bound) == len(set(bound))


def test_roles_of_the_caller_stand_in_the_body() -> None:
    found = program(
        "fn pay(one: User, two: User, a: Sompi) { move a from one.balance to two.balance else Bad }",
        "pay(two, one, a)\npay(one, two, a)",
        "writes one: User writes two: User auth all of (one.lock, two.lock)",
    )
    shown = "\n".join(lines(found))
    assert shown.index("take(two.balance") < shown.index("put(one.balance") < shown.index("take(one.balance")
    assert found.functions[0].effects == ("debits one.balance", "credits two.balance")
    assert found.functions[0].roles == (("one", "User"), ("two", "User"))


def test_one_wrong_function_one_finding() -> None:
    compilation = compiled(
        "fn f(n: u64) -> u64 { return n + true }", "counter.value = f(n)\nlet x = f(n)\nlet y = x + 1"
    )
    assert codes(compilation) == ["VP0303"]


def test_a_function_that_is_never_called_is_checked() -> None:
    assert codes(compiled("fn f(c: coins Sompi) { }", "counter.value = n")) == ["VP0901"]
    assert codes(compiled("fn f(n: u64) -> u64 { return m }", "counter.value = n")) == ["VP0201"]


def test_a_finding_in_a_body_says_who_calls() -> None:
    finding = compiled(
        "fn f(c: Counter) { g(c) }\nfn g(c: Counter) { c.value = 1 }", "f(counter)", "reads counter: Counter"
    )
    first = finding.diagnostics[0]
    assert first.rule.code == "VP0501"
    texts = [finding.source[x.span.start : x.span.end] for x in first.secondary if x.text == "called here"]
    assert texts == ["g(c)", "f(counter)"]


@pytest.mark.parametrize(
    ("functions", "body", "expected"),
    [
        ("fn f() { f() }", "f()", ["VP0211"]),
        ("fn f() { g() } fn g() { h() } fn h() { f() }", "h()", ["VP0211"]),
        ("fn f(n: u64) { }", "f()", ["VP0304"]),
        ("fn f(n: u64) { }", "f(true)", ["VP0301"]),
        ("fn f(n: u8) { }", "f(n)", ["VP0402"]),
        ("fn f(a: Sompi) { }", "f(n)", ["VP0409"]),
        ("fn f(c: Counter) { }", "f(n)", ["VP0203"]),
        ("fn f(c: Counter) { }", "f(counter.value)", ["VP0314"]),
        ("fn f(c: User) { }", "f(counter)", ["VP0203"]),
        ("fn f(n: u64) { n = 5 }", "f(n)", ["VP0311"]),
        ("fn f(n: u64) { let n = 5 }", "f(n)", ["VP0202"]),
        ("fn f(n: u64, n: u64) { }", "counter.value = n", ["VP0202"]),
        ("fn f() { } fn f() { }", "f()", ["VP0202"]),
        ("fn min() { }", "", ["VP0208"]),
        ("fn put() -> u64 { return 1 }", "counter.value = put()", []),
        ("fn f() -> u64 { return 1 return 2 }", "counter.value = f()", ["VP0811"]),
        (
            "fn f(n: u64) -> u64 { if n > 1 { return 1 } else { return 2 } return 3 }",
            "counter.value = f(n)",
            ["VP0811"],
        ),
        ("fn f() -> u64 { return true }", "counter.value = f()", ["VP0301"]),
        ("fn f() -> bool { return true }", "require n > 1 or f() else Bad", ["VP0215"]),
        ("fn f() -> u64 { return 1 }", "f() else Bad", ["VP0314"]),
    ],
)
def test_what_is_refused(functions: str, body: str, expected: list[str]) -> None:
    found = codes(compiled(functions, f"counter.value = n\n{body}"))
    assert [code for code in found if code != "VP0511"] == expected


def test_stale_through_a_function_that_gives_back_what_it_read() -> None:
    functions = "fn step(c: Counter) { c.value = 1 } fn look(c: Counter) -> u64 { return c.value }"
    stale = compiled(functions, "let old = look(counter)\nstep(counter)\ncounter.value = old")
    assert codes(stale) == ["VP0524"]
    assert codes(compiled(functions, "step(counter)\nlet now = look(counter)\ncounter.value = now")) == []
    inside = compiled(
        f"{functions} fn set(c: Counter, n: u64) {{ step(c) c.value = n }}", "set(counter, counter.value)"
    )
    assert codes(inside) == ["VP0524"]


def test_stale_in_the_next_turn_of_a_loop() -> None:
    functions = "fn step(c: Counter) { c.value = 1 }"
    body = "var seen: u64 = 0\nfor i in 0..3 { counter.value = seen seen = counter.value step(counter) }"
    assert codes(compiled(functions, body)) == ["VP0524"]


def test_other_roles_are_not_stale() -> None:
    functions = "fn step(c: Counter) { c.value = 1 }"
    body = "let seen = user.value\nstep(counter)\nuser.value = min(seen + counter.value, 7)"
    assert (
        codes(
            compiled(functions, body, "writes counter: Counter writes user: User auth all of (counter.lock, user.lock)")
        )
        == []
    )
