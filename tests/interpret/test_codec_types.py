"""Bytes and JSON of values of every type: there and back, within the stated sizes, one encoding for each value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.programs import compiled

from vprog.dsl.interpret.json_values import JsonValueError, from_json, to_json
from vprog.dsl.interpret.literals import literal
from vprog.dsl.interpret.random_values import ValueSource
from vprog.dsl.interpret.simpler import simpler
from vprog.dsl.layout.codec import decode, encode
from vprog.dsl.layout.sizes import fixed_size, size_bounds
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type
from vprog.dsl.testing import strategies_of
from vprog.wire.codec import DecodeError, Reader

COLOR = t.EnumType("Color", ("Red", "Green", "Blue"))
POINT = t.StructType("Point", (("x", t.U16), ("y", t.IntType(True, 32))))
SHAPE = t.EnumType(
    "Shape", ("Empty", "Circle", "Named"), ((), (("radius", t.U8),), (("name", t.TextType(6)), ("at", POINT)))
)
SIMPLE: list[Type] = [
    t.BOOL, t.U8, t.U64, t.U256, t.IntType(True, 8), t.IntType(True, 128), t.UnitType("Sompi", t.U64), t.OUTPUT_INDEX,
    t.BytesType(3), t.HASH, t.SIGNATURE, t.AddressType("User"), t.LOCK, t.SCRIPT, COLOR,
]  # fmt: skip
ORDERED: list[Type] = [t.BOOL, t.U16, t.IntType(True, 16), t.BytesType(2), t.HASH, COLOR]
BOUNDED: list[Type] = [t.BoundedBytesType(5), t.TextType(7)]


def containers(inner: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    sizes = st.integers(1, 4)
    keys = st.sampled_from(ORDERED)
    return st.one_of(
        inner.filter(lambda type_: not isinstance(type_, t.OptionType)).map(t.OptionType),
        st.builds(t.ArrayType, inner, sizes),
        st.builds(t.ListType, inner, sizes),
        st.builds(t.SetType, keys, sizes),
        st.builds(t.MapType, keys, inner, sizes),
        inner.map(lambda type_: t.StructType("S", (("a", type_), ("b", t.U8)))),
        inner.map(lambda type_: t.EnumType("E", ("A", "B"), ((("a", type_),), ()))),
    )


TYPES = st.recursive(st.sampled_from([*SIMPLE, *BOUNDED, POINT, SHAPE]), containers, max_leaves=4)


@st.composite
def typed_values(draw: Any) -> tuple[Type, Any]:
    type_ = draw(TYPES)
    return type_, draw(strategies_of(compiled("ledger")).of(type_))


@settings(max_examples=300, deadline=None)
@given(typed_values())
def test_there_and_back(typed: tuple[Type, Any]) -> None:
    type_, value = typed
    raw = encode(type_, value)
    reader = Reader(raw + b"more")
    assert decode(type_, reader, "value") == value and reader.remaining == 4
    low, high = size_bounds(type_)
    assert low <= len(raw) <= high and fixed_size(type_) in (None, len(raw))
    assert from_json(type_, to_json(type_, value), "value") == value
    for end in range(len(raw)):
        with pytest.raises(DecodeError):
            decode(type_, Reader(raw[:end]), "value")


@settings(max_examples=200, deadline=None)
@given(TYPES, st.binary(max_size=60))
def test_what_decodes_has_one_encoding(type_: Type, raw: bytes) -> None:
    reader = Reader(raw)
    try:
        value = decode(type_, reader, "value")
    except DecodeError:
        return
    assert encode(type_, value) == raw[: reader.position]


@settings(max_examples=200, deadline=None)
@given(TYPES, st.randoms(use_true_random=False))
def test_drawn_and_simpler_values_are_values(type_: Type, random: Any) -> None:
    value = ValueSource(random, (7, 1000)).draw(type_)
    encode(type_, value)
    assert literal(type_, value)
    for candidate in simpler(type_, value):
        encode(type_, candidate)
        assert candidate != value


@pytest.mark.parametrize(
    ("type_", "raw"),
    [
        (t.TextType(4), b"\x05\0abcde"),
        (t.TextType(4), b"\x01\0\xff"),
        (t.TextType(4), b"\x03\0\xed\xa0\x80"),
        (t.TextType(4), b"\x02\0\xc0\x80"),
        (t.BoundedBytesType(2), b"\x03\0abc"),
        (t.ListType(t.U8, 2), b"\x03\0abc"),
        (t.SetType(t.U8, 3), b"\x02\0\x05\x05"),
        (t.SetType(t.U8, 3), b"\x02\0\x05\x04"),
        (t.SetType(t.IntType(True, 8), 3), b"\x02\0\x01\xff"),
        (t.SetType(COLOR, 3), b"\x02\0\x01\x00"),
        (t.SetType(t.BOOL, 2), b"\x02\0\x01\x00"),
        (t.MapType(t.BytesType(2), t.U8, 3), b"\x02\0ab\x01aa\x02"),
        (t.MapType(t.U8, t.U8, 3), b"\x02\0\x01\x01\x01\x02"),
        (COLOR, b"\x03"),
        (SHAPE, b"\x03"),
        (SHAPE, b"\x02\x01\0\xff"),
        (t.OptionType(t.U8), b"\x02\x01"),
    ],
)
def test_bytes_of_no_value(type_: Type, raw: bytes) -> None:
    with pytest.raises(DecodeError):
        decode(type_, Reader(raw), "value")


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (t.TextType(2), "abc"),
        (t.TextType(2), "\ud800"),
        (t.TextType(2), 5),
        (t.BytesType(2), b"abc"),
        (t.ListType(t.U8, 1), (1, 2)),
        (t.ArrayType(t.U8, 2), (1,)),
        (t.SetType(t.U8, 3), (2, 1)),
        (t.MapType(t.U8, t.U8, 3), ((2, 1), (1, 1))),
        (SHAPE, ("Circle",)),
        (SHAPE, ("Circle", 1, 2)),
        (SHAPE, ("Square", 1)),
        (POINT, (1,)),
        (t.StructType("Ticket", (), linear=True), ()),
        (t.U8, "1"),
    ],
)
def test_values_of_no_encoding(type_: Type, value: Any) -> None:
    with pytest.raises(ValueError):
        encode(type_, value)


@pytest.mark.parametrize(
    ("type_", "value", "says"),
    [
        (t.ListType(t.U8, 2), [1, 2, 3], "value: this is no list<u8, max 2>"),
        (t.ListType(t.U8, 2), 1, "value: expected a list"),
        (t.ListType(t.U8, 2), [1, 300], "value[1]: expected an integer"),
        (t.MapType(t.U8, t.U8, 2), [[1, 2], [1, 3]], "value[1]: this key is there already"),
        (t.MapType(t.U8, t.U8, 2), [[1]], "value[0]: expected [key, value]"),
        (POINT, {"x": 1}, "value.y: expected an integer"),
        (POINT, {"x": 1, "y": 2, "z": 3}, "value: no field `z`"),
        (POINT, [1, 2], "value: expected an object of x, y"),
        (SHAPE, {"variant": "Square"}, "value: expected a variant"),
        (SHAPE, "Circle", "value.radius: expected an integer"),
        (t.TextType(2), "äöü", "value: this is no text<=2"),
        (t.BoundedBytesType(1), "0x0102", "value: this is no bytes<=1"),
    ],
)
def test_json_of_no_value(type_: Type, value: Any, says: str) -> None:
    with pytest.raises(JsonValueError, match=says.replace("[", r"\[").replace("<=", "<=")):
        from_json(type_, value, "value")


def test_json_forms() -> None:
    assert from_json(SHAPE, "Empty", "value") == ("Empty",)
    assert to_json(SHAPE, ("Named", "a", (1, -2))) == {"variant": "Named", "name": "a", "at": {"x": 1, "y": -2}}
    assert from_json(t.SetType(t.U8, 3), [3, 1, 3], "value") == (1, 3)
    assert to_json(t.MapType(COLOR, t.U64, 2), (("Red", 1 << 60),)) == [["Red", str(1 << 60)]]
