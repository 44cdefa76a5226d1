"""What the style is, case by case: left as people write it, right as it comes out."""

import pytest

import vprog.dsl.syntax.tree as syn
from vprog.dsl.format import format_source

from .every_node import EVERY_NODE
from .sources import tree

HEAD = "program x\n\n"

CASES = {
    "an empty line between items": (
        'unit Aa: u8\nresource Rr at label("r") {}\n\n\n\nconst XX: u8=1',
        'unit Aa: u8\n\nresource Rr at label("r") {}\n\nconst XX: u8 = 1\n',
    ),
    "short items of one sort may stay together": (
        "unit Aa: u8\nunit Ba: u8\n\nunit Ca: u8\n// about Da\nunit Da: u8",
        "unit Aa: u8\nunit Ba: u8\n\nunit Ca: u8\n\n// about Da\nunit Da: u8\n",
    ),
    "types of fields stand below each other, without commas": (
        'resource Rr at label("r") { a: u8, long_name: u8,\n\n /// Doc.\n b: Lock // why\n }',
        'resource Rr at label("r") {\n    a:         u8\n    long_name: u8\n\n'
        "    /// Doc.\n    b:         Lock  // why\n}\n",
    ),
    "messages of errors stand below each other": (
        'error { Aa "a", LongName "b" {x: u8} }',
        'error {\n    Aa       "a"\n    LongName "b" { x: u8 }\n}\n',
    ),
    "names in the header stand below each other": (
        'instruction f()\nreads a: Aa\ncredits b: Bb or creates\nwhere a == b\npermissionless("z")\n{ return }',
        "instruction f()\n    reads   a: Aa\n    credits b: Bb or creates\n    where   a == b\n"
        '    permissionless("z")\n{\n    return\n}\n',
    ),
    "without a header the brace stays on the line": (
        "instruction f()\n{ return }",
        "instruction f() {\n    return\n}\n",
    ),
    "arrows of neighbouring one-line arms stand below each other": (
        "instruction f() { match r { new => a(b) live => { c(d) } some(x) => return none => return } }",
        "instruction f() {\n    match r {\n        new => a(b)\n        live => {\n            c(d)\n        }\n"
        "        some(x) => return\n        none    => return\n    }\n}\n",
    ),
    "an empty line between statements stays, at most one": (
        "instruction f() {\n\n\n a(b)\n\n\n\n c(d)\n e(f)\n\n}",
        "instruction f() {\n    a(b)\n\n    c(d)\n    e(f)\n}\n",
    ),
    "a long statement breaks before `else`": (
        f"instruction f() {{ let coins = source.balance.take({'a' * 60}) "
        "else Short { have: source.balance, need: b } }",
        f"instruction f() {{\n    let coins = source.balance.take({'a' * 60})\n"
        "        else Short { have: source.balance, need: b }\n}\n",
    ),
    "a long condition breaks before its loosest operators": (
        f"instruction f() {{ require {'a' * 40} + b > c and {'d' * 50} or e < f + g + hhhhhhhhhhh else Short }}",
        f"instruction f() {{\n    require {'a' * 40} + b > c and {'d' * 50}\n        or e < f + g + hhhhhhhhhhh\n"
        "        else Short\n}\n",
    ),
    "what does not fit on a line has a line for each part": (
        f"instruction f() {{ create r = Rr {{ a: {'a' * 60}, b: {'b' * 60}, c }} }}",
        f"instruction f() {{\n    create r = Rr {{\n"
        f"        a: {'a' * 60},\n        b: {'b' * 60},\n        c,\n    }}\n}}\n",
    ),
    "a comment behind a part breaks its list": (
        "instruction f(a: u8, // first\n b: u8) {}",
        "instruction f(\n    a: u8,  // first\n    b: u8,\n) {}\n",
    ),
    "comments at the end of a block": (
        "instruction f() {\n return // done\n\n // nothing more\n}\n// the end",
        "instruction f() {\n    return  // done\n\n    // nothing more\n}\n// the end\n",
    ),
    "a comment in an empty block": ("instruction f() { // later\n}", "instruction f() {  // later\n}\n"),
    "documentation apart from its item stays apart": (
        "/// stray\n\nunit Aa: u8",
        "/// stray\n\nunit Aa: u8\n",
    ),
    "documentation above a comma documents nothing afterwards either": (
        "event Ee { a: u8\n/// stray\n, b: u8 }",
        "event Ee {\n    a: u8\n    /// stray\n\n    b: u8\n}\n",
    ),
    "literals stay as written": (
        "const AA: u64 = 1_000_kas\n\nconst BB: Hash = 0xAB_cd",
        "const AA: u64 = 1_000_kas\n\nconst BB: Hash = 0xAB_cd\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_style(name: str) -> None:
    source, expected = CASES[name]
    assert format_source(HEAD + source) == HEAD + expected
    assert format_source(HEAD + expected) == HEAD + expected
    assert tree(HEAD + source) == tree(HEAD + expected)


def test_every_node_is_printed() -> None:
    formatted = format_source(EVERY_NODE)
    assert tree(formatted) == tree(EVERY_NODE)
    unions = {"AuthNode", "Expression", "HeaderClause", "Item", "Node", "Statement", "TestStatement", "TypeNode"}
    shown = tree(EVERY_NODE) or ""
    assert [name for name in syn.__all__ if name not in unions and f"{name}(" not in shown] == []


def test_an_empty_program() -> None:
    assert format_source("  program   x // hm\n\n\n") == "program x  // hm\n"


def test_documentation_of_the_program_stays_at_the_top() -> None:
    assert format_source("\n\n/// A.\n///\n/// B.\nprogram x") == "/// A.\n///\n/// B.\nprogram x\n"
