"""Fixes of headers leave the comments of other lines alone."""

from __future__ import annotations

import random
import re

import pytest

from vprog.dsl.compile import Compilation
from vprog.dsl.diagnostics.fixes import Fixed, fix_text

HEAD = """program w
unit Sompi: u64
resource Acc at lock(first) { n: u64 bal: held Sompi first: LockId lock: Lock }
resource Conf at label("// no comment") { m: u64 lock: Lock }
instruction two(v: u64)
"""
NEEDED = ("writes a : Acc", "auth a . lock")
NEEDLESS = {
    "VP0512": 'reads c : Conf at label ( "// no comment" )',
    "VP0515": "claims Sompi",
    "VP0516": "exits Sompi",
    "VP0517": 'permissionless ( "// no comment" )',
    "VP0532": "random",
    "VP0533": "after",
}
BODY = "{\n    // inside\n    a.n = v // and here\n}\n"


def fixed(source: str) -> Fixed:
    return fix_text(source, "x", lambda text: Compilation(text, "x").diagnostics)


def comments(text: str) -> list[str]:
    return re.findall(r"//(?! no comment)[^\n]*", text)


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("code", NEEDLESS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_clause_goes_with_its_own_comment_alone(code: str, place: int, newline: str) -> None:
    clauses = list(NEEDED)
    clauses.insert(place, NEEDLESS[code])
    lines = [f"    // above {at}\n    {clause} // of {at}\n" for at, clause in enumerate(clauses)]
    source = f"{HEAD}{''.join(lines)}    // below\n{BODY}".replace("\n", newline)
    assert [one.rule.code for one in Compilation(source, "x").diagnostics] == [code]
    done = fixed(source)
    assert Compilation(done.text, "x").diagnostics == ()
    assert done.text == source.replace(f"    {clauses[place]} // of {place}{newline}", "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    writes a: Acc or creates // own\n", "    writes a: Acc // own\n"),
        ("    writes a: Acc // kept\n    or creates // own\n", "    writes a: Acc // kept\n"),
        ("    writes a: Acc // kept\n    or creates where v > 0\n", "    writes a: Acc // kept\n    where v > 0\n"),
        ("    writes a: Acc // kept\n    or // inside\n    creates\n", None),
        ("    deletes a: Acc // kept\n", "    writes a: Acc // kept\n"),
        ("    deletes // inside\n    a: Acc // kept\n", "    writes // inside\n    a: Acc // kept\n"),
    ],
)
def test_parts_of_a_clause(before: str, after: str | None) -> None:
    """VP0513 and VP0514."""
    rest = "    auth a.lock\n" + BODY
    source = HEAD + before + rest
    assert fixed(source).text == (source if after is None else HEAD + after + rest)


def spread(words: list[str], chance: random.Random) -> tuple[str, list[int]]:
    """The words with spaces, line ends and numbered comments between them; after which words comments stand."""
    text, behind = "", list[int]()
    for number, word in enumerate(words):
        gap = chance.choice((" ", " ", " ", "\n    ", "\n\n", " comment"))
        if gap == " comment":
            gap = f" // {number}\n    // line {number}\n    "
            behind.append(number)
        text += word + gap
    return text, behind


@pytest.mark.parametrize("seed", range(60))
def test_comments_anywhere(seed: int) -> None:
    """Whatever stands between the words: no error comes, and only comments behind what was removed are gone."""
    chance = random.Random(seed)
    clauses = [*NEEDED, *chance.sample(sorted(NEEDLESS.values()), 3)]
    chance.shuffle(clauses)
    ends = dict[int, str]()
    words: list[str] = []
    for clause in clauses:
        words += list(re.findall(r'"[^"]*"|\S+', clause))
        ends[len(words) - 1] = clause
    header, behind = spread(words, chance)
    source = HEAD + "    // first\n    " + header + BODY
    done = fixed(source)
    assert not any(one.is_error for one in Compilation(done.text, "x").diagnostics)
    gone = {f"// {number}" for number in behind if ends.get(number) not in (None, *NEEDED)}
    assert set(comments(source)) - set(comments(done.text)) <= gone
