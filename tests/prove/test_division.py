"""Division of terms rounds as the interpreter's does, for every sign."""

from __future__ import annotations

from itertools import product

import pytest
from support.programs import compiled

from vprog.dsl.program import expressions as e
from vprog.dsl.program.types import ExactType
from vprog.dsl.prove.evaluate import evaluate
from vprog.dsl.prove.explorer import Explorer
from vprog.dsl.prove.path import Path
from vprog.dsl.prove.solver import Answer, Clock, query
from vprog.dsl.source.span import NOWHERE


@pytest.mark.parametrize("rounding", e.Rounding)
def test_division(rounding: e.Rounding) -> None:
    program = compiled("ledger")
    explorer = Explorer(program, program.instructions[0], Clock(60))
    for left, right in product(range(-7, 8), (-3, -2, -1, 1, 2, 3)):
        low = ExactType(min(right, 0), 3)
        one, two = (e.IntLiteral(NOWHERE, ExactType(-7, 7), left), e.IntLiteral(NOWHERE, low, right))
        found = evaluate(e.Divide(NOWHERE, low, rounding, one, two, None), Path({}, {}, []), explorer)
        expected = left // right if rounding is e.Rounding.FLOOR else -(-left // right)
        assert query([found != expected], 1)[0] is Answer.NONE, (left, right)
