"""Items of a file as written, and the header clauses of instructions."""

from __future__ import annotations

from vprog.dsl.syntax.node import Identifier, Node, node
from vprog.dsl.syntax.tree_expressions import ErrorUse, Expression, FieldValue, StringLiteral
from vprog.dsl.syntax.tree_statements import Block
from vprog.dsl.syntax.tree_tests import Property, Test
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
    """`unit Sompi: u64`, or with names for multiples, `unit Sompi: u64 { kas: 100_000_000 }`, which literals use as
    suffixes (`5_kas`)."""

    doc: str
    name: Identifier
    type: TypeNode
    multiples: tuple[FieldValue, ...] = ()


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
    list: Identifier | None = None
    """The role list, in `2 of voters`; `parts` is then empty."""


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


@node
class RandomClause(Node):
    """`random`."""


@node
class AfterClause(Node):
    """`after(score)`, or `after` alone when the body asks."""

    score: Expression | None


@node
class LimitsClause(Node):
    """`limits(cycles: 100_000, gas: 500)`."""

    entries: tuple[FieldValue, ...]


@node
class EnsuresClause(Node):
    """`ensures condition`."""

    condition: Expression


HeaderClause = (
    RoleClause
    | AuthClause
    | WhereClause
    | MayAliasClause
    | PermissionlessClause
    | ClaimsClause
    | ExitsClause
    | RandomClause
    | AfterClause
    | LimitsClause
    | EnsuresClause
)


@node
class Instruction(Node):
    """`instruction name(parameters) clauses { body }`."""

    doc: str
    name: Identifier
    parameters: tuple[Field, ...]
    clauses: tuple[HeaderClause, ...]
    body: Block


@node
class Use(Node):
    """`use std::token`, `use shares { Share, mint }`, `pub use std::token { transfer }` (instructions that the program
    offers as its own). `path` is written with `::`; `names` is None without braces."""

    public: bool
    path: Identifier
    names: tuple[Identifier, ...] | None


@node
class TypeAlias(Node):
    """`type Votes = map<PubKey, u8, max 16>`."""

    doc: str
    name: Identifier
    type: TypeNode


@node
class Struct(Node):
    """`struct Point { x: u64, y: u64 }`, `linear struct Ticket { amount: Sompi }`."""

    doc: str
    linear: bool
    name: Identifier
    fields: tuple[Field, ...]


@node
class Function(Node):
    """`fn fee(amount: Sompi) -> Sompi { ... }`; a parameter whose type is a resource is a role."""

    doc: str
    public: bool
    name: Identifier
    parameters: tuple[Field, ...]
    result: TypeNode | None
    body: Block


@node
class View(Node):
    """`view balance(unit: u8) reads user: User -> Sompi { return user.balance }`."""

    doc: str
    name: Identifier
    parameters: tuple[Field, ...]
    clauses: tuple[HeaderClause, ...]
    result: TypeNode
    body: Block


@node
class Invariant(Node):
    """`invariant "..." on transfer, deposit: condition`; `on` names instructions or one resource."""

    doc: str
    name: StringLiteral
    on: tuple[Identifier, ...]
    condition: Expression


@node
class Migrate(Node):
    """`migrate UserV2 from User { balance: old.balance, ... }`, with header clauses before the brace.

    Without any, they are `auth old.lock`."""

    doc: str
    new: Identifier
    old: Identifier
    clauses: tuple[HeaderClause, ...]
    fields: tuple[FieldValue, ...]


@node
class Storm(Node):
    """`storm { throughput: 1_000, w_seq: 2 }`."""

    doc: str
    entries: tuple[FieldValue, ...]


Item = (
    Const
    | Unit
    | Enum
    | ErrorBlock
    | Event
    | Resource
    | Instruction
    | Test
    | Use
    | TypeAlias
    | Struct
    | Function
    | View
    | Invariant
    | Migrate
    | Property
    | Storm
)


@node
class File(Node):
    """A whole source file: `program name`, or `module name`, and its items in order."""

    doc: str
    name: Identifier
    items: tuple[Item, ...]
    is_module: bool = False

    @property
    def uses_modules(self) -> bool:
        return any(isinstance(item, Use) for item in self.items)
