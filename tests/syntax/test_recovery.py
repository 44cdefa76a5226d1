"""Several mistakes in one file give about as many findings, and what is right in between is kept."""

from __future__ import annotations

from sketches import codes, findings, sketch

import vprog.dsl.syntax.tree as syn

MANY = """program x

const Limit: u8 = 5

resource Re at label("re") {
    count u64
    lock: Lock
}

fn helper(a: u8) -> u8 { let b = }

instruction f(a u8, b: u8)
    reads r Re
    auth r.lock
{
    let = 5
    require a > 5
    r.count = 3 4
    if a { let z = }
    f(a b)
    let unit = 4
    let t = "abc
}

instruction g() reads r: Re {
    emit Ev { a: , b }
    let q = 0xabc
"""


def test_each_mistake_is_found_once():
    lines = [(d.primary.span.line, d.rule.code) for d in findings(MANY + "instruction h() { }")[1]]
    assert lines == [
        (3, "VP0110"),  # not UPPER_SNAKE
        (6, "VP0110"),  # `:` missing
        (10, "VP0110"),
        (12, "VP0110"),
        (13, "VP0110"),
        (16, "VP0110"),
        (17, "VP0118"),
        (18, "VP0110"),
        (19, "VP0110"),
        (20, "VP0110"),
        (21, "VP0113"),
        (22, "VP0103"),
        (26, "VP0110"),
        (27, "VP0107"),
        (28, "VP0111"),
    ]


def test_what_is_right_is_kept():
    tree, _ = findings(MANY + "instruction h() { return }")
    assert isinstance(tree, syn.File)
    assert [i.name.text for i in tree.items if isinstance(i, syn.Instruction)] == ["f", "g", "h"]


def test_a_missing_sign_costs_nothing():
    tree, found = findings('program x resource Re at label("a") { count u64 lock: Lock }')
    assert [d.rule.code for d in found] == ["VP0110"]
    assert tree is not None
    assert "Field(count NamedType(u64)) Field(lock NamedType(Lock))" in sketch(tree)


def test_an_extra_brace_does_not_hide_the_rest():
    assert codes("program x instruction f() { } } instruction g() { let }") == ["VP0112", "VP0110"]


def test_a_missing_brace_does_not_hide_the_rest():
    assert codes("program x\ninstruction f() { if a {\ninstruction g() { let }") == ["VP0111", "VP0110"]


def test_the_next_item_begins_with_a_word_that_can_be_a_name():
    tree, found = findings("program x view v() { } use std:: type Ab u8 type Ac = u8 view w() -> { } use std")
    assert [d.rule.code for d in found] == ["VP0110"] * 4
    assert isinstance(tree, syn.File)
    assert [type(item) for item in tree.items][-3:] == [syn.TypeAlias, syn.View, syn.Use]


def test_a_name_that_could_begin_an_item_does_not_end_one():
    assert codes("program x instruction f() { g(view a) h(type, use }") == ["VP0110", "VP0111"]


def test_a_skipped_block_is_skipped_whole():
    assert codes("program x view v() { if a { let b = } } instruction f() { }") == ["VP0110"]


def test_lists_inside_brackets_go_on_after_a_mistake():
    assert codes("program x instruction f() { g(a, , b) let a = }") == ["VP0110", "VP0110"]


def test_statements_that_begin_with_a_name_are_found_again():
    assert codes("program x instruction f() {\n let = 1\n a.b = \n c.d = 1\n e.f = * 2\n}") == ["VP0110"] * 3
