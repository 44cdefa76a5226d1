"""Interval arithmetic is sound: every concrete result lies in its range, of functions and of whole programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from type_programs import compiled, with_body

from vprog.dsl.program import expressions as e
from vprog.dsl.program.statements import Let
from vprog.dsl.program.types import ExactType
from vprog.dsl.types import ranges
from vprog.dsl.types.ranges import Range, bits_needed

integers = st.integers(-40, 40) | st.integers(-(2**70), 2**70)


@st.composite
def points(draw: st.DrawFn) -> tuple[Range, int]:
    """A range, and an integer in it."""
    low, value, high = sorted((draw(integers), draw(integers), draw(integers)))
    return Range(low, high), value


EXACT: dict[str, tuple[Callable[[Range, Range], Range | None], Callable[[int, int], int]]] = {
    "add": (ranges.add, lambda a, b: a + b),
    "subtract": (ranges.subtract, lambda a, b: a - b),
    "multiply": (ranges.multiply, lambda a, b: a * b),
    "div_floor": (ranges.div_floor, lambda a, b: a // b),
    "div_ceil": (ranges.div_ceil, lambda a, b: -(-a // b)),
    "remainder": (ranges.remainder, lambda a, b: a % b),
    "minimum": (ranges.minimum, min),
    "maximum": (ranges.maximum, max),
}


@pytest.mark.parametrize("name", EXACT)
@given(a=points(), b=points())
def test_a_concrete_result_lies_in_the_range(name: str, a: tuple[Range, int], b: tuple[Range, int]) -> None:
    over_ranges, over_integers = EXACT[name]
    if name in ("div_floor", "div_ceil", "remainder"):
        assume(b[1] != 0)
    if name == "remainder":
        a, b = _not_negative(a), _not_negative(b)
    result = over_ranges(a[0], b[0])
    assert result is not None
    assert result.low <= over_integers(a[1], b[1]) <= result.high


def _not_negative(point: tuple[Range, int]) -> tuple[Range, int]:
    low, value, high = sorted(abs(part) for part in (*point[0], point[1]))
    return Range(low, high), value


@pytest.mark.parametrize("name", EXACT)
def test_small_ranges_are_tight(name: str) -> None:
    over_ranges, over_integers = EXACT[name]
    division = name in ("div_floor", "div_ceil", "remainder")
    lows = range(0 if name == "remainder" else -4, 5)
    for a_low in lows:
        for b_low in lows:
            a, b = Range(a_low, a_low + 3), Range(b_low, b_low + 2)
            found = over_ranges(a, b)
            values = [
                over_integers(x, y)
                for x in range(a.low, a.high + 1)
                for y in range(b.low, b.high + 1)
                if y or not division
            ]
            assert found is not None
            assert found.low <= min(values) and max(values) <= found.high
            if name != "remainder":
                assert found == (min(values), max(values))


@pytest.mark.parametrize("divide", [ranges.div_floor, ranges.div_ceil, ranges.remainder])
def test_no_divisor_no_quotient(divide: Callable[[Range, Range], Range | None]) -> None:
    assert divide(Range(1, 5), Range(0, 0)) is None


@given(points())
def test_the_bits_hold_the_range_and_one_bit_less_does_not(point: tuple[Range, int]) -> None:
    found, bits = point[0], bits_needed(point[0])

    def holds(width: int) -> bool:
        if found.low >= 0:
            return found.high < 1 << width
        return width > 0 and -(1 << (width - 1)) <= found.low and found.high < 1 << (width - 1)

    assert holds(bits)
    assert bits == 0 or not holds(bits - 1)


LEAVES = {"n": (0, 2**64 - 1), "k": (0, 255), "user.signed": (-(2**63), 2**63 - 1), "user.small": (0, 255)}
leaves = st.sampled_from(sorted(LEAVES)) | st.integers(0, 1000).map(str)
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "%"]), inner),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max", "div_floor", "div_ceil"]), inner, inner),
        st.builds("mul_div({}, {}, {}, {})".format, inner, inner, inner, st.sampled_from(["floor", "ceil"])),
        st.builds("(-{})".format, inner),
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150)
@given(text=expressions, data=st.data())
def test_every_node_of_an_expression_lies_in_its_range(text: str, data: st.DataObject) -> None:
    compilation = compiled(with_body(f"    let x = {text}\n    require x == 0 else Bad"))
    allowed = {"VP0401", "VP0406", "VP0407"}
    if compilation.program is None:
        assert {finding.rule.code for finding in compilation.diagnostics} <= allowed
        return
    let = next(s for s in compilation.program.instruction("go").body.statements if isinstance(s, Let))
    edges = {name: st.sampled_from([low, high]) | st.integers(low, high) for name, (low, high) in LEAVES.items()}
    values = {name: data.draw(strategy, label=name) for name, strategy in edges.items()}
    _value(let.value, values)


def _value(node: e.Expression, values: dict[str, int]) -> int | None:
    """The concrete value, each node checked against its range; None where a divisor is zero."""
    result = _compute(node, values)
    if result is not None:
        assert isinstance(node.type, ExactType)
        assert node.type.low <= result <= node.type.high
    return result


def _compute(node: e.Expression, values: dict[str, int]) -> int | None:
    match node:
        case e.IntLiteral():
            return node.value
        case e.ParamRef():
            return values[node.name]
        case e.FieldRef():
            return values[f"{node.role}.{node.field}"]
        case e.Binary() | e.Divide() | e.Remainder() | e.MinMax():
            left, right = _value(node.left, values), _value(node.right, values)
            if left is None or right is None:
                return None
            if isinstance(node, e.MinMax):
                return max(left, right) if node.largest else min(left, right)
            if isinstance(node, e.Binary):
                operations = {e.BinaryOp.ADD: "add", e.BinaryOp.SUBTRACT: "subtract", e.BinaryOp.MULTIPLY: "multiply"}
                return EXACT[operations[node.op]][1](left, right)
            if right == 0:
                assert node.zero is not None and node.zero.error == "DivisionByZero"
                return None
            name = f"div_{node.rounding.value}" if isinstance(node, e.Divide) else "remainder"
            return EXACT[name][1](left, right)
        case _:
            raise AssertionError(node)
