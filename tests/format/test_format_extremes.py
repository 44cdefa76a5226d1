"""As deep and as long as the grammar allows."""

from __future__ import annotations

import pytest

from vprog.dsl.format import format_source

from .sources import tree

NESTED = {
    "match": ("match a { new => ", "return", "}"),
    "match with blocks": ("match a { live => { ", "return", "}}"),
    "for": ("for i in a { ", "return", "}"),
    "if": ("if a { ", "return", "} else { return }"),
    "calls": ("f(", "a", ")"),
    "records": ("let a = (Rr { a: ", "b", "})"),
    "lists": ("let a = [", "1", "]"),
    "parentheses": ("let a = (", "1", ")"),
    "minus": ("let a = -", "1", ""),
}


def nested(name: str, depth: int) -> str:
    before, inside, after = NESTED[name]
    inner = before.removeprefix("let a = ")
    return f"program x instruction f() {{ {before}{inner * (depth - 1)}{inside}{after * depth} }}"


@pytest.mark.parametrize("name", NESTED)
def test_the_deepest(name: str) -> None:
    depth = next(d for d in range(110, 0, -1) if tree(nested(name, d)) is not None)
    assert depth > 20
    source = nested(name, depth)
    formatted = format_source(source)
    assert tree(formatted) == tree(source)
    assert format_source(formatted) == formatted


@pytest.mark.parametrize("operator", ["+", "and", "*", "or a + b -"])
def test_the_longest_chain_of_operators(operator: str) -> None:
    text = "program x const XX: u8 = a" + f" {operator} {'b' * 9}" * 45
    formatted = format_source(text)
    assert tree(formatted) == tree(text)
    assert all(len(line) <= 120 for line in formatted.splitlines())
    assert format_source(formatted) == formatted


def test_the_longest_chain_of_branches() -> None:
    text = "program x instruction f() { " + "if a { return } else " * 45 + "{ return } }"
    formatted = format_source(text)
    assert formatted.count("    } else if a {\n") == 44
    assert format_source(formatted) == formatted
