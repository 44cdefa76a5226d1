"""What happens to times in an instruction: they are compared, subtracted from one another, and stored (rule 13)."""

from __future__ import annotations

from vprog.dsl.effects.table import Kind
from vprog.dsl.frozen import record
from vprog.dsl.program.conditions import Conditions
from vprog.dsl.program.expressions import Binary, BinaryOp, Expression
from vprog.dsl.trust.clock_moments import Moments

ORDER = (BinaryOp.LESS, BinaryOp.LESS_EQUAL, BinaryOp.GREATER, BinaryOp.GREATER_EQUAL)
SAME = (BinaryOp.EQUAL, BinaryOp.NOT_EQUAL)
LATER_FIRST = (BinaryOp.GREATER, BinaryOp.GREATER_EQUAL)
OUT = frozenset({Kind.DEBIT, Kind.EXIT, Kind.MINT, Kind.DELETE})
"""What a wait protects in the first place."""


@record
class Side:
    """One operand and what it is made of."""

    value: Expression
    of: Moments


@record
class Compared:
    """Two values are compared, and what follows needs `later` to be the later one. Of an equality, and of a difference
    (`elapsed`), it is the left one."""

    node: Binary
    later: Side
    earlier: Side
    facts: Conditions
    """What holds besides, where the comparison comes out so."""
    either: Conditions
    """What holds besides, where it comes out one way or the other."""
    guarded: frozenset[Kind]
    """What is done only then."""
    demanded: bool
    """Nothing succeeds unless it comes out so."""

    @property
    def ordered(self) -> bool:
        return self.node.op in ORDER

    @property
    def elapsed(self) -> bool:
        return self.node.op is BinaryOp.SUBTRACT


@record
class Stored:
    """A field gets a value: by assignment, or when its resource is made."""

    role: str
    resource: str
    field: str
    value: Expression
    of: Moments
    facts: Conditions
    created: bool


Event = Compared | Stored
