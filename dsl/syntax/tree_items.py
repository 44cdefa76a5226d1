"""Items of a file as written, and the header clauses of instructions."""

from __future__ import annotations

from vprog.dsl.syntax.node import Identifier, Node, node
from vprog.dsl.syntax.tree_expressions import ErrorUse, Expression, StringLiteral
from vprog.dsl.syntax.tree_statements import Block
from vprog.dsl.syntax.tree_tests import Test
from vprog.dsl.syntax.tree_types import TypeNode


@node
class Field(Node):
    """`name: T`: a field of a resource, an error or an event, or a parameter."""

    doc: str
    name: Identifier
    type: TypeNode


@node
class Const(Node):
    doc: str
    name: Identifier
    type: TypeNode
    value: Expression


@node
class Unit(Node):
    """`unit Sompi: u64`."""

    doc: str
    name: Identifier
    type: TypeNode


@node
class Variant(Node):
    """`Red`; `fields` are a payload."""

    doc: str
    name: Identifier
    fields: tuple[Field, ...]


@node
class Enum(Node):
    doc: str
    name: Identifier
    variants: tuple[Variant, ...]


@node
class ErrorDeclaration(Node):
    """`BelowMinimum "..." { minimum: Sompi }`, one entry of an error block."""

    doc: str
    name: Identifier
    message: StringLiteral
    fields: tuple[Field, ...]


@node
class ErrorBlock(Node):
    """`error { ... }`."""

    doc: str
    errors: tuple[ErrorDeclaration, ...]


@node
class Event(Node):
    doc: str
    name: Identifier
    fields: tuple[Field, ...]


@node
class AddressClause(Node):
    """`at label("config")` and `at lock(f)`: `form` is the word; `at (f, g)`: `form` is None."""

    form: Identifier | None
    parts: tuple[Expression, ...]


@node
class Resource(Node):
    doc: str
    name: Identifier
    address: AddressClause
    fields: tuple[Field, ...]


@node
class RoleClause(Node):
    """`credits user: User at lock(initial_lock) or creates`; `access` is the first word."""

    access: Identifier
    name: Identifier
    type: TypeNode
    address: AddressClause | None
    or_creates: bool


@node
class AuthOne(Node):
    """`config.lock` or `key(GENESIS)`."""

    value: Expression


@node
class AuthGroup(Node):
    """`all of (..)`, `any of (..)`, `2 of (..)`; `quantity` is "all", "any" or the number."""

    quantity: str | int
    parts: tuple[AuthNode, ...]


AuthNode = AuthOne | AuthGroup


@node
class AuthClause(Node):
    auth: AuthNode


@node
class WhereClause(Node):
    """`where condition`, with `else Error` or `else (Error { ... })`."""

    condition: Expression
    error: ErrorUse | None


@node
class MayAliasClause(Node):
    """`may_alias(a, b)`."""

    roles: tuple[Identifier, ...]


@node
class PermissionlessClause(Node):
    """`permissionless("reason")`."""

    reason: StringLiteral


@node
class ClaimsClause(Node):
    """`claims Sompi`."""

    units: tuple[Identifier, ...]


@node
class ExitsClause(Node):
    """`exits Sompi`."""

    units: tuple[Identifier, ...]


HeaderClause = (
    RoleClause | AuthClause | WhereClause | MayAliasClause | PermissionlessClause | ClaimsClause | ExitsClause
)


@node
class Instruction(Node):
    """`instruction name(parameters) clauses { body }`."""

    doc: str
    name: Identifier
    parameters: tuple[Field, ...]
    clauses: tuple[HeaderClause, ...]
    body: Block


Item = Const | Unit | Enum | ErrorBlock | Event | Resource | Instruction | Test


@node
class File(Node):
    """A whole source file: `program name` and its items in order."""

    doc: str
    name: Identifier
    items: tuple[Item, ...]
