"""Declarations of a typed program: what a verified `.vprog` file says, with every name resolved and rule checked."""

from __future__ import annotations

from enum import Enum

from vprog.dsl.program.expressions import ErrorUse, Expression
from vprog.dsl.program.node import node
from vprog.dsl.program.statements import Block
from vprog.dsl.program.tests import Test
from vprog.dsl.program.types import EnumType, Type, UnitType
from vprog.dsl.source.span import Span


@node
class Constant:
    """`const NAME: T = value`; the value is a Python int, bool or bytes (or the variant's name)."""

    span: Span
    name: str
    doc: str
    type: Type
    value: int | bool | bytes | str


@node
class Unit:
    span: Span
    name: str
    doc: str
    type: UnitType


@node
class EnumDeclaration:
    span: Span
    name: str
    doc: str
    type: EnumType


@node
class Field:
    """A field of a resource, an event or an error, or a parameter."""

    span: Span
    name: str
    doc: str
    type: Type


@node
class ErrorDeclaration:
    """`message` holds literal text and `{field}` placeholders, already checked; `{{` and `}}` are braces."""

    span: Span
    name: str
    doc: str
    code: int
    message: str
    fields: tuple[Field, ...]


@node
class EventDeclaration:
    span: Span
    name: str
    doc: str
    fields: tuple[Field, ...]


@node
class LabelAddress:
    """`at label("...")`: SHA-256(00 || label)."""

    label: str


@node
class LockAddress:
    """`at lock(x)`: SHA-256(01 || lock id). `source` is a LockId (a Lock is wrapped in LockIdOf)."""

    source: Expression


@node
class TupleAddress:
    """`at (a, b)`: SHA-256(04 || kind u8 || for each: u32 length || encoding)."""

    kind: int
    parts: tuple[Expression, ...]


Address = LabelAddress | LockAddress | TupleAddress


@node
class Resource:
    """A kind of resource. `address` is over the resource's own fields, which appear as FieldRef with role "self"."""

    span: Span
    name: str
    doc: str
    kind: int
    fields: tuple[Field, ...]
    address: Address

    @property
    def lock_field(self) -> str | None:
        """The name of the one field of type Lock, if there is one."""
        return next((f.name for f in self.fields if type(f.type).__name__ == "LockType"), None)

    def field(self, name: str) -> Field:
        return next(f for f in self.fields if f.name == name)


class Access(Enum):
    READS = "reads"
    CREDITS = "credits"
    WRITES = "writes"
    CREATES = "creates"
    DELETES = "deletes"


@node
class Role:
    """One resource that an instruction names. `address` is what the header says or the resource's label; None: any
    live resource of the kind. `indexed`: a u8 index stands on the wire (all but `reads` of a label)."""

    span: Span
    name: str
    resource: str
    access: Access
    or_creates: bool
    address: Address | None
    indexed: bool

    @property
    def writable(self) -> bool:
        """The access list must say Write (everything but `reads`)."""
        return self.access is not Access.READS


@node
class AuthLock:
    """The current lock of the role's resource is satisfied."""

    span: Span
    role: str


@node
class AuthKey:
    """A constant key signed for the first indexed role (signer kind 05, or an L1 input of that key)."""

    span: Span
    key: str
    role: str


@node
class AuthAll:
    span: Span
    parts: tuple[Auth, ...]


@node
class AuthAny:
    span: Span
    parts: tuple[Auth, ...]


@node
class AuthThreshold:
    """`k of (a, b, c)`."""

    span: Span
    threshold: int
    parts: tuple[Auth, ...]


Auth = AuthLock | AuthKey | AuthAll | AuthAny | AuthThreshold


@node
class Where:
    """A header condition over roles, parameters and constants; predeclared Unrelated unless it has its own error."""

    span: Span
    condition: Expression
    error: ErrorUse


@node
class Instruction:
    span: Span
    name: str
    doc: str
    tag: int
    parameters: tuple[Field, ...]
    roles: tuple[Role, ...]
    may_alias: tuple[frozenset[str], ...]
    auth: Auth | None
    permissionless: str | None
    conditions: tuple[Where, ...]
    claims: tuple[UnitType, ...]
    exits: tuple[UnitType, ...]
    body: Block

    def role(self, name: str) -> Role:
        return next(r for r in self.roles if r.name == name)


@node
class Program:
    """A verified program. Collections keep the order of the source."""

    span: Span
    name: str
    doc: str
    source: str
    path: str
    constants: tuple[Constant, ...]
    units: tuple[Unit, ...]
    enums: tuple[EnumDeclaration, ...]
    errors: tuple[ErrorDeclaration, ...]
    events: tuple[EventDeclaration, ...]
    resources: tuple[Resource, ...]
    instructions: tuple[Instruction, ...]
    tests: tuple[Test, ...]
    genesis_key: str | None
    """The constant that `auth key(...)` names: at most one in a program, because signer kind 05 carries no key."""

    def constant(self, name: str) -> Constant:
        return next(c for c in self.constants if c.name == name)

    def resource(self, name: str) -> Resource:
        return next(r for r in self.resources if r.name == name)

    def error(self, name: str) -> ErrorDeclaration:
        """A declared or predeclared error."""
        from vprog.dsl.program.predeclared import PREDECLARED

        return next(e for e in (*self.errors, *PREDECLARED) if e.name == name)

    def instruction(self, name: str) -> Instruction:
        return next(i for i in self.instructions if i.name == name)
