"""Generated programs for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from generated.program import source_of


def sources() -> st.SearchStrategy[str]:
    """The text of a program; smaller seeds are no simpler, so a failing one is made smaller by hand."""
    return st.integers(0, 1 << 32).map(source_of)
