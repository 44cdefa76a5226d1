"""What is wrong with a text is said with the right code, at the right place, in plain words."""

from __future__ import annotations

import pytest
from sketches import codes, findings

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.source.read import decode_source

BODY = "program x instruction f() {{ {} }}"


def only(source: str):
    _, (found,) = findings(source)
    return found


@pytest.mark.parametrize(
    ("source", "code", "marked", "words"),
    [
        # Characters, names, literals.
        ("program x @ unit Ab: u8", "VP0102", "@", "`@` means nothing here"),
        ("program x \u2000\u2000 unit Ab: u8", "VP0102", "\u2000\u2000", "U+2000"),
        ("program x const AA: u8 = 1 && 2", "VP0102", "&&", "`&&` means nothing"),
        ('program x test "abc { }', "VP0103", '"abc { }', "not closed"),
        (BODY.format(r'let a = "a\q"'), "VP0104", r"\q", r"`\q` is no escape of a string"),
        (BODY.format(r'let a = "\x41"'), "VP0104", r"\x41", r"`\x41` is no escape of a string"),
        (BODY.format(r'let a = "\u{110000}"'), "VP0104", r"\u{110000}", "is no escape"),
        (BODY.format(r'let a = b"\u{41}"'), "VP0104", r"\u{41}", "is no escape of a byte string"),
        (BODY.format("let fooBar = 1"), "VP0105", "fooBar", "`fooBar` is not spelt as a name"),
        ("program x unit My_unit: u8", "VP0105", "My_unit", "`My_unit` is not spelt as a name"),
        (BODY.format("let _a = 1"), "VP0105", "_a", "not spelt as a name"),
        (BODY.format("let a = 1__0"), "VP0106", "1__0", "`1__0` is no number"),
        (BODY.format("let a = 5kas"), "VP0106", "5kas", "`5kas` is no number"),
        (BODY.format("let a = 12Ab"), "VP0106", "12Ab", "`12Ab` is no number"),
        (BODY.format(f"let a = {'9' * 79}"), "VP0106", "9" * 79, "more digits than any type holds"),
        (BODY.format(f"let a = {'9' * 9999}"), "VP0106", "9" * 9999, "more digits than any type holds"),
        (BODY.format("let a = 0xzz"), "VP0106", "0xzz", "is no hex literal"),
        (BODY.format("let a = 0xabc"), "VP0107", "0xabc", "3 digits"),
        (BODY.format("let a = 0x"), "VP0107", "0x", "no digits"),
        (BODY.format('let a = b"é"'), "VP0108", 'b"é"', "not ASCII"),
        # Structure.
        ("program x unit Ab u8", "VP0110", "u8", "expected `:`, found `u8`"),
        ("program x banana", "VP0110", "banana", "expected an item such as `resource` or `instruction`"),
        (BODY.format("let a = "), "VP0110", "}", "expected a value, found `}`"),
        (BODY.format("var = 1"), "VP0110", "=", "expected a name in lower_snake case, found `=`"),
        (BODY.format("let = 1"), "VP0110", "=", "a name in lower_snake case or a name in UpperCamel case, found `=`"),
        (BODY.format("let a = 1;"), "VP0110", ";", "found `;`"),
        (BODY.format("if a = b { }"), "VP0110", "=", "`=` assigns; to compare, write `==`"),
        (BODY.format("f(a b)"), "VP0110", "b", "expected `,` or `)`, found `b`"),
        (BODY.format("match a { new -> return }"), "VP0110", "->", "expected `=>`"),
        ("program x fn f() => u8 { return 1 }", "VP0110", "=>", "expected `:`, `{` or `->`, found `=>`"),
        ("program x pub instruction f() { }", "VP0110", "instruction", "expected `fn` or `use`, found `instruction`"),
        ("program x use std.token", "VP0110", ".", "found `.`"),
        ("program x linear Ticket { a: u8 }", "VP0110", "Ticket", "expected `struct`, found `Ticket`"),
        ('program x invariant "a" transfer: b', "VP0110", "transfer", "expected `on`, found `transfer`"),
        ("program x migrate New to Old { }", "VP0110", "to", "expected `from`, found `to`"),
        ("program x view v() { return 1 }", "VP0110", "{", "expected a header clause or `->`, found `{`"),
        ("program x instruction f() limits cycles: 3 { }", "VP0110", "cycles", "expected `(`, found `cycles`"),
        ("program x storm { throughput }", "VP0110", "}", "expected `=` or `:`, found `}`"),
        ("program x property p() { }", "VP0110", "p", "expected a string, found `p`"),
        (BODY.format("let a = b.c { d }"), "VP0110", "{", "found `{`"),
        (BODY.format("let a = f(b).Red { d }"), "VP0110", "{", "found `{`"),
        (BODY.format("let Ticket { a: 1 } = b"), "VP0110", "1", "expected a name in lower_snake case, found `1`"),
        (BODY.format("return = 1"), "VP0110", "=", "expected a value, found `=`"),
        ("program x instruction f() writes { }", "VP0110", "{", "expected a name in lower_snake case, found `{`"),
        ("program x const a: u8 = 1", "VP0110", "a", "expected a name in UPPER_SNAKE case, found `a`"),
        ("program x instruction f() {", "VP0111", "", "`{` is not closed before the end of the file"),
        ("program x instruction f() { f(a }", "VP0111", "}", "`(` is not closed before `}`"),
        ("program x unit Ab: u8 }", "VP0112", "}", "`}` closes nothing"),
        (BODY.format("let unit = 1"), "VP0113", "unit", "`unit` is a word of the language"),
        ("program x instruction auth() { }", "VP0113", "auth", "`auth` is a word of the language"),
        (BODY.format("let struct = 1"), "VP0113", "struct", "`struct` is a word of the language"),
        (BODY.format("f(a.return, 1)"), "VP0113", "return", "`return` is a word of the language"),
        ("", "VP0117", "", "begins with `program` or `module` and a name, this one with the end of the file"),
        ("unit Ab: u8", "VP0117", "unit", "this one with `unit`"),
        (BODY.format("require a > 0"), "VP0118", "require", "does not say which error"),
    ],
)
def test_one_mistake_one_finding(source, code, marked, words):
    found = only(source.replace("{{", "{").replace("}}", "}"))
    span = found.primary.span
    assert (found.rule.code, source[span.start : span.end]) == (code, marked)
    assert words in found.message


