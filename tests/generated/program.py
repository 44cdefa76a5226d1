"""The source of a program from a seed: well-typed by construction."""

from __future__ import annotations

from collections import Counter
from random import Random

from generated.extras import EXTRAS
from generated.functions import functions
from generated.instructions import SHAPES
from generated.items import declare, item_text
from vprog.client.signing import LocalKey

GENESIS = LocalKey((3).to_bytes(32, "big")).public_key


class _Names:
    """Names that nothing else has."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def __call__(self, start: str) -> str:
        self._used[start] += 1
        return f"{start}{self._used[start]}"


def source_of(seed: int) -> str:
    """The text of a program. The same seed gives the same text."""
    rng, fresh = Random(seed), _Names()
    declared = declare(rng)
    lines = [f"program generated_{seed}", "", *item_text(rng, declared, GENESIS)]
    lines += functions(rng, declared, fresh)
    extras = {EXTRAS[seed % len(EXTRAS)], *rng.sample(EXTRAS, rng.randint(0, 2))}
    for extra in sorted(extras, key=EXTRAS.index):
        lines += ["", *extra(rng, declared, fresh)]
    for shape in (SHAPES[seed % len(SHAPES)], *rng.sample(SHAPES, rng.randint(1, 3))):
        lines += ["", *shape(rng, declared, fresh)]
    return "\n".join(lines) + "\n"
