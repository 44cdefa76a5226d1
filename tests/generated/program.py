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


HOSTILE = (
    *("self", "super", "crate", "impl", "dyn", "ref", "mut", "async", "box", "loop", "while", "static", "union", "vec"),
    *("cx", "one", "math", "collections", "errors", "enums", "structs", "constants", "resources", "some", "ok", "len"),
    *("from", "min", "id", "plain", "migrated", "body", "action", "none_", "string", "usize", "std", "alloc", "entry"),
)
"""Names of values that mean something in the code that is made, or elsewhere in this language."""


class _Names:
    """Names that nothing else has."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._used: Counter[str] = Counter()
        self._hostile = rng.sample(HOSTILE, 12)

    def __call__(self, start: str) -> str:
        if self._hostile and start in "pvwmeir" and self._rng.random() < 0.1:
            return self._hostile.pop()
        self._used[start] += 1
        return f"{start}{self._used[start]}"


def source_of(seed: int) -> str:
    """The text of a program. The same seed gives the same text."""
    rng = Random(seed)
    fresh = _Names(rng)
    declared = declare(rng)
    lines = [f"program generated_{seed}", "", *item_text(rng, declared, GENESIS)]
    lines += functions(rng, declared, fresh)
    extras = {EXTRAS[seed % len(EXTRAS)], *rng.sample(EXTRAS, rng.randint(0, 2))}
    for extra in sorted(extras, key=EXTRAS.index):
        lines += ["", *extra(rng, declared, fresh)]
    for shape in (SHAPES[seed % len(SHAPES)], *rng.sample(SHAPES, rng.randint(1, 3))):
        lines += ["", *shape(rng, declared, fresh)]
    return "\n".join(lines) + "\n"
