"""What tells by its unit or its name that it is a point in time (rule 13).

A unit of time says it for certain. Plain numbers have only names: the ones here are those that authors give to the
present, to what lies ahead, to what lies behind, and to what begins something. So has a number of a unit that no
resource holds, which is no value: `Blocks` and `Days` count points in time as well as lengths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vprog.dsl.newest import newest
from vprog.dsl.program.declarations import Field, Instruction, Program
from vprog.dsl.program.types import (
    EnumType,
    ExactType,
    HeldType,
    IntType,
    OptionType,
    StructType,
    Type,
    UnitType,
    contained,
    unit_of,
)

TIME_UNITS = frozenset(
    (
        "Score",
        "DaaScore",
        "Daa",
        "BlueScore",
        "Height",
        "BlockHeight",
        "Epoch",
        "Time",
        "UnixTime",
        "Timestamp",
        "Seconds",
    )
)
"""Units of these names count time; the first three are the chain's DAA score."""
_SPANS = frozenset(("Block", "Blocks", "Minutes", "Hours", "Days", "Weeks", "Months", "Years"))
"""Units that count points in time or lengths: the name tells which."""

_CHAIN = "time|timestamp|score|daa|daa_score|height|block|epoch|slot"
_NOW = re.compile(rf"now|today|present|time_now|(current|present|block|chain|blue|daa)_({_CHAIN})|daa_now|blue_score")
_CLOCK = re.compile(r"time|timestamp|daa")
_LOOSE = re.compile(r"height|block|epoch|current|slot|tick|clock|moment")

_AMOUNT = re.compile(r"(.*_)?(amount|total|count|rate|fee|price|value|shares|sum|points|reward|limit|cap|size|penalty)")
_VERB = "unlock|release|expire|mature|vest|open|close|end|start|begin|lock|deadline|valid|available|claimable"
_AHEAD = re.compile(
    rf"({_VERB})s?_(at|on|after|from|until|date|day|time|timestamp|score|height|block|epoch|slot|round|daa)"
    r"|unlocks?|unlocking|releases?|expires?|expiry|expiration|matures?|maturity|vests?|vesting(_end|_ends)?|closes"
    r"|ends?|until|deadline|(.*_)(until|deadline|expiry|maturity)|not_before|not_after|due_(at|date)"
)
_BEHIND = re.compile(
    r"now|time|timestamp|today|clock|height|block_height|epoch|seen|last|latest|heartbeat|tick|daa|daa_score"
    r"|(last|latest|current|block|checked|updated|touched|claimed|paid|accrued)_(.*_)?(seen|at|time|timestamp|score|height"
    r"|block|epoch|daa|update|updated|claim|claimed|payment|paid|touch|touched|tick|accrual)"
)
_RANGE = re.compile(r"ends?|unlocking|vesting")
_LENGTH = re.compile(
    r"(.*_)?(duration|span|period|length|delay|wait|grace|interval|window|cooldown|term|timeout|lifetime)(_.*)?"
    r"|(min|max|least|most|minimum|maximum)(_.*)?|(.*_)?(longest|shortest)"
)
_PASSED = re.compile(r"time|.*_after")
_DATED = re.compile(r".*_.*|expires?|expiry|expiration|until|deadline|maturity")
_COUNTED = re.compile(r"(.*_)?(blocks|slots|seconds|minutes|hours|days|weeks|months|years)")
_BEGIN = re.compile(r"(.*_)?(starts?|started|begins?|began|opens|opened|created|since|from|issued|founded)(_at|_time)?")
_END = re.compile(r"(.*_)?(ends?|ended|until|deadline|expires?|expiry|closes?|finish(es)?|matur(es|ity))(_at|_time)?")


def is_timed(type_: Type) -> bool:
    """It is counted in time, or holds something that is."""
    return any((unit := unit_of(inner)) is not None and unit.name in TIME_UNITS for inner in contained(type_))


