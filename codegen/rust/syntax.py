"""The part of Rust that emitted bodies are made of.

`form` picks what prints a node in `templates/syntax.j2`; an `atomic` one needs no parentheses beside an operator, a dot
or a question mark.
"""

from __future__ import annotations

from typing import ClassVar

from vprog.dsl.frozen import record


@record
class Path:
    """A name, a literal, or another token that needs no parentheses anywhere."""

    form: ClassVar[str] = "path"
    atomic: ClassVar[bool] = True
    text: str


@record
class Field:
    """`receiver.name`"""

    form: ClassVar[str] = "field"
    atomic: ClassVar[bool] = True
    receiver: Expr
    name: str


@record
class Method:
    """`receiver.name(arguments)`"""

    form: ClassVar[str] = "method"
    atomic: ClassVar[bool] = True
    receiver: Expr
    name: str
    arguments: tuple[Expr, ...] = ()


@record
class Call:
    """`callee(arguments)`"""

    form: ClassVar[str] = "call"
    atomic: ClassVar[bool] = True
    callee: str
    arguments: tuple[Expr, ...] = ()


@record
class Infix:
    """`left op right`, made by `infix`, which parenthesises what binds less tightly."""

    form: ClassVar[str] = "infix"
    atomic: ClassVar[bool] = False
    operator: str
    left: Expr
    right: Expr


@record
class Paren:
    """`(inner)`"""

    form: ClassVar[str] = "paren"
    atomic: ClassVar[bool] = True
    inner: Expr


@record
class Prefix:
    """`!operand`, `&operand`, `*operand`"""

    form: ClassVar[str] = "prefix"
    atomic: ClassVar[bool] = False
    operator: str
    operand: Expr


@record
class Cast:
    """`operand as type`, where the ranges prove that nothing is lost."""

    form: ClassVar[str] = "cast"
    atomic: ClassVar[bool] = False
    operand: Expr
    type: str


@record
class Try:
    """`operand?`"""

    form: ClassVar[str] = "try"
    atomic: ClassVar[bool] = True
    operand: Expr


@record
class Array:
    """`[items]`"""

    form: ClassVar[str] = "array"
    atomic: ClassVar[bool] = True
    items: tuple[Expr, ...]


@record
class Struct:
    """`Name { field: value, ... }`"""

    form: ClassVar[str] = "struct"
    atomic: ClassVar[bool] = False
    name: str
    fields: tuple[tuple[str, Expr], ...]


@record
class ElseReturn:
    """`match result { Some(value) => value, None => { statements; return Err(error) } }`, for an error whose own
    arguments can fail. `good` and `bad` are the two patterns."""

    form: ClassVar[str] = "else_return"
    atomic: ClassVar[bool] = False
    subject: Expr
    good: str
    bad: str
    statements: tuple[Stmt, ...]


@record
class Matches:
    """`matches!(subject, pattern if guard)`"""

    form: ClassVar[str] = "matches"
    atomic: ClassVar[bool] = True
    subject: Expr
    pattern: str
    guard: Expr


@record
class Block:
    """`{ statements }` as a value: the last of them is a `Tail`, or branches that end in one."""

    form: ClassVar[str] = "block"
    atomic: ClassVar[bool] = False
    statements: tuple[Stmt, ...]


@record
class Range:
    """`low..high`"""

    form: ClassVar[str] = "range"
    atomic: ClassVar[bool] = False
    low: Expr
    high: Expr


@record
class Closure:
    """`|parameter| body`"""

    form: ClassVar[str] = "closure"
    atomic: ClassVar[bool] = False
    parameter: str
    body: Expr


Expr = (
    Path
    | Field
    | Method
    | Call
    | Infix
    | Paren
    | Prefix
    | Cast
    | Try
    | Array
    | Struct
    | ElseReturn
    | Matches
    | Block
    | Closure
    | Range
)


_BINDING = ({"||"}, {"&&"}, {"==", "!=", "<", "<=", ">", ">="}, {"+", "-"}, {"*", "/", "%"})
"""Operators, the loosest first."""


def infix(operator: str, left: Expr, right: Expr) -> Expr:
    """`left operator right` with as few parentheses as it needs. Chains group to the left; comparisons do not chain."""
    level = _level(operator)
    chains = operator not in _BINDING[2]
    return Infix(operator, _inside(left, level if chains else level + 1), _inside(right, level + 1))


def target(place: Expr) -> Expr:
    """What a field or a method is asked of: a reference does as well as what it points at."""
    return place.operand if isinstance(place, Prefix) and place.operator == "*" else place


def reference(place: Expr) -> Expr:
    """`&place`"""
    return place.operand if isinstance(place, Prefix) and place.operator == "*" else Prefix("&", place)


def _inside(operand: Expr, at_least: int) -> Expr:
    if isinstance(operand, Cast) or (isinstance(operand, Infix) and _level(operand.operator) < at_least):
        return Paren(operand)
    return operand


def _level(operator: str) -> int:
    return next(level for level, operators in enumerate(_BINDING) if operator in operators)


@record
class Comment:
    """`// text` on a line of its own."""

    form: ClassVar[str] = "comment"
    text: str


@record
class Let:
    """`let [mut] name[: type] = value;`"""

    form: ClassVar[str] = "let"
    name: str
    value: Expr
    mutable: bool = False
    type: str | None = None


@record
class Do:
    """`expression;`"""

    form: ClassVar[str] = "do"
    value: Expr


@record
class Assign:
    """`target = value;`"""

    form: ClassVar[str] = "assign"
    target: Expr
    value: Expr


@record
class If:
    """`if condition { then } else { otherwise }`, or `else if` for `chained`."""

    form: ClassVar[str] = "if"
    condition: Expr
    then: tuple[Stmt, ...]
    otherwise: tuple[Stmt, ...] | None = None
    chained: If | None = None


@record
class Arm:
    """`pattern => { body }`"""

    pattern: str
    body: tuple[Stmt, ...]


@record
class Match:
    """`match subject { arms }`"""

    form: ClassVar[str] = "match"
    subject: Expr
    arms: tuple[Arm, ...]


@record
class For:
    """`for name in over { body }`"""

    form: ClassVar[str] = "for"
    name: str
    over: Expr
    body: tuple[Stmt, ...]


@record
class Labelled:
    """`'label: { body }`"""

    form: ClassVar[str] = "labelled"
    label: str
    body: tuple[Stmt, ...]


@record
class Scope:
    """`{ body }` as a statement: what is bound inside ends there."""

    form: ClassVar[str] = "scope"
    body: tuple[Stmt, ...]


@record
class Tail:
    """`expression` as the value of the block that it ends."""

    form: ClassVar[str] = "tail"
    value: Expr


@record
class Break:
    """`break 'label;`"""

    form: ClassVar[str] = "break"
    label: str


@record
class ReturnError:
    """`return Err(error);`"""

    form: ClassVar[str] = "return_error"
    error: Expr


Stmt = Comment | Let | Do | Assign | If | Match | For | Labelled | Scope | Tail | Break | ReturnError
