"""One mistake, one finding: at the place of the mistake, and in its own words."""

from __future__ import annotations

import pytest
from sketches import findings

ITEMS = """program x
unit Sompi: u64
{}
instruction f(n: u64)
    writes user: User
    auth   user.lock
{{
    user.count = n
}}
test "one" {{
    let user = User {{ count: 1, lock: schnorr(ALICE) }}
    run f(1) with user: user signed ALICE
    expect user.count == 1
    run f(2) with user: user signed ALICE
    expect user.count == 2
}}
test "two" {{ expect true }}
"""
BODY = ITEMS.replace("{}\n", "", 1).replace("    user.count = n\n", "    {}\n    user.last = 1\n", 1)
WHOLE = ITEMS.format("")


def check(source: str, code: str, marked: str, words: str) -> None:
    _, found = findings(source)
    assert [d.rule.code for d in found] == [code], [d.message for d in found]
    span = found[0].primary.span
    assert source[span.start : span.end] == marked
    assert words in found[0].message


@pytest.mark.parametrize(
    ("statement", "code", "marked", "words"),
    [
        ("require n = 3 else Short", "VP0110", "=", "to compare, write `==`"),
        ("if n = 3 { user.count = 1 }", "VP0110", "=", "to compare, write `==`"),
        ("require 1 < n < 5 else Short", "VP0110", "<", "comparisons do not chain"),
        ("require n == 3 == true else Short", "VP0110", "==", "comparisons do not chain"),
        ("require n > 3 || n < 5 else Short", "VP0110", "||", "write `or`"),
        ("require n > 3 && n < 5 else Short", "VP0102", "&&", "means nothing"),
        ("require !n else Short", "VP0102", "!", "means nothing"),
        ("require n > 3 ? true : false else Short", "VP0110", "?", "`if` is a statement"),
        ("require n in [1, 2] else Short", "VP0110", "in", "no operator `in`"),
        ("require n is 3 else Short", "VP0110", "is", "write `==`"),
        ("require n => 3 else Short", "VP0110", "=>", "write `>=`"),
        ("require n =< 3 else Short", "VP0110", "=<", "write `<=`"),
        ("require n !== 3 else Short", "VP0110", "!==", "write `!=`"),
        ("require n > 5 kas else Short", "VP0110", "5 kas", "write `5_kas`"),
        ("require n > else Short", "VP0110", "else", "expected a value"),
        ("require n > 3", "VP0118", "require", "does not say which error"),
        ("user.count = n + 1)", "VP0112", ")", "closes nothing"),
        ("user.count = n + 1]", "VP0112", "]", "closes nothing"),
        ('user.count = note("abc", 3', "VP0110", "user", "expected `,` or `)`"),
        ("user.count[1 = 3", "VP0110", "=", "expected `]`"),
        ("user.count = n!", "VP0102", "!", "means nothing"),
        ("user.name t", "VP0110", "t", "expected `=`, found `t`"),
        ("user.name f(t)", "VP0110", "f", "expected `=`, found `f`"),
        ("user.count = n as u8", "VP0110", "as u8", "there are no casts"),
        ("user.count = (n as u8) + 1", "VP0110", "as u8", "there are no casts"),
        ("let fee = 5 kas", "VP0110", "5 kas", "write `5_kas`"),
        ("revert Short", "VP0110", "revert", "there is no `revert`"),
        ("user.count++", "VP0110", "++", "write `+= 1`"),
        ("user.count = if n > 3 { 1 } else { 2 }", "VP0110", "if", "`if` is a statement"),
        ("user.count = match n { none => 1 }", "VP0110", "match", "`match` is a statement"),
        ('let a = "abc\n def"', "VP0103", '"abc', "not closed"),
        ('let a = "abc', "VP0103", '"abc', "not closed"),
        ('let a = f("abc)', "VP0103", '"abc)', "not closed"),
        ('let a = f(abc")', "VP0103", '"', "begins nowhere"),
        ("let a = 'abc'", "VP0102", "'abc'", "double quotes"),
        ("let n\u0430me = 3", "VP0102", "n\u0430me", "U+0430"),
        ("let a = U\u0441er", "VP0102", "U\u0441er", "U+0441"),
        ("user.take(3) else Short a: 1 }", "VP0110", "a", "expected `{`, found `a`"),
        ("user.count == n", "VP0110", "==", "a comparison is no statement: to assign, write `=`"),
        ("user.count != n", "VP0110", "!=", "a comparison is no statement: to check it"),
        ("user.count < n + 1", "VP0110", "<", "a comparison is no statement: to check it"),
        ("if n > 3 { user.count = 1 } elif n > 2 { user.count = 2 }", "VP0110", "elif", "write `else if`"),
        ("if n > 3 { user.count = 1 } elif (n > 2) { user.count = 2 }", "VP0110", "elif", "write `else if`"),
        ("if n > 3 {\n user.count = 1\n}\nelif user.open {\n user.count = 2\n}", "VP0110", "elif", "write `else if`"),
        ("if n > 3\n{ }\nelif (n > 2)\n{ }", "VP0110", "elif", "write `else if`"),
        ("if n > 3 { } elseif n > 2 { } else { user.count = 2 }", "VP0110", "elseif", "write `else if`"),
        ("if n > 3 { } elsif not user.open { }", "VP0110", "elsif", "write `else if`"),
        ("requires n > 3 else Short", "VP0110", "requires", "write `require`"),
        ("requires n > 3", "VP0110", "requires", "write `require`"),
        ("requires user.open else Short", "VP0110", "requires", "write `require`"),
        ("let x := 5", "VP0110", ":=", "write `=`"),
        ("var x := n + 5", "VP0110", ":=", "write `=`"),
        ("let x: u64 := 5", "VP0110", ":=", "write `=`"),
        ("user.count := 5", "VP0110", ":=", "write `=`"),
        ("do { user.count += 1 } while n > 3", "VP0119", "do", "no `do`"),
        ("do {\n user.count += 1\n} while (n > user.count)", "VP0119", "do", "no `do`"),
        ("do { if n > 3 { user.count += 1 } } while n > 3", "VP0119", "do", "no `do`"),
        ("repeat {\n user.count += 1\n} until n > 3", "VP0119", "repeat", "no `repeat`"),
    ],
)
def test_in_a_body(statement, code, marked, words):
    check(BODY.format(statement), code, marked, words)


