"""Every node of the tree is made from the source that should make it, with the span of that source."""

from __future__ import annotations

import node_cases
import pytest
import sketches
from sketches import every_node, sketch

import vprog.dsl.syntax.tree as syn
from vprog.grammar import tokens

KINDS = [
    (sketches.expression, node_cases.EXPRESSIONS),
    (sketches.type_of, node_cases.TYPES),
    (sketches.statement, node_cases.STATEMENTS),
    (sketches.clause, node_cases.CLAUSES),
    (sketches.item, node_cases.ITEMS),
    (sketches.in_test, node_cases.TEST_STATEMENTS),
]
CASES = [(read, source, tree) for read, cases in KINDS for source, tree in cases]


@pytest.mark.parametrize(("read", "source", "tree"), CASES, ids=[source for _, source, _ in CASES])
def test_tree(read, source, tree):
    made = read(source)
    assert sketch(made) == tree
    assert made.span.end - made.span.start == len(source)


def test_every_node_has_a_case():
    kinds = {type(node) for read, source, _ in CASES for node in every_node(read(source))} | {syn.File}
    classes = {found for name in syn.__all__ if isinstance(found := getattr(syn, name), type)} - {syn.Node}
    assert classes - kinds == set()


def test_children_lie_inside_their_parent_in_order():
    for read, source, _ in CASES:
        for node in every_node(read(source)):
            inner = [child for child in every_node(node) if child is not node]
            assert all(node.span.start <= child.span.start <= child.span.end <= node.span.end for child in inner)


def test_spans_have_lines_and_columns():
    tree = sketches.parsed("program x\r\n\n  const AB: u8 =\n\t5\n")
    (const,) = tree.items
    assert (const.span.line, const.span.column) == (3, 3)
    assert isinstance(const, syn.Const)
    assert (const.value.span.line, const.value.span.column) == (4, 2)


def test_doc_comments_belong_to_what_follows():
    tree = sketches.parsed(
        """/// The file.
///
/// More.
program x

/// lost: an empty line follows

/// About.
resource Re at label("x") {
    /// The count.
    count: u64
    other: u64 /// not a doc comment
    third: u64
}
// plain
/// The error block.
error {
    /// Bad.
    Bad "bad"
}
//// a ruler
/// Does it.
instruction f(a: u8) { }
"""
    )
    assert tree.doc == "The file.\n\nMore."
    resource, errors, instruction = tree.items
    assert isinstance(resource, syn.Resource)
    assert isinstance(errors, syn.ErrorBlock)
    assert isinstance(instruction, syn.Instruction)
    assert resource.doc == "About."
    assert [field.doc for field in resource.fields] == ["The count.", "", ""]
    assert (errors.doc, errors.errors[0].doc) == ("The error block.", "Bad.")
    assert (instruction.doc, instruction.parameters[0].doc) == ("Does it.", "")


def test_a_module_begins_with_its_word():
    assert sketches.parsed("/// About.\nmodule shares pub fn f() { }").is_module
    assert sketches.parsed("/// About.\nmodule shares").doc == "About."
    assert not sketches.parsed("program shares").is_module


@pytest.mark.parametrize("word", sorted(tokens.SOFT_WORDS))
def test_a_word_with_a_meaning_in_one_place_is_a_name_elsewhere(word):
    sketches.parsed(
        f"""program {word}
        use {word} use std::{word} {{ {word} }}
        type Alias = list<u8, max 3>
        resource Re at ({word}, {word}.{word}) {{ {word}: u8, other: held Sompi }}
        const AA: u8 = {word}
        instruction {word}({word}: u8)
            reads {word}: Re at ({word}) auth {word} auth all of {word} auth all of ({word}.a, b) where {word} == 1
            may_alias({word}, b) random after limits({word}: 1) ensures {word} > 1
        {{
            let {word} = {word}({word}, {word}.{word}[{word}]) let Ti {{ {word}, a: {word} }} = b
            {word} = 1 {word}.a += 1 {word}({word}) {word}::{word}({word})
            for {word} in {word} {{ }} for {word} in {word}..{word} {{ }}
            match {word} {{ {word} => return {word} => return {word} some({word}) => {{ }} }}
            move {word} from {word}.a to {word}.b
            create {word} = Re {{ {word}, a: {word} }} delete {word} into {word}.a
            return {word}
        }}
        fn {word}({word}: u8) -> u8 {{ return {word} }}
        view {word}() reads {word}: Re -> u8 {{ return {word} }}
        invariant "a" on {word}, {word}: {word} == {word}
        storm {{ {word}: {word} {word} = {word} }}
        test "t" {{
            let {word} = {word}
            run {word}({word}) with {word}: {word}, {word}: [{word}] paying {word}({word}) after {word} fails Bad
            expect {word}
        }}
        property "p" ({word}: u8) where {word} {{ }}
        """
    )


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("return } fn g() { return", 2 * ["-"]),
        ("return // a => b\n x", ["x"]),
        ("return // a\n}\nfn g() {", ["-"]),
        ("if a { return } return returned", ["-", "returned"]),
        ("match a { Aa => return // why\n Bb // c\n . Cc | Dd => return b Ee(x, // d\n y) => { } }", ["-", "b"]),
        (
            "match a { Aa => return b(c) Ee(x) => return Re { x } Bb => return, Cc => return }",
            ["Call(b [c])", "Re", "-", "-"],
        ),
        ("return let a = b return let b = a", ["-", "-"]),
    ],
)
def test_what_follows_return(body, values):
    tree = sketches.parsed(f"program x fn f() {{ {body} }}")
    found = [node.value for node in every_node(tree) if isinstance(node, syn.Return)]
    assert [sketch(value) if not isinstance(value, syn.Record) else value.name.text for value in found] == values


@pytest.mark.parametrize("line_end", [" ", "\n", "\r\n", "\n\n// between\n"])
def test_line_ends_mean_nothing(line_end):
    source = "program x const AA : u8 = 1 instruction f ( ) { let a = b x . y = c if a { } }"
    assert sketch(sketches.parsed(source.replace(" ", line_end))) == sketch(sketches.parsed(source))
