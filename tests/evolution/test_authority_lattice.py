"""Which of two authorities asks for more, against a plain enumeration of who signed."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from vprog.dsl.evolution.authority import enough_only_for, renamed, satisfied, signers
from vprog.dsl.evolution.model import Quorum

NAMES = ("a.lock", "b.lock", "c.lock", "key 0x00")
SETS = [set(s) for size in range(5) for s in combinations(NAMES, size)]


def quorum(threshold: int, *parts: str | Quorum) -> Quorum:
    names = tuple(part for part in parts if isinstance(part, str))
    return Quorum(threshold, names, tuple(part for part in parts if isinstance(part, Quorum)))


def build(parts: list[str | Quorum], draw: int) -> Quorum:
    return quorum(1 + draw % len(parts), *parts)


QUORUMS = st.recursive(
    st.sampled_from(NAMES),
    lambda inner: st.builds(build, st.lists(inner, min_size=1, max_size=3), st.integers(0, 5)),
    max_leaves=6,
).map(lambda made: quorum(1, made) if isinstance(made, str) else made)


@given(QUORUMS | st.none(), QUORUMS | st.none())
def test_agrees_with_trying_everyone(first: Quorum | None, second: Quorum | None) -> None:
    witnesses = [s for s in SETS if satisfied(first, s) and not satisfied(second, s)]
    found = enough_only_for(first, second)
    assert (found is None) == (not witnesses)
    if found is not None:
        assert set(found) in witnesses
        assert len(found) == min(map(len, witnesses))


def test_examples() -> None:
    both, either = quorum(2, "a.lock", "b.lock"), quorum(1, "a.lock", "b.lock")
    assert enough_only_for(both, either) is None
    assert enough_only_for(either, both) == ("a.lock",)
    assert enough_only_for(None, either) == ()
    assert enough_only_for(either, None) is None
    two_of_three = quorum(2, "a.lock", "b.lock", "c.lock")
    nested = quorum(1, both, quorum(2, "c.lock", either))
    assert enough_only_for(nested, two_of_three) is None and enough_only_for(two_of_three, nested) is None
    other = renamed(nested, str.upper)
    assert signers(other) == {"A.LOCK", "B.LOCK", "C.LOCK"} and renamed(None, str.upper) is None


def test_too_many_signers_are_told_apart_by_text() -> None:
    many = quorum(3, *(f"r{i}.lock" for i in range(20)))
    assert enough_only_for(many, many) is None
    assert enough_only_for(many, quorum(1, "a.lock")) is not None
