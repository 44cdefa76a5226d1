"""Declarations of a typed program: what a verified `.vprog` file says, with every name resolved and rule checked."""

from __future__ import annotations

from enum import Enum

from vprog.dsl.frozen import record
from vprog.dsl.program.expressions import ErrorUse, Expression
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import Block
from vprog.dsl.program.tests import Property, Test
from vprog.dsl.program.types import EnumType, StructType, Type, UnitType
from vprog.dsl.source.span import Span


@record
class Constant:
    """`const NAME: T = value`; the value is a Python int, bool or bytes (or the variant's name).

    A constant of any other type (text, structs, collections) is not listed: each use of it is the literal itself."""

    span: Span
    name: str
    doc: str
    type: Type
    value: int | bool | bytes | str


@record
class Unit:
    span: Span
    name: str
    doc: str
    type: UnitType
    module: str = ""
    """The module that declares it, which alone may mint and burn; empty for the program itself."""
    multiples: tuple[tuple[str, int], ...] = ()
    """Named multiples (`kas`), in the order of the source; built-in ones included."""


@record
class EnumDeclaration:
    span: Span
    name: str
    doc: str
    type: EnumType
    module: str = ""


@record
class StructDeclaration:
    span: Span
    name: str
    doc: str
    type: StructType
    module: str = ""


@record
class Field:
    """A field of a resource, an event or an error, or a parameter."""

    span: Span
    name: str
    doc: str
    type: Type


@record
class ErrorDeclaration:
    """`message` holds literal text and `{field}` placeholders, already checked; `{{` and `}}` are braces."""

    span: Span
    name: str
    doc: str
    code: int
    message: str
    fields: tuple[Field, ...]


@record
class EventDeclaration:
    span: Span
    name: str
    doc: str
    fields: tuple[Field, ...]


@record
class LabelAddress:
    """`at label("...")`: SHA-256(00 || label)."""

    label: str


@record
class LockAddress:
    """`at lock(x)`: SHA-256(01 || lock id). `source` is a LockId (a Lock is wrapped in LockIdOf)."""

    source: Expression


@record
class TupleAddress:
    """`at (a, b)`: SHA-256(04 || kind u8 || for each: u32 length || encoding)."""

    kind: int
    parts: tuple[Expression, ...]


Address = LabelAddress | LockAddress | TupleAddress


@record
class Resource:
    """A kind of resource. `address` is over the resource's own fields, which appear as FieldRef with role "self"."""

    span: Span
    name: str
    doc: str
    kind: int
    fields: tuple[Field, ...]
    address: Address
    module: str = ""
    """The module that declares it, in which alone its fields are written; empty for the program itself."""

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


@record
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
    many: int | None = None
    """The most resources of a role list (`list<R, max N>`); None for a single resource. A list has no address."""

    @property
    def writable(self) -> bool:
        """The access list must say Write (everything but `reads`)."""
        return self.access is not Access.READS


@record
class AuthLock:
    """The current lock of the role's resource is satisfied."""

    span: Span
    role: str


@record
class AuthKey:
    """A constant key signed for `role` (signer kind 05, or an L1 input of that key): the first with an index of its own
    whose lock the clause does not ask for."""

    span: Span
    key: str
    role: str


@record
class AuthAll:
    span: Span
    parts: tuple[Auth, ...]


@record
class AuthAny:
    span: Span
    parts: tuple[Auth, ...]


@record
class AuthThreshold:
    """`k of (a, b, c)`."""

    span: Span
    threshold: int
    parts: tuple[Auth, ...]


@record
class AuthMany:
    """`k of voters`, `all of voters`, `any of voters` (threshold 1): the locks of at least `threshold` resources of a
    role list, of every one when None. An empty list never agrees."""

    span: Span
    threshold: int | None
    role: str


Auth = AuthLock | AuthKey | AuthAll | AuthAny | AuthThreshold | AuthMany


