"""How tightly Python expressions bind, so that they get the parentheses they need and no others."""

from __future__ import annotations

from vprog.dsl.program import expressions as e
from vprog.dsl.program.types import BOOL

OR, AND, NOT, COMPARE, SHIFT, ADD, MULTIPLY, UNARY, ATOM = range(1, 10)
LEVELS = {
    e.BinaryOp.OR: OR,
    e.BinaryOp.AND: AND,
    e.BinaryOp.ADD: ADD,
    e.BinaryOp.SUBTRACT: ADD,
    e.BinaryOp.MULTIPLY: MULTIPLY,
}


def negated(condition: e.Expression) -> e.Expression:
    """The negation, in the form that reads best."""
    if isinstance(condition, e.Not):
        return condition.operand
    if isinstance(condition, e.Binary) and condition.op in e.OPPOSITE:
        return e.Binary(condition.span, condition.type, e.OPPOSITE[condition.op], condition.left, condition.right)
    return e.Not(condition.span, BOOL, condition)


def or_side(side: e.Expression) -> int:
    """`and` below `or` stands in parentheses, for readers."""
    return OR if isinstance(side, e.Binary) and side.op is e.BinaryOp.OR else NOT


def is_negation(node: e.Binary) -> bool:
    """`-x`, which the program holds as `0 - x`."""
    return node.op is e.BinaryOp.SUBTRACT and isinstance(node.left, e.IntLiteral) and node.left.value == 0


def level_of(node: e.Expression) -> int:
    """How tightly the rendered expression binds."""
    match node:
        case e.Binary() if is_negation(node):
            return UNARY
        case e.Binary():
            return LEVELS.get(node.op, COMPARE)
        case e.Not():
            positive = negated(node.operand)
            return NOT if isinstance(positive, e.Not) else level_of(positive)
        case e.Divide():
            return ATOM if node.rounding is e.Rounding.CEIL else MULTIPLY
        case e.Remainder():
            return MULTIPLY
        case e.Shift():
            return SHIFT
        case e.IntLiteral() if node.value < 0:
            return UNARY
        case e.OptionSome():
            return level_of(node.value)
        case e.Convert() if node.error is None:
            # Wrapped in a name or left as it is: parentheses do no harm where it is left.
            return level_of(node.value)
        case e.CollectionCall() if node.op is e.CollectionOp.CONTAINS:
            return COMPARE
        case e.CollectionCall() if node.op is e.CollectionOp.REMOVE and node.error is None:
            return ADD
        case _:
            return ATOM
