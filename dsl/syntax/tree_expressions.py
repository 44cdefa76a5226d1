"""Expressions as written."""

from __future__ import annotations

from vprog.dsl.syntax.node import Identifier, Node, node


@node
class IntLiteral(Node):
    """`5`, `1_000`, `5_kas`; `unit` is the suffix."""

    value: int
    unit: Identifier | None


@node
class BoolLiteral(Node):
    value: bool


@node
class NoneLiteral(Node):
    """`none`."""


@node
class BytesLiteral(Node):
    """`0x0aff` or `b"text"`, already decoded."""

    value: bytes


@node
class StringLiteral(Node):
    """`"text"`, escapes already decoded."""

    value: str


@node
class NameRef(Node):
    """A name of any spelling: a value, a role, a constant, a type, a built-in function."""

    name: str


@node
class Member(Node):
    """`target.name`: a field, `.id`, `.value`, a variant, or the method that a Call around it calls."""

    target: Expression
    name: Identifier


@node
class Index(Node):
    """`target[index]`."""

    target: Expression
    index: Expression


@node
class Call(Node):
    """`id(lock)`, `source.balance.take(amount)`, `Amount.mint(amount)`: the callee is a NameRef or a Member."""

    callee: Expression
    arguments: tuple[Expression, ...]


@node
class Unary(Node):
    """`op` is `not` or `-`."""

    op: str
    operand: Expression


@node
class Binary(Node):
    """`op` is `+ - * / % << >> == != < <= > >= and or`; `/` parses so that a rule can say what to write instead."""

    op: str
    left: Expression
    right: Expression


@node
class Parenthesised(Node):
    """`(inner)`."""

    inner: Expression


@node
class ListLiteral(Node):
    """`[a, b]`."""

    items: tuple[Expression, ...]


@node
class FieldValue(Node):
    """`name: value`, or the short form `name`, whose value is a NameRef at the same place."""

    name: Identifier
    value: Expression


@node
class Record(Node):
    """`User { balance: coins, lock }`. Stands where a whole value stands, or in parentheses; never as an operand."""

    name: Identifier
    fields: tuple[FieldValue, ...]
    qualifier: Identifier | None = None
    """The enum, in `Shape.Circle { radius: 5 }`."""


@node
class ErrorUse(Node):
    """What follows `else`: `NoSuchAccount` or `BelowMinimum { minimum, amount }`."""

    name: Identifier
    fields: tuple[FieldValue, ...]


Expression = (
    IntLiteral
    | BoolLiteral
    | NoneLiteral
    | BytesLiteral
    | StringLiteral
    | NameRef
    | Member
    | Index
    | Call
    | Unary
    | Binary
    | Parenthesised
    | ListLiteral
    | Record
)