def is_plain(type_: Type, held: frozenset[str]) -> bool:
    """A number (or an option of one) that is wide enough to be a time and is no value: it has no unit, or one that is
    not among those that are held."""
    match type_:
        case OptionType():
            return is_plain(type_.inner, held)
        case ExactType():
            return type_.high > 255 and (type_.unit is None or type_.unit.name not in held)
        case UnitType():
            return type_.repr.bits > 8 and type_.name not in held
        case IntType():
            return type_.bits > 8
        case _:
            return False


def says_now(name: str) -> bool:
    """A name that nothing but the present has."""
    return _NOW.fullmatch(name) is not None


def says_clock(name: str) -> bool:
    """A name for the present, or for some other point in time."""
    return says_now(name) or _CLOCK.fullmatch(name) is not None


def may_say_clock(name: str) -> bool:
    """A name for the present where it is compared with a time; else it may be a length or a number of something."""
    return says_clock(name) or _LOOSE.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def says_ahead(name: str) -> bool:
    """A name for a time that something waits for."""
    return _AHEAD.fullmatch(name) is not None and _AMOUNT.fullmatch(name) is None


def says_wait(name: str) -> bool:
    """Such a name, and nothing else is ever called that: `end` may be that of a range."""
    return says_ahead(name) and _RANGE.fullmatch(name) is None


def says_length(name: str) -> bool:
    """A name for how long something takes, which is no point in time."""
    return _LENGTH.fullmatch(name) is not None


def says_amount(name: str) -> bool:
    """A name for how much of something there is: `days` are counted as well."""
    return _AMOUNT.fullmatch(name) is not None or _COUNTED.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def says_behind(name: str) -> bool:
    """A name for what a clock was seen to say."""
    return _BEHIND.fullmatch(name) is not None and _AMOUNT.fullmatch(name) is None


def says_term(later: str, earlier: str) -> bool:
    """The one is the end and the other the beginning of something: that they are in order says nothing of the
    present."""
    return _END.fullmatch(later) is not None and _BEGIN.fullmatch(earlier) is not None


def is_time(field: Field, held: frozenset[str]) -> bool:
    """A field that keeps a point in time, by its unit or by its name."""
    if is_timed(field.type):
        return not says_length(field.name)
    if not (says_ahead(field.name) or says_behind(field.name)):
        return False
    return any(is_plain(inner, held) and _names_time(field.name, inner) for inner in contained(field.type))


def _names_time(name: str, type_: Type) -> bool:
    """What is called like a time may be something else in a unit of its own: the `last` of a price, how many hours of
    work the `time` is, or after how many days something `unlocks_after`."""
    unit = unit_of(type_)
    if unit is None:
        return True
    if unit.name in _SPANS:
        return _PASSED.fullmatch(name) is None
    return says_wait(name) and _DATED.fullmatch(name) is not None and _BEGIN.fullmatch(name) is None


@newest
def held_units(program: Program) -> frozenset[str]:
    """Units of value: some resource holds it."""
    types = (inner for resource in program.resources for field in resource.fields for inner in contained(field.type))
    return frozenset(type_.unit.name for type_ in types if isinstance(type_, HeldType))


@newest
def keeps_time(program: Program) -> bool:
    """Some resource keeps a time: without one nothing is waited for."""
    held = held_units(program)
    return any(is_time(field, held) for resource in program.resources for field in resource.fields)


def may_wait(program: Program, instruction: Instruction) -> bool:
    """Whether times may play a part in an instruction."""
    return keeps_time(program) or any(
        is_timed(p.type) or may_say_clock(p.name) or any(map(may_say_clock, _names_inside(p.type)))
        for p in instruction.parameters
    )


def _names_inside(type_: Type) -> Iterator[str]:
    """The names of fields and payloads that a value of a type is made of."""
    for inner in contained(type_):
        match inner:
            case StructType():
                yield from (name for name, _ in inner.fields)
            case EnumType():
                yield from (name for payload in inner.payloads for name, _ in payload)
            case _:
                pass
