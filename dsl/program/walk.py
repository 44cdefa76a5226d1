"""One generic walk over statements and expressions: every analysis sees the same children in the same order.

Order is the order of evaluation (docs/program-abi.md): operands before what uses them, left before right; the
arguments of an error come last, because they are evaluated only when the check fails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vprog.dsl.newest import lately
from vprog.dsl.program.expressions import (
    After,
    Binary,
    Claim,
    CollectionCall,
    CollectionLiteral,
    Convert,
    Divide,
    ErrorUse,
    Expression,
    FieldOf,
    LockIdOf,
    MinMax,
    Mint,
    Not,
    Old,
    OptionSome,
    Random,
    Remainder,
    Shift,
    StructLiteral,
    Take,
    TxField,
    Unwrap,
    VariantLiteral,
)
from vprog.dsl.program.statements import (
    AssignField,
    AssignLocal,
    Block,
    Burn,
    Create,
    Emit,
    Exit,
    For,
    ForEach,
    ForRoles,
    If,
    Inline,
    Let,
    MatchEnum,
    MatchOption,
    MatchRole,
    MatchVariant,
    Migrate,
    Put,
    Require,
    Statement,
    Unpack,
    Yield,
)

_OPERANDS: dict[type[Any], Callable[[Any], tuple[Expression, ...]]] = {
    **dict.fromkeys((Binary, Divide, Remainder, MinMax), lambda n: (n.left, n.right)),
    **dict.fromkeys((Convert, OptionSome, FieldOf, Old), lambda n: (n.value,)),
    **dict.fromkeys((StructLiteral, VariantLiteral), lambda n: n.fields),
    **dict.fromkeys((Take, Mint), lambda n: (n.amount,)),
    Not: lambda n: (n.operand,),
    LockIdOf: lambda n: (n.lock,),
    Unwrap: lambda n: (n.option,),
    Claim: lambda n: (n.output, n.covenant),
    CollectionLiteral: lambda n: n.items,
    CollectionCall: lambda n: (n.subject, *n.arguments),
    Shift: lambda n: (n.value, n.amount),
    Random: lambda n: (n.nonce,) if n.below is None else (n.nonce, n.below),
    After: lambda n: (n.score,),
    TxField: lambda n: n.arguments,
}
"""By type: what an expression computes with. A kind that is not here computes with nothing."""

_VALUES: dict[type[Any], Callable[[Any], tuple[Expression, ...]]] = {
    **dict.fromkeys((Let, AssignLocal, AssignField, Unpack), lambda n: (n.value,)),
    **dict.fromkeys((Require, If), lambda n: (n.condition,)),
    **dict.fromkeys((MatchEnum, MatchVariant, ForEach), lambda n: (n.subject,)),
    **dict.fromkeys((Put, Burn), lambda n: (n.coins,)),
    **dict.fromkeys((Create, Emit, Migrate), lambda n: tuple(value for _, value in n.fields)),
    Yield: lambda n: () if n.value is None else (n.value,),
    MatchOption: lambda n: (n.option,),
    Exit: lambda n: (n.coins, n.script),
}
_BLOCKS: dict[type[Any], Callable[[Any], tuple[Block, ...]]] = {
    If: lambda n: (n.then,) if n.otherwise is None else (n.then, n.otherwise),
    MatchRole: lambda n: (n.new, n.live),
    MatchOption: lambda n: (n.none, n.some),
    MatchEnum: lambda n: tuple(block for _, block in n.arms),
    MatchVariant: lambda n: tuple(arm.body for arm in n.arms),
    **dict.fromkeys((For, ForEach, ForRoles, Inline), lambda n: (n.body,)),
}
_ERRORS: dict[type[Any], str] = {
    **dict.fromkeys((Divide, Remainder), "zero"),
    **dict.fromkeys((CollectionCall, Convert, Unwrap, Take, Put, Require), "error"),
}
"""Tables instead of `match`: every analysis asks this of every node."""


def operands(node: Expression) -> tuple[Expression, ...]:
    """The expressions whose values `node` computes with, without the arguments of its error."""
    found = _OPERANDS.get(type(node))
    return () if found is None else found(node)


def error_of(node: Expression | Statement) -> ErrorUse | None:
    """The error that the node itself may end with."""
    name = _ERRORS.get(type(node))
    return None if name is None else getattr(node, name)


def values(statement: Statement) -> tuple[Expression, ...]:
    """The expressions that a statement itself evaluates: not those of nested blocks, nor of its error."""
    found = _VALUES.get(type(statement))
    return () if found is None else found(statement)


def blocks(statement: Statement) -> tuple[Block, ...]:
    """The nested blocks of a statement, in the order of the source."""
    found = _BLOCKS.get(type(statement))
    return () if found is None else found(statement)


def expressions(root: Expression, *, errors: bool = True) -> list[Expression]:
    """Every expression below and including `root`, operands first; with the arguments of errors unless told not to."""
    found: list[Expression] = []
    _collect(root, errors, found)
    return found


def evaluated(statement: Statement, *, errors: bool = True) -> tuple[Expression, ...]:
    """Every expression that one statement evaluates, in order, without its nested blocks."""
    return _evaluated(statement) if errors else _evaluated_without_errors(statement)


@lately  # every analysis asks about each statement
def _evaluated(statement: Statement) -> tuple[Expression, ...]:
    found: list[Expression] = []
    for value in values(statement):
        _collect(value, True, found)
    _collect_arguments(error_of(statement), found)
    return tuple(found)


@lately
def _evaluated_without_errors(statement: Statement) -> tuple[Expression, ...]:
    found: list[Expression] = []
    for value in values(statement):
        _collect(value, False, found)
    return tuple(found)


@lately
def statements(block: Block) -> tuple[Statement, ...]:
    """Every statement of a block and of the blocks inside it, in the order of the source."""
    found: list[Statement] = []
    _gather(block, found)
    return tuple(found)


def _gather(block: Block, found: list[Statement]) -> None:
    for statement in block.statements:
        found.append(statement)
        inner = _BLOCKS.get(type(statement))
        if inner is not None:
            for nested in inner(statement):
                _gather(nested, found)


def yields_of(block: Block) -> list[Yield]:
    """The Yields that end this block's paths: not those of calls inside it."""
    found: list[Yield] = []
    for node in block.statements:
        if isinstance(node, Yield):
            found.append(node)
        elif not isinstance(node, Inline):
            found += [inner for nested in blocks(node) for inner in yields_of(nested)]
    return found


def _collect(root: Expression, errors: bool, found: list[Expression]) -> None:
    inner = _OPERANDS.get(type(root))
    if inner is not None:
        for operand in inner(root):
            _collect(operand, errors, found)
    found.append(root)
    if errors and type(root) in _ERRORS:
        _collect_arguments(error_of(root), found)


def _collect_arguments(error: ErrorUse | None, found: list[Expression]) -> None:
    if error is not None:
        for _, argument in error.arguments:
            _collect(argument, True, found)
