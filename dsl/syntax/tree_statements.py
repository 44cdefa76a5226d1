"""Statements as written."""

from __future__ import annotations

from vprog.dsl.syntax.node import Identifier, Node, node
from vprog.dsl.syntax.tree_expressions import ErrorUse, Expression, Record
from vprog.dsl.syntax.tree_types import TypeNode


@node
class Block(Node):
    """`{ ... }`, or the single statement of a match arm, or the `if` of an `else if`."""

    statements: tuple[Statement, ...]


@node
class Let(Node):
    """`let name: T = value else Error`; `var` when mutable."""

    mutable: bool
    name: Identifier
    type: TypeNode | None
    value: Expression
    error: ErrorUse | None


@node
class Assign(Node):
    """`target op value else Error`; `op` is `=`, `+=`, `-=`, `*=`, `%=`, `<<=` or `>>=`.

    The target is a NameRef, Member or Index."""

    target: Expression
    op: str
    value: Expression
    error: ErrorUse | None


@node
class Move(Node):
    """`move amount from source to target else Error`."""

    amount: Expression
    source: Expression
    target: Expression
    error: ErrorUse | None


@node
class Require(Node):
    """`require condition else Error`."""

    condition: Expression
    error: ErrorUse


@node
class If(Node):
    condition: Expression
    then: Block
    otherwise: Block | None


@node
class Pattern(Node):
    """`new`, `live`, `none`, `some(x)`, `Red`, `Colour.Red`, `Circle(r)`."""

    qualifier: Identifier | None
    name: Identifier
    bindings: tuple[Identifier, ...]


@node
class Arm(Node):
    """`Red | Blue => body`."""

    patterns: tuple[Pattern, ...]
    body: Block


@node
class Match(Node):
    subject: Expression
    arms: tuple[Arm, ...]


@node
class Range(Node):
    """`low..high`, `high` excluded."""

    low: Expression
    high: Expression


@node
class For(Node):
    """`for name in 0..N { }` or `for name in list { }`."""

    name: Identifier
    over: Range | Expression
    body: Block


@node
class Unpack(Node):
    """`let Ticket { amount, owner: who } = value`: takes a linear struct apart; each value names the new binding."""

    name: Identifier
    fields: tuple[tuple[Identifier, Identifier], ...]
    value: Expression


@node
class Emit(Node):
    """`emit Event { ... }`."""

    event: Record


@node
class Create(Node):
    """`create role = Resource { ... }`."""

    role: Identifier
    value: Record


@node
class Delete(Node):
    """`delete role`, `delete role into other.field`, `delete role into (a.f, b.g)`."""

    role: Identifier
    into: tuple[Expression, ...]


@node
class ExpressionStatement(Node):
    """`user.balance.put(coins)`, `exit(coins, to)`; only calls make sense, which is checked later."""

    value: Expression
    error: ErrorUse | None


@node
class Return(Node):
    """`return`; a value only in functions."""

    value: Expression | None


Statement = (
    Let | Unpack | Assign | Move | Require | If | Match | For | Emit | Create | Delete | ExpressionStatement | Return
)
