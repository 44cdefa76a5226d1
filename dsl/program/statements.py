"""Statements of a typed program: what an instruction's body does, in order."""

from __future__ import annotations

from vprog.dsl.frozen import record
from vprog.dsl.program.expressions import ErrorUse, Expression
from vprog.dsl.source.span import Span


@record
class Block:
    """Statements run in order; a binding made inside ends with it."""

    span: Span
    statements: tuple[Statement, ...]


@record
class Let:
    """`let name = value` or `var name = value`. A `var` has a declared or machine type and may be assigned."""

    span: Span
    name: str
    value: Expression
    mutable: bool = False


@record
class AssignLocal:
    span: Span
    name: str
    value: Expression


@record
class AssignField:
    """`role.field = value`; the value already has the field's type (numbers are Convert nodes)."""

    span: Span
    role: str
    field: str
    value: Expression


@record
class Require:
    span: Span
    condition: Expression
    error: ErrorUse


@record
class If:
    span: Span
    condition: Expression
    then: Block
    otherwise: Block | None


@record
class MatchRole:
    """`match role { new => ..., live => ... }` on an `or creates` role."""

    span: Span
    role: str
    new: Block
    live: Block


@record
class MatchOption:
    """`match option { none => ..., some(name) => ... }`."""

    span: Span
    option: Expression
    none: Block
    binding: str
    some: Block


@record
class MatchEnum:
    """Exhaustive; arms in the order of the source, each naming one or more variants."""

    span: Span
    subject: Expression
    arms: tuple[tuple[tuple[str, ...], Block], ...]


@record
class For:
    """`for name in low..high`: bounds are compile-time integers, `high` excluded."""

    span: Span
    name: str
    low: int
    high: int
    body: Block


@record
class Put:
    """`role.field.put(coins)`: ends the coins; `error` (predeclared Overflow by default) when the sum does not fit."""

    span: Span
    role: str
    field: str
    coins: Expression
    error: ErrorUse


@record
class Create:
    """`create role = R { ... }`: all fields, in the resource's declaration order. A held field takes coins, or
    the literal number 0. Then the role's address must be the one derived from the fields: WrongAddress."""

    span: Span
    role: str
    fields: tuple[tuple[str, Expression], ...]


@record
class Delete:
    """`delete role into other.field`: the resource becomes a tombstone; each of its held fields moves `into`."""

    span: Span
    role: str
    into: tuple[tuple[str, str, str], ...]
    """(held field of the deleted role, target role, target held field); Overflow when the sum does not fit."""


@record
class Exit:
    """`exit(coins, script)`: pays the coins out to L1."""

    span: Span
    coins: Expression
    script: Expression


@record
class Burn:
    """`Unit.burn(coins)`."""

    span: Span
    coins: Expression


@record
class Emit:
    """`emit Event { ... }`: an observation for indexers; never on the framework's wire."""

    span: Span
    event: str
    fields: tuple[tuple[str, Expression], ...]


@record
class Return:
    """Ends the instruction successfully."""

    span: Span


@record
class VariantArm:
    """One arm of a MatchVariant: its variants (several only without bindings), a name for each field of the payload
    or none at all, and what it does."""

    variants: tuple[str, ...]
    bindings: tuple[str, ...]
    body: Block


@record
class MatchVariant:
    """Exhaustive match on an enum with payloads; arms in the order of the source."""

    span: Span
    subject: Expression
    arms: tuple[VariantArm, ...]


@record
class ForEach:
    """`for name in collection`: an array, list or set in its order, the keys of a map. At most `bound` turns."""

    span: Span
    name: str
    subject: Expression
    bound: int
    body: Block


@record
class ForRoles:
    """`for name in roles`: `name` is a role inside the body, and stands for each resource of the role list in turn."""

    span: Span
    name: str
    role: str
    bound: int
    body: Block


@record
class Unpack:
    """`let Ticket { amount, owner: who } = ticket`: ends a linear struct and binds all of its fields, in the struct's
    declaration order."""

    span: Span
    names: tuple[str, ...]
    value: Expression


@record
class Inline:
    """A call of a `fn`, its body in the place of the call. Bindings of the body end with it; the value of its Yield is
    bound to `name` outside (None: a function without a result)."""

    span: Span
    function: str
    name: str | None
    body: Block


@record
class Yield:
    """The result of the innermost Inline, or of a view. Only as the last statement that runs on a path."""

    span: Span
    value: Expression | None


@record
class Migrate:
    """The live resource of the old kind in `role` becomes one of kind `resource` at the same address: all its fields,
    in declaration order, from the fields of the role. A held field names the held field that it takes over."""

    span: Span
    role: str
    resource: str
    fields: tuple[tuple[str, Expression], ...]


Statement = (
    Let
    | AssignLocal
    | AssignField
    | Require
    | If
    | MatchRole
    | MatchOption
    | MatchEnum
    | For
    | Put
    | Create
    | Delete
    | Exit
    | Burn
    | Emit
    | Return
    | MatchVariant
    | ForEach
    | ForRoles
    | Unpack
    | Inline
    | Yield
    | Migrate
)
