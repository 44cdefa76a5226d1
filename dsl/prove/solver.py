"""The one module that knows z3. Terms are its expressions; importing this room without z3 raises ModuleNotFoundError.

Numbers are unbounded integers, bytes of every kind (locks, ids, keys, scripts) are constants of one sort without
structure: only their equality matters, and hashes are functions that are undone by others, so they never collide.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from importlib import import_module
from threading import Timer
from time import monotonic
from typing import Any

from attrs import frozen

_z3: Any = import_module("z3")

Term = Any
"""A z3 expression: an integer, a truth value or bytes. z3's own types are partial, so they stay in here."""
VERSION: str = _z3.get_version_string()
INTEGERS: Any = _z3.IntSort()
TRUTH: Any = _z3.BoolSort()
BYTES: Any = _z3.DeclareSort("Bytes")
TRUE: Term = _z3.BoolVal(True)
FALSE: Term = _z3.BoolVal(False)
ZERO: Term = _z3.IntVal(0)


def number(value: int) -> Term:
    return _z3.IntVal(value)


def truth(value: bool) -> Term:
    return TRUE if value else FALSE


def symbol(name: str, sort: Any) -> Term:
    return _z3.Const(name, sort)


def function(name: str, arguments: Sequence[Any], result: Any) -> Any:
    """An uninterpreted function of these sorts; call it with terms."""
    return _z3.Function(name, *arguments, result)


def sort_of(term: Term) -> Any:
    return term.sort()


def all_of(terms: Sequence[Term]) -> Term:
    return _z3.And(*terms) if terms else TRUE


def any_of(terms: Sequence[Term]) -> Term:
    return _z3.Or(*terms) if terms else FALSE


def negated(term: Term) -> Term:
    return _z3.Not(term)


def implies(condition: Term, term: Term) -> Term:
    return _z3.Implies(condition, term)


def choose(condition: Term, then: Term, otherwise: Term) -> Term:
    return _z3.If(condition, then, otherwise)


def distinct(terms: Sequence[Term]) -> Term:
    return _z3.Distinct(*terms) if len(terms) > 1 else TRUE


def simplified(term: Term) -> Term:
    return _z3.simplify(term)


def decided(term: Term) -> bool | None:
    """True or False where the term is one of them in plain sight."""
    plain = simplified(term)
    if _z3.is_true(plain):
        return True
    return False if _z3.is_false(plain) else None


_SEARCHES = 3


class Answer(Enum):
    NONE = "no values satisfy the facts"
    SOME = "there are such values"
    UNKNOWN = "not decided in time"


@frozen(eq=False)
class Model:
    """Concrete values that satisfy a query."""

    _model: Any

    def number(self, term: Term) -> int:
        return self._model.eval(term, model_completion=True).as_long()

    def truth(self, term: Term) -> bool:
        return bool(_z3.is_true(self._model.eval(term, model_completion=True)))

    def class_of(self, term: Term) -> str:
        """Bytes have no values, only classes: equal names, equal bytes."""
        return str(self._model.eval(term, model_completion=True))


def query(facts: Sequence[Term], seconds: float) -> tuple[Answer, Model | None]:
    """Looks for values that satisfy all facts, for at most so long.

    Products of unknowns are undecidable in general: a search that is lucky ends at once, and one that is not, never. So
    the time goes to several short searches, each begun differently and twice as long as the one before."""
    clock = Clock(seconds)
    share = seconds / (2**_SEARCHES - 1)
    for seed in range(_SEARCHES):
        answer, model = _search(facts, min(share * 2**seed, clock.left), seed)
        if answer is not Answer.UNKNOWN:
            return answer, model
    return Answer.UNKNOWN, None


def _search(facts: Sequence[Term], seconds: float, seed: int) -> tuple[Answer, Model | None]:
    if seconds <= 0:
        return Answer.UNKNOWN, None
    solver = _z3.Solver()
    solver.set("timeout", max(1, int(seconds * 1000)))
    solver.set("random_seed", seed)
    solver.add(*facts)
    # Some of z3's preparations do not look at its own clock.
    guard = Timer(seconds + 0.2, _z3.main_ctx().interrupt)
    guard.daemon = True
    guard.start()
    try:
        found = solver.check()
    except _z3.Z3Exception:
        return Answer.UNKNOWN, None
    finally:
        guard.cancel()
    if found == _z3.sat:
        return Answer.SOME, Model(solver.model())
    return (Answer.NONE if found == _z3.unsat else Answer.UNKNOWN), None


class Clock:
    """Time that several queries share."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds; zero or less when it is over."""
        return self._end - monotonic()
