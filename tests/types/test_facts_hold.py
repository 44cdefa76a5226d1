"""Bodies made at random, run in the interpreter with numbers at random: what the compiler has proved, holds."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from type_programs import compiled

from vprog.dsl.interpret.testing import run_tests

PROGRAM = """program facts
error {{ Bad "bad" }}
struct Pair {{ x: u8, y: u8 }}
resource Cell at lock(owner) {{
    f: u8
    g: u8
    pair: Pair
    xs: list<u8, max 4>
    owner: LockId
    lock: Lock
}}
instruction go(a: u8, b: u8, s: i8)
    writes cell: Cell
    writes other: Cell
    may_alias(cell, other)
    auth all of (cell.lock, other.lock)
{{
    cell.f = 3
    other.g = 4
    let c = a
    {body}
}}
test "it runs" {{
    let one = Cell {{ f: {f}, g: {g}, pair: Pair {{ x: {a}, y: {b} }}, xs: {xs}, lock: schnorr(ALICE) }}
    let two = Cell {{ f: {f}, g: {g}, pair: Pair {{ x: {a}, y: {b} }}, xs: {xs}, lock: schnorr(BOB) }}
    run go({a}, {b}, {s}) with cell: one, other: {other} signed ALICE, BOB
}}
"""
NUMBERS = ("a", "b", "c", "s", "cell.f", "cell.g", "other.f", "cell.pair.x", "cell.pair.y", "cell.xs.len", "3", "0")
PLACES = ("cell.f", "cell.g", "other.f", "other.g", "cell.pair.x", "other.pair.y")
numbers, places = st.sampled_from(NUMBERS), st.sampled_from(PLACES)
comparisons = st.builds(
    lambda left, op, right: f"{left} {op} {right}",
    numbers,
    st.sampled_from(("<", "<=", ">", ">=", "==", "!=")),
    numbers,
)
conditions = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.builds(lambda one: f"not ({one})", inner),
        st.builds(lambda one, op, two: f"({one} {op} {two})", inner, st.sampled_from(("and", "or")), inner),
    ),
    max_leaves=3,
)
values = st.builds(lambda one, op, two: f"{one} {op} {two}", numbers, st.sampled_from("+-"), numbers)
simple = st.one_of(
    st.builds(lambda place, value: f"{place} = {value} else Bad", places, values),
    st.builds(
        lambda place, op, value: f"{place} {op} {value} else Bad", places, st.sampled_from(("+=", "-=")), numbers
    ),
    st.builds(lambda place, value: f"{place} = cell.xs[{value}] else Bad", places, numbers),
    st.builds(lambda value: f"cell.xs[{value}] = 1 else Bad", numbers),
    st.sampled_from(("cell.xs.push(1) else Bad", "other.xs.pop() else Bad")),
    st.builds(lambda condition: f"require {condition} else Bad", conditions),
    st.builds(lambda condition: f"if {condition} {{ return }}", conditions),
)


def _blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    lists = st.lists(inner, min_size=1, max_size=3).map("\n".join)
    return st.one_of(
        st.builds(lambda c, one, two: f"if {c} {{ {one} }} else {{ {two} }}", conditions, lists, lists),
        st.builds(lambda turn, body: f"for t{turn} in 0..2 {{ {body} }}", st.integers(0, 9999), lists),
    )


bodies = st.lists(st.recursive(simple, _blocks, max_leaves=3), min_size=1, max_size=3).map("\n".join)


def _about(x: str, y: str, between: str, place: str) -> str:
    """A condition, anything, and then what the condition would prove if nothing had changed."""
    return f"require {x} >= {y} else Bad\n{between}\n{place} = {x} - {y} else Bad"


def _inside(at: str, between: str, place: str) -> str:
    return f"require {at} < cell.xs.len and {at} >= 0 else Bad\n{between}\n{place} = cell.xs[{at}] else Bad"


programs = st.one_of(
    st.builds(_about, numbers, numbers, bodies, places),
    st.builds(_about, places, numbers, bodies, places),
    st.builds(_about, numbers, places, bodies, places),
    st.builds(_inside, numbers, bodies, places),
)
bytes_ = st.sampled_from((0, 1, 2, 3, 4, 254, 255))


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(
    body=programs,
    a=bytes_,
    b=bytes_,
    s=st.integers(-3, 3),
    f=bytes_,
    g=bytes_,
    xs=st.sampled_from(("[]", "[1]", "[1, 2, 3, 4]")),
    other=st.sampled_from(("one", "two")),
)
def test_what_was_proved_holds(body: str, a: int, b: int, s: int, f: int, g: int, xs: str, other: str) -> None:
    source = PROGRAM.format(body=body, a=a, b=b, s=s, f=f, g=g, xs=xs, other=other)
    program = compiled(source).program
    if program is not None:  # an interpreter that meets a check that was proved away, and fails, raises
        for result in run_tests(program):
            assert result.passed or "Bad" in str(result) or "Overflow" in str(result), str(result)
