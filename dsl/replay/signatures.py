"""A signature that the sender passes, asked for as if it proved something: whoever has seen it can pass it (rule 8)."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.program.expressions import Binary, BinaryOp, CollectionCall, CollectionOp, Expression
from vprog.dsl.program.types import SIGNATURE, Type, contained
from vprog.dsl.trust.influence import NOBODY, Env, influence

_EQUAL = (BinaryOp.EQUAL, BinaryOp.NOT_EQUAL)
_LOOKED_UP = (CollectionOp.CONTAINS, CollectionOp.GET)


def check(node: Expression, env: Env, bag: DiagnosticBag) -> None:
    """VP0621: a comparison with a signature of a parameter, or its search in a collection. `env` says what the values
    here come from."""
    match node:
        case Binary() if node.op in _EQUAL and _signed(node.left.type):
            sides: tuple[Expression, ...] = (node.left, node.right)
        case CollectionCall() if node.op in _LOOKED_UP and _signed(node.arguments[0].type):
            sides = node.arguments
        case _:
            return
    from vprog.dsl.rules.vp0621_replayable_signature import report

    what = NOBODY
    for side in sides:
        what |= influence(side, env)
    if what.parameters:
        report(bag, node.span, sorted(what.parameters)[0])


def _signed(type_: Type) -> bool:
    """Whether a value of this type is a signature, or has one in it."""
    return SIGNATURE in contained(type_)