@pytest.mark.parametrize("statement", ["let elif = 5", "let requires: u64 = n", "elif.n = 5", "requires += 1"])
def test_words_of_other_languages_are_free_as_names(statement):
    assert not findings(BODY.format(statement))[1]


@pytest.mark.parametrize(
    ("loops", "lines"),
    [
        ("do { user.count += 1 } while n > 3\nwhile n > 2 { user.count += 1 }", [7, 8]),
        ("while (n > 3) { user.count += 1 }\nwhile (n > 2) { user.count += 1 }", [7, 8]),
        ("while n > 3 {\nuser.count += 1\n}\nuntil (n > 2) {\nuser.count += 1\n}", [7, 10]),
        ("while (n > 3)\n{\nuser.count += 1\n}\nrepeat {\nuser.count += 1\n} until n > 5", [7, 11]),
        ("loop { user.count += 1 }\nwhile n > 3 { user.count += 1 }\nloop { }", [7, 8, 9]),
        ("for (let i = 0; i < 5; i++) { user.count += 1 }\nwhile true { user.count += 1 }", [7, 8]),
    ],
)
def test_every_loop_is_one_finding(loops, lines):
    found = findings(BODY.format(loops))[1]
    assert [(one.rule.code, one.primary.span.line) for one in found] == [("VP0119", line) for line in lines]


@pytest.mark.parametrize(
    ("item", "word", "better"),
    [
        ("unit KAS: u64", "KAS", "Kas"),
        ('resource NFT at label("x") { n: u8 }\ninstruction go() writes nft: NFT { nft.n = 1 }', "NFT", "Nft"),
        ('error { NOT_ENOUGH "few" }\nfn g(a: u8) { require a > 1 else NOT_ENOUGH }', "NOT_ENOUGH", "NotEnough"),
        ('error { E1 "x" }', "E1", None),
        ("struct S2P { a: u8 }", "S2P", "S2p"),
    ],
)
def test_a_type_in_capitals(item, word, better):
    """Said where it is declared; with a fix, if there is such a name."""
    source = ITEMS.format(item)
    (found,) = findings(source)[1]
    assert found.primary.span.start == source.index(word)
    assert "a name in UpperCamel case has a small letter in it" in found.primary.text
    assert (found.fix.text if found.fix else None) == better


@pytest.mark.parametrize(
    ("item", "code", "marked", "words", "like"),
    [
        ("instructoin g(n: u64) { }", "VP0110", "instructoin", "expected an item", "instruction"),
        ('resorce Bad at label("x") { n: u8 }', "VP0110", "resorce", "expected an item", "resource"),
        ('Bad at label("x") { n: u8 }', "VP0110", "Bad", "expected an item", None),
        ("helper(a: u8) -> u8 { return a }", "VP0110", "helper", "expected an item", None),
        ("def g(n):", "VP0110", "def", "expected an item", "fn"),
        ("import other", "VP0110", "import", "expected an item", "use"),
        ("contract Other {\n let a = 3\n}", "VP0110", "contract", "expected an item", None),
        ("/* hello\n world's */", "VP0102", "/*", "write `//`", None),
        ("# hello, it's", "VP0102", "#", "write `//`", None),
        ("#[tag = 0]", "VP0102", "#[tag = 0]", "no attributes", None),
        ('resource Re at label("x") { r#fn: u8 a: u8 }', "VP0102", "r#fn", "cannot be made a name", None),
    ],
)
def test_where_an_item_stands(item, code, marked, words, like):
    source = ITEMS.format(item)
    (found,) = findings(source)[1]
    span = found.primary.span
    assert (found.rule.code, source[span.start : span.end]) == (code, marked)
    if like is None:
        assert words in found.message or words in (found.fix.title if found.fix else "")
    else:
        assert found.primary.text == f"did you mean `{like}`?"


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("f(1)", "f 1)", 12, "VP0110"),
        ("f(1)", "f(1", 12, "VP0110"),
        ("f(1)", "(1)", 12, "VP0110"),
        ("(ALICE) }", "(ALICE)", 12, "VP0110"),
        ('"one" {', '"one"', 11, "VP0110"),
        ('"one" {', '"one {', 10, "VP0103"),
        ('"one" {', 'one" {', 10, "VP0103"),
        ("let user =", "let user", 11, "VP0110"),
        ("auth   user.lock\n{", "auth   user.lock", 7, "VP0110"),
        ("user.count == 1", "user.count = 1", 13, "VP0110"),
        ("}\ntest", "\ntest", 10, "VP0111"),
    ],
)
def test_the_rest_of_the_file_is_read(old, new, line, code):
    source = WHOLE.replace(old, new, 1)
    assert source != WHOLE
    assert [(d.primary.span.line, d.rule.code) for d in findings(source)[1]] == [(line, code)]


def test_two_mistakes_in_one_test_are_two_findings():
    source = WHOLE.replace("f(1)", "f 1)").replace("f(2) with", "f(2) wit")
    assert [d.primary.span.line for d in findings(source)[1]] == [12, 14]
