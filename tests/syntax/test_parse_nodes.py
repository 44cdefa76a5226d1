"""Every node of the tree is made from the source that should make it, with the span of that source."""

from __future__ import annotations

import node_cases
import pytest
import sketches
from sketches import every_node, sketch

import vprog.dsl.syntax.tree as syn

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


@pytest.mark.parametrize("line_end", [" ", "\n", "\r\n", "\n\n// between\n"])
def test_line_ends_mean_nothing(line_end):
    source = "program x const AA : u8 = 1 instruction f ( ) { let a = b x . y = c if a { } }"
    assert sketch(sketches.parsed(source.replace(" ", line_end))) == sketch(sketches.parsed(source))