def test_missing_brace_points_at_the_open_one():
    source = "program x\ninstruction f() {\n    let a = 1\ninstruction g() { }"
    found = only(source)
    assert (found.rule.code, found.primary.span.line) == ("VP0111", 4)
    (opened,) = found.secondary
    assert (opened.span.line, opened.span.column) == (2, 17)


def test_semicolon_has_a_fix():
    found = only("program x instruction f() { let a = 1; let b = 2 }")
    assert found.fix is not None
    assert (found.fix.text, found.fix.span.end - found.fix.span.start) == ("", 1)


@pytest.mark.parametrize(
    ("source", "like"),
    [
        ("program x instrution f() { }", "instruction"),
        ('program x resorce Re at label("x") { }', "resource"),
        ("program x instruction f() wirtes a: Re { }", "writes"),
    ],
)
def test_misspelt_words(source, like):
    found = only(source)
    assert found.primary.text == f"did you mean `{like}`?"
    assert found.fix is not None
    assert found.fix.text == like


@pytest.mark.parametrize(
    "data",
    [b"\xff", b"program x\n unit \xc3\x28", b"\xef\xbb\xbfprogram \x80", b"program x\xed\xa0\x80", b"\xf0\x9f"],
)
def test_not_utf8(data):
    bag = DiagnosticBag()
    decode_source(data, "x", bag)
    (found,) = bag.sorted()
    assert found.rule.code == "VP0101"


def test_byte_order_mark_and_other_scripts():
    bag = DiagnosticBag()
    source = decode_source("\ufeff/// Grüße, 世界\nprogram x\n".encode(), "x", bag)
    assert not bag.items
    assert codes(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "(" * 1_000_000,
        "program x instruction f() {" + "(" * 900_000,
        "program x const AA: u8 = " + "-" * 900_000 + "1",
        "program x const AA: u8 = " + "1+" * 300_000 + "1",
        "program x const AA: u8 = " + "not " * 200_000 + "a",
        "program x const AA: u8 = a" + ".b" * 300_000,
        "program x const AA: [" + "[" * 500_000,
        "program x instruction f() { if a { } " + "else if a { } " * 70_000 + "}",
        "program x instruction f() auth " + "all of (" * 100_000,
    ],
)
def test_deep_nesting_is_a_finding(source):
    assert codes(source) == ["VP0115"]


def test_nesting_within_the_limit_is_fine():
    assert codes("program x const AA: u8 = " + "(" * 60 + "1" + ")" * 60) == []
    assert codes("program x const AA: u8 = " + "+".join(["1"] * 90)) == []


def test_long_files_and_many_findings_end():
    assert codes("a" * 4_000_001) == ["VP0116"]
    assert 50 <= len(codes("$ " * 400_000)) <= 100
    assert 50 <= len(codes("program x " + "unit Ab u8 " * 80_000)) <= 100
