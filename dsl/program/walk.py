"""One generic walk over statements and expressions: every analysis sees the same children in the same order.

Order is the order of evaluation (docs/program-abi.md): operands before what uses them, left before right; the
arguments of an error come last, because they are evaluated only when the check fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprog.dsl.program.expressions import (
    Binary,
    BoolLiteral,
    BytesLiteral,
    Claim,
    CoinsValue,
    ConstRef,
    Convert,
    Divide,
    EnumLiteral,
    ErrorUse,
    Expression,
    FieldRef,
    IntLiteral,
    LocalRef,
    LockIdOf,
    MinMax,
    Mint,
    Not,
    OptionNone,
    OptionSome,
    ParamRef,
    Remainder,
    RoleId,
    Take,
    Unwrap,
)
from vprog.dsl.program.statements import (
    AssignField,
    AssignLocal,
    Block,
    Burn,
    Create,
    Delete,
    Emit,
    Exit,
    For,
    If,
    Let,
    MatchEnum,
    MatchOption,
    MatchRole,
    Put,
    Require,
    Return,
    Statement,
)


def operands(node: Expression) -> tuple[Expression, ...]:
    """The expressions whose values `node` computes with, without the arguments of its error."""
    match node:
        case Binary() | Divide() | Remainder() | MinMax():
            return (node.left, node.right)
        case Not():
            return (node.operand,)
        case Convert() | OptionSome():
            return (node.value,)
        case LockIdOf():
            return (node.lock,)
        case Unwrap():
            return (node.option,)
        case Take() | Mint():
            return (node.amount,)
        case Claim():
            return (node.output, node.covenant)
        case (
            IntLiteral()
            | BoolLiteral()
            | BytesLiteral()
            | EnumLiteral()
            | ConstRef()
            | ParamRef()
            | LocalRef()
            | FieldRef()
            | RoleId()
            | OptionNone()
            | CoinsValue()
        ):
            return ()


def error_of(node: Expression | Statement) -> ErrorUse | None:
    """The error that the node itself may end with."""
    match node:
        case Divide() | Remainder():
            return node.zero
        case Convert() | Unwrap() | Take() | Put() | Require():
            return node.error
        case _:
            return None


def values(statement: Statement) -> tuple[Expression, ...]:
    """The expressions that a statement itself evaluates: not those of nested blocks, nor of its error."""
    match statement:
        case Let() | AssignLocal() | AssignField():
            return (statement.value,)
        case Require() | If():
            return (statement.condition,)
        case MatchOption():
            return (statement.option,)
        case MatchEnum():
            return (statement.subject,)
        case Put() | Burn():
            return (statement.coins,)
        case Exit():
            return (statement.coins, statement.script)
        case Create() | Emit():
            return tuple(value for _, value in statement.fields)
        case MatchRole() | For() | Delete() | Return():
            return ()


def blocks(statement: Statement) -> tuple[Block, ...]:
    """The nested blocks of a statement, in the order of the source."""
    match statement:
        case If():
            return (statement.then,) if statement.otherwise is None else (statement.then, statement.otherwise)
        case MatchRole():
            return (statement.new, statement.live)
        case MatchOption():
            return (statement.none, statement.some)
        case MatchEnum():
            return tuple(block for _, block in statement.arms)
        case For():
            return (statement.body,)
        case _:
            return ()


def expressions(root: Expression, *, errors: bool = True) -> list[Expression]:
    """Every expression below and including `root`, operands first; with the arguments of errors unless told not to."""
    found: list[Expression] = []
    _collect(root, errors, found)
    return found


def evaluated(statement: Statement, *, errors: bool = True) -> list[Expression]:
    """Every expression that one statement evaluates, in order, without its nested blocks."""
    found: list[Expression] = []
    for value in values(statement):
        _collect(value, errors, found)
    if errors:
        _collect_arguments(error_of(statement), found)
    return found


def statements(block: Block) -> Iterator[Statement]:
    """Every statement of a block and of the blocks inside it, in the order of the source."""
    for statement in block.statements:
        yield statement
        for inner in blocks(statement):
            yield from statements(inner)


def _collect(root: Expression, errors: bool, found: list[Expression]) -> None:
    for operand in operands(root):
        _collect(operand, errors, found)
    found.append(root)
    if errors:
        _collect_arguments(error_of(root), found)


def _collect_arguments(error: ErrorUse | None, found: list[Expression]) -> None:
    if error is not None:
        for _, argument in error.arguments:
            _collect(argument, True, found)
