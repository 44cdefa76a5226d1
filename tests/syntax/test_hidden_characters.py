"""What nobody sees, or nobody can tell from something else, is in no name, string or comment of a program."""

from __future__ import annotations

import pytest

from vprog.dsl.compile import Compilation

HIDDEN = [
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x200B, 0x2028, 0x202E, 0x2060, 0x2800),
    *(0x3164, 0xFE00, 0xFE0E, 0xFEFF, 0xFFA0, 0x1D173, 0x1D17A, 0xE0001, 0xE0020, 0xE007F, 0xE0100, 0xE01EF, 0x7F),
]
"""Refused wherever they stand."""
UNCLEAR = [
    *(0x00A0, 0x1680, 0x2000, 0x200A, 0x202F, 0x205F, 0x3000, 0x200C, 0x200D, 0xFE0F),
    *(0xE000, 0xF8FF, 0xF0000, 0x10FFFD, 0xFDD0, 0xFFFE, 0x1FFFF, 0xEFFFE, 0x10FFFF),
]
"""Refused in strings: a comment may be set in other spaces, or end in a heart."""


def codes(label: str = "note", comment: str = "", name: str = "size") -> list[str]:
    resource = f'resource Note at label("{label}") {{ {name}: u8 lock: Lock }}'
    action = f"instruction set(x: u8) writes note: Note auth note.lock {{ note.{name} = x }}"
    source = f"/// {comment}\nprogram notes\n{resource}\n{action} // {comment}\n"
    return [finding.rule.code for finding in Compilation(source).diagnostics]


@pytest.mark.parametrize("code", HIDDEN, ids=hex)
def test_nobody_sees_it(code: int) -> None:
    assert codes(label=f"no{chr(code)}te") == ["VP0120"]
    assert codes(comment=f"a{chr(code)}b") == ["VP0120"]
    assert codes(name=f"si{chr(code)}ze") == ["VP0120"]


@pytest.mark.parametrize("code", UNCLEAR, ids=hex)
def test_nobody_can_tell_it(code: int) -> None:
    assert codes(label=f"no{chr(code)}te") == ["VP0120"]
    assert codes(comment=f"a{chr(code)}b") == []
    assert codes(name=f"si{chr(code)}ze") != []


@pytest.mark.parametrize("code", [code for code in HIDDEN + UNCLEAR if code != 0x7F], ids=hex)
def test_an_escape_says_it(code: int) -> None:
    assert codes(label=f"no\\u{{{code:X}}}te") == []


@pytest.mark.parametrize("text", ["Grüße", "日本語", "ключ", "العربية", "😀", "e\u0301", "½", "…"])
def test_other_scripts_are_text(text: str) -> None:
    assert codes(label=text, comment=text) == []


def test_it_is_said_once_for_each_string_and_where_it_stands() -> None:
    source = 'program notes\nerror {\n    One "a\u00a0b\u00a0c"\n    Two "x\u00a0y"\n}\n'
    places = [(d.rule.code, d.primary.span.line, d.primary.span.column) for d in Compilation(source).diagnostics]
    assert [place for place in places if place[0] == "VP0120"] == [("VP0120", 3, 11), ("VP0120", 4, 11)]