@record
class Where:
    """A header condition over roles, parameters and constants; predeclared Unrelated unless it has its own error."""

    span: Span
    condition: Expression
    error: ErrorUse


@record
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
    random: bool = False
    """The header declares `random`."""
    after: Expression | None = None
    """`after(score)` in the header: checked first of all conditions; BeforeScore when it does not hold."""
    after_declared: bool = False
    """The header declares `after`, with a score or without (the body then asks `after(score)`)."""
    limits: tuple[tuple[str, int], ...] = ()
    """`limits(cycles: N, gas: N)`: what the static bounds may not exceed."""
    ensures: tuple[Expression, ...] = ()
    """Hold after the body, over roles, parameters and `old(...)`."""
    migrates: str | None = None
    """The resource type that a `migrate` item makes; the instruction is then made by the compiler."""

    def role(self, name: str) -> Role:
        """The role of that name; for the member of a role list inside its loop, the list."""
        found = next((r for r in self.roles if r.name == name), None)
        return found if found is not None else self.role(members(self.body)[name])


@record
class Function:
    """What a `fn` promises its callers; its body stands in each of them (Inline). `effects` says in words what it does
    to its roles."""

    span: Span
    name: str
    doc: str
    module: str
    public: bool
    parameters: tuple[Field, ...]
    roles: tuple[tuple[str, str], ...]
    """(parameter, resource type) of the parameters that are roles."""
    result: Type | None
    effects: tuple[str, ...]
    body: Block | None = None
    """The body by itself, with roles and value parameters under their own names: calls do not use it."""


@record
class View:
    """A typed read-only query: roles are all `reads`; the body ends in a Yield on every path."""

    span: Span
    name: str
    doc: str
    parameters: tuple[Field, ...]
    roles: tuple[Role, ...]
    result: Type
    body: Block


@record
class Invariant:
    """`invariant "..." on transfer: condition` (over roles, parameters and `old(...)` of those instructions, one
    condition for each in `conditions`), or `on Pool: condition` (over the fields of every live resource of that kind,
    as FieldRef with role "self", at all times between actions)."""

    span: Span
    name: str
    doc: str
    resource: str | None
    conditions: tuple[tuple[str, Expression], ...]
    """(instruction, condition); of a resource invariant one entry, under the resource's name."""


@record
class Migration:
    """`migrate New from Old`: the instruction of that name does it."""

    span: Span
    doc: str
    old: str
    new: str
    instruction: str


@record
class Storm:
    """The program's gas scales; plain integers."""

    span: Span
    throughput: int = 1_000_000
    """Gas per second that the program is made for."""
    state_size: int = 1 << 30
    """Bytes of state that it is made for."""
    scope_limit: int = 64
    """Resources of one transaction."""
    gas_scale: int = 1_000
    """Guest cycles for one gas."""
    w_seq: int = 1
    w_par: int = 1


@record
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
    structs: tuple[StructDeclaration, ...] = ()
    functions: tuple[Function, ...] = ()
    views: tuple[View, ...] = ()
    invariants: tuple[Invariant, ...] = ()
    migrations: tuple[Migration, ...] = ()
    properties: tuple[Property, ...] = ()
    storm: Storm | None = None
    modules: tuple[tuple[str, str], ...] = ()
    """(name, path) of the modules that it uses."""

    @property
    def promises_cost(self) -> bool:
        """Something in it says what may be spent: `limits(...)`, or `storm` and its scope limit."""
        return self.storm is not None or any(i.limits for i in self.instructions)

    @property
    def may_go_stale(self) -> bool:
        """Something in it may change behind a name that read it: a call, or another name of the same resource."""
        return bool(self.functions) or any(map(_has_two_names, self.instructions))

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


def _has_two_names(instruction: Instruction) -> bool:
    if instruction.may_alias:
        return True
    lists = members(instruction.body) if any(role.many is not None for role in instruction.roles) else {}
    return len(set(lists.values())) < len(lists)
