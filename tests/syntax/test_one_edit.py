"""One token left out or written twice gives one finding, nearly always: no cascade, and no trace of the compiler.

Some of them by seed; `VPROG_LONG=1` takes every token and every quote of the examples.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

from sketches import findings

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.syntax.lexer import tokenize

EXAMPLES = [p.read_text(encoding="utf-8") for p in sorted((Path(__file__).parents[2] / "examples").glob("*/*.vprog"))]
SOME = None if os.environ.get("VPROG_LONG") == "1" else 60
ONCE = 0.98
"""The least share of single findings among the texts that have any. Measured with every token: 1.0."""


def _spans() -> list[tuple[str, int, int]]:
    """Text, start and end of the tokens."""
    return [
        (text, token.span.start, token.span.end)
        for text in EXAMPLES
        for token in tokenize(text, "x.vprog", DiagnosticBag()).tokens[:-1]
    ]


def _check(places: list[tuple[str, int, int]], *, twice: bool) -> None:
    chosen = places if SOME is None else random.Random(2026).sample(places, SOME)
    counts: Counter[int] = Counter()
    for text, start, end in chosen:
        bent = f"{text[:end]} {text[start:]}" if twice else text[:start] + text[end:]
        tree, found = findings(bent)
        assert tree is not None or found
        assert len(found) <= 2, (text[max(0, start - 40) : end + 40], [d.message for d in found])
        counts[len(found)] += 1
    wrong = sum(number for size, number in counts.items() if size)
    assert counts[1] >= ONCE * wrong, counts


def test_a_token_less():
    _check(_spans(), twice=False)


def test_a_token_twice():
    _check(_spans(), twice=True)


def test_a_quote_less():
    _check([(text, at, at + 1) for text in EXAMPLES for at, sign in enumerate(text) if sign == '"'], twice=False)
