"""Parses pieces of programs and draws their trees on one line."""

from __future__ import annotations

from collections.abc import Iterator

import vprog.dsl.syntax.tree as syn
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.diagnostics.diagnostic import Diagnostic
from vprog.dsl.syntax.parse import parse


def findings(source: str) -> tuple[syn.File | None, tuple[Diagnostic, ...]]:
    bag = DiagnosticBag()
    tree = parse(source, "x.vprog", bag)
    return tree, bag.sorted()


def codes(source: str) -> list[str]:
    return [found.rule.code for found in findings(source)[1]]


def parsed(source: str) -> syn.File:
    tree, found = findings(source)
    assert not found, [(d.rule.code, d.message) for d in found]
    assert tree is not None
    return tree


def item(source: str) -> syn.Item:
    (only,) = parsed(f"program x {source}").items
    return only


def statement(source: str) -> syn.Statement:
    made = item(f"instruction f() {{ {source} }}")
    assert isinstance(made, syn.Instruction)
    (only,) = made.body.statements
    return only


def expression(source: str) -> syn.Expression:
    made = statement(f"let x = {source}")
    assert isinstance(made, syn.Let)
    return made.value


def type_of(source: str) -> syn.TypeNode:
    made = item(f"event Ev {{ x: {source} }}")
    assert isinstance(made, syn.Event)
    return made.fields[0].type


def clause(source: str) -> syn.HeaderClause:
    made = item(f"instruction f() {source} {{ }}")
    assert isinstance(made, syn.Instruction)
    (only,) = made.clauses
    return only


def in_test(source: str) -> syn.TestStatement:
    made = item(f'test "t" {{ {source} }}')
    assert isinstance(made, syn.Test)
    (only,) = made.statements
    return only


def sketch(value: object) -> str:
    """`Binary(+ a 1)`: names and numbers bare, absent parts `-`, empty doc comments and defaults left out."""
    match value:
        case syn.Identifier(text=text) | syn.NameRef(name=text):
            return text
        case syn.IntLiteral(value=number, unit=None):
            return str(number)
        case syn.Node():
            absent = {"doc": "", **getattr(type(value), "__defaults__", {})}
            parts = [sketch(part) for name, part in value.children() if name not in absent or part != absent[name]]
            return f"{type(value).__name__}({' '.join(parts)})"
        case tuple():
            return f"[{' '.join(sketch(part) for part in value)}]"
        case None:
            return "-"
        case str():
            return value if value and not value.isspace() and " " not in value else repr(value)
        case _:
            return repr(value)


def every_node(node: object) -> Iterator[syn.Node]:
    """A node and all below it."""
    if isinstance(node, syn.Node):
        yield node
        for _, part in node.children():
            yield from every_node(part)
    elif isinstance(node, tuple):
        for part in node:
            yield from every_node(part)
