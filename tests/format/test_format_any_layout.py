"""The same tokens with other spaces, line breaks and comments between them."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.format import format_source
from vprog.dsl.syntax.lexer import tokenize
from vprog.dsl.syntax.parse import parse

from .every_node import EVERY_NODE
from .sources import WELL_FORMED, comment_words, tree

GAPS = (
    " ",
    "\n",
    "\n\n\n",
    "\t \r\n",
    " // behind\n",
    " /// behind, not documentation\n",
    "\n// own line\n",
    "\n/// documentation\n",
    "\n/// first\n\n/// second\n",
    "\n\n// above\n\n",
    "\n//// ruler\n/// text\n// more\n",
    " // behind\n// below\n\n/// far\n\n",
)


def token_texts(text: str) -> list[str]:
    return [token.text for token in tokenize(text, "<text>", DiagnosticBag()).tokens]


TOKENS = {name: token_texts(text) for name, text in WELL_FORMED.items() if len(text) < 6000}
TOKENS["every node"] = token_texts(EVERY_NODE)


def check(text: str) -> None:
    before = tree(text)
    assert before is not None
    formatted = format_source(text)
    assert tree(formatted) == before
    assert comment_words(formatted) == comment_words(text)
    assert format_source(formatted) == formatted


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_comments_and_spaces_anywhere(data: st.DataObject) -> None:
    tokens = TOKENS[data.draw(st.sampled_from(sorted(TOKENS)))]
    places = data.draw(st.dictionaries(st.integers(0, len(tokens) - 1), st.sampled_from(GAPS), max_size=25))
    check("".join(places.get(place, " ") + token for place, token in enumerate(tokens)))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(TOKENS)), st.integers(0, 2**32), st.sampled_from((0.05, 0.3, 1.0)))
def test_comments_nearly_everywhere(name: str, seed: int, share: float) -> None:
    random = Random(seed)
    gaps = (random.choice(GAPS) if random.random() < share else " " for _ in TOKENS[name])
    check("".join(gap + token for gap, token in zip(gaps, TOKENS[name], strict=True)))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(WELL_FORMED)), st.integers(3, 40))
def test_long_names_break_lines(name: str, length: int) -> None:
    """Names made long make lines break that were short."""
    text = WELL_FORMED[name].replace("amount", "a" * length).replace("lock", "l" * length)
    check(re.sub(r"\bcoins\b(?! *[A-Za-z])", "c" * length, text))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(0, len(TOKENS["every node"]) - 1), st.sampled_from(GAPS), max_size=12))
def test_comments_around_every_node(places: dict[int, str]) -> None:
    check("".join(places.get(place, " ") + token for place, token in enumerate(TOKENS["every node"])))


def items(text: str) -> list[str]:
    """Each item of a program, and the first two again together, as programs of their own: short, so that trying all
    places takes little time."""
    found = parse(text, "<text>", DiagnosticBag())
    assert found is not None
    alone = [text[item.span.start : item.span.end] for item in found.items]
    return [f"program every_node {item}" for item in (" ".join(alone[:2]), *alone)]


def test_one_comment_at_every_place() -> None:
    for tokens in map(token_texts, items(EVERY_NODE)):
        for place in range(len(tokens)):
            for comment in (" // behind\n", "\n// above\n", "\n\n/// far\n\n", "\n/// near\n"):
                check("".join((comment if place == at else " ") + token for at, token in enumerate(tokens)))
