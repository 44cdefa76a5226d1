"""Which parameters and stored fields a value is made of, and which of them L1 has shown to be past (rule 13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vprog.dsl.frozen import record, replace
from vprog.dsl.program.conditions import Conditions, Known
from vprog.dsl.program.expressions import (
    After,
    Binary,
    BinaryOp,
    CoinsValue,
    CollectionCall,
    CollectionOp,
    ConstRef,
    Convert,
    Expression,
    FieldOf,
    FieldRef,
    IntLiteral,
    LocalRef,
    MinMax,
    OptionSome,
    ParamRef,
    Unwrap,
)
from vprog.dsl.program.types import BoolType, ExactType, unit_of
from vprog.dsl.program.walk import operands
from vprog.dsl.source.span import Span
from vprog.dsl.trust.clock_names import is_plain, is_timed, may_say_clock, says_clock


@record
class Given:
    """A number that the sender passes, or a part of what is passed. `path` tells it from others."""

    path: str
    parameter: str
    timed: bool
    """Counted in time."""
    plain: bool
    """Has no unit, or one that no resource holds."""
    counted: bool = False
    """Has a unit."""
    called: str = ""
    """What the payload of an enum calls it, where that is not its path."""

    @property
    def name(self) -> str:
        return self.called or self.path.rsplit(".", 1)[-1].split("[", 1)[0].lstrip("~")

    @property
    def may_be_length(self) -> bool:
        """The `time` of a `Lap` is how long it took, that of a `Proof` is not."""
        return self.name == "time" and self.path != self.parameter

    @property
    def is_clock(self) -> bool:
        """Meant as a time, by its unit or by its name."""
        return self.timed or (self.plain and says_clock(self.name) and not self._took)

    @property
    def may_be_clock(self) -> bool:
        return self.timed or (self.plain and may_say_clock(self.name) and not self._took)

    @property
    def _took(self) -> bool:
        """In a unit of its own, it always is how long something took."""
        return self.counted and self.name == "time"


_NOTHING_GIVEN: Mapping[str, Given] = {}
_NOTHING_STORED: Mapping[tuple[str, str], Span] = {}


@record
class Moments:
    """What a value is made of: parts of parameters by path, stored fields (with a read of each) by role and name."""

    given: Mapping[str, Given] = _NOTHING_GIVEN
    stored: Mapping[tuple[str, str], Span] = _NOTHING_STORED
    past: frozenset[str] = frozenset()
    """Paths of what was shown to be past where it was taken from."""
    constant: bool = False
    """A number other than 0 that stands in the program."""
    picked: bool = False
    """The larger or the smaller of several."""
    unchanged: bool = False
    """Of a field: it may still be what it was before."""

    def __or__(self, other: Moments) -> Moments:
        loose = (set(self.given) - self.past) | (set(other.given) - other.past)
        return Moments(
            {**other.given, **self.given},
            {**other.stored, **self.stored},
            (self.past | other.past) - loose,
            self.constant or other.constant,
            self.picked or other.picked,
            self.unchanged or other.unchanged,
        )

    @property
    def only_constant(self) -> bool:
        return self.constant and not self.given and not self.stored


NONE = Moments()
Env = dict[str, Moments]
"""Local names, and `@role.field` for what was stored into a field before."""


def key(role: str, field: str) -> str:
    """The name of a field in an environment and among what is shown."""
    return f"@{role}.{field}"


class Reader:
    """Reads values at one place of an instruction."""

    def __init__(self, known: Known, held: frozenset[str]) -> None:
        self.known = known
        self.bound: dict[str, str] = {}
        """Pattern and loop names that stand for a part of a parameter: of which one."""
        self.called: dict[str, str] = {}
        """What payloads call those of patterns, where that says more."""
        self._held = held

    def path(self, value: Expression) -> str | None:
        """What tells a part of a parameter, or a field (`@role.field`), from every other; None: it is computed."""
        match value:
            case Convert() | OptionSome():
                return self.path(value.value)
            case Unwrap():
                return self.path(value.option)
            case LocalRef():
                if value.name in self.bound:
                    return value.name
                stands = self.known.values.get(value.name)
                return None if stands is None else self.path(stands)
            case ParamRef():
                return value.name
            case FieldRef():
                return key(value.role, value.field)
            case FieldOf():
                inner = self.path(value.value)
                return None if inner is None else f"{inner}.{value.field}"
            case CollectionCall(op=CollectionOp.INDEX | CollectionOp.GET):
                inner, place = self.path(value.subject), self._place(value.arguments[0])
                return None if inner is None or place is None else f"{inner}[{place}]"
            case _:
                return None

    def _place(self, index: Expression) -> str | None:
        while isinstance(index, Convert):
            index = index.value
        return str(index.value) if isinstance(index, IntLiteral) else self.path(index)

    def moments(self, value: Expression, env: Env) -> Moments:
        """What a value is made of; a truth is made of nothing."""
        if isinstance(value.type, BoolType):
            return NONE
        parameter = self._parameter(value)
        if parameter is not None and (path := self.path(value)) is not None:
            plain, counted = is_plain(value.type, self._held), unit_of(value.type) is not None
            given = Given(path, parameter, is_timed(value.type), plain, counted, self.called.get(path, ""))
            return Moments({path: given})
        match value:
            case FieldRef():
                kept = env.get(key(value.role, value.field))
                own = Moments(stored={(value.role, value.field): value.span})
                return own if kept is None else replace(kept | own if kept.unchanged else kept, unchanged=False)
            case LocalRef():
                if value.name in env:
                    return env[value.name]
                stands = self.known.values.get(value.name)
                return NONE if stands is None else self.moments(stands, env)
            case CoinsValue():
                return env.get(value.coins, NONE)
            case IntLiteral():
                return Moments(constant=value.value != 0)
            case ConstRef():
                return Moments(constant=isinstance(value.type, ExactType))
            case CollectionCall(op=CollectionOp.LENGTH):
                return NONE
            case _:
                parts = [self.moments(part, env) for part in operands(value)]
                found = NONE
                for part in parts:
                    found |= part
                return replace(found, picked=True) if isinstance(value, MinMax) else found

    def _parameter(self, value: Expression) -> str | None:
        """The parameter that a value is a part of, if it is by itself one."""
        match value:
            case FieldOf():
                return self._parameter(self.known.meaning(value.value))
            case CollectionCall(op=CollectionOp.INDEX | CollectionOp.GET):
                return self._parameter(self.known.meaning(value.subject))
            case LocalRef():
                return self.bound.get(value.name)
            case ParamRef():
                return value.name
            case _:
                return None

    def shown(self, facts: Conditions) -> frozenset[str]:
        """The paths of what is not later than the present: what is at most the score of an `after` that holds."""
        return frozenset(path for fact in facts if isinstance(fact, After) for path in self._at_most(fact.score))

    def _at_most(self, score: Expression) -> Iterable[str]:
        path = self.path(score)
        if path is not None:
            yield path
        match score:
            case Convert():
                yield from self._at_most(score.value)
            case LocalRef() if score.name in self.known.values:
                yield from self._at_most(self.known.values[score.name])
            case Binary(op=BinaryOp.ADD) | MinMax(largest=True):
                for part, other in ((score.left, score.right), (score.right, score.left)):
                    if isinstance(score, MinMax) or (isinstance(other.type, ExactType) and other.type.low >= 0):
                        yield from self._at_most(part)
            case _:
                pass
