"""Which known name an unknown one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that reads most like `name`, or None when none is near."""
    from difflib import get_close_matches  # only wanted when something is wrong

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.7)), None)
