"""What others rely on in a program: stored state, payloads, error codes, who must agree. `vprog.lock` is this, as JSON.

Names are kept beside the numbers so that a change can be told from a renaming.
"""

from __future__ import annotations

from vprog.dsl.frozen import record

FORMAT = 3
"""Changes when a reader of the file would have to."""
READABLE = (2, FORMAT)
"""In 2, conditions come without their errors."""


@record
class LockedField:
    """A field or parameter; the type as an author writes it."""

    name: str
    type: str


@record
class LockedUnit:
    name: str
    type: str


@record
class LockedEnum:
    """A variant with a payload is written as `Circle { radius: u64 }`."""

    name: str
    variants: tuple[str, ...]


@record
class LockedStruct:
    """`fields` in the order of the bytes."""

    name: str
    fields: tuple[LockedField, ...]


@record
class LockedConstant:
    name: str
    type: str
    value: str


@record
class LockedResource:
    """`fields` in stored order; `derivation` is the address over them: `label("x")`, `lock(self.f)`,
    `(self.f, self.g)`."""

    name: str
    kind: int
    derivation: str
    fields: tuple[LockedField, ...]


@record
class LockedRole:
    """`derivation`: what the header or the resource's label says, or None for any resource of the kind. `indexed`: an
    index stands on the wire."""

    name: str
    resource: str
    access: str
    or_creates: bool
    derivation: str | None
    indexed: bool
    many: int | None
    """The most members of a role list; None for a single resource."""


@record
class Quorum:
    """At least `threshold` of the signers (`source.lock`, `key 0x..`) and of the quorums inside."""

    threshold: int
    signers: tuple[str, ...]
    inner: tuple[Quorum, ...]


@record
class LockedInstruction:
    """`authority` is None when nobody has to sign. `conditions`: `after(..)`, or `.. else Error`. `chain`: `random` and
    `after`, as far as the header has them."""

    name: str
    tag: int
    parameters: tuple[LockedField, ...]
    roles: tuple[LockedRole, ...]
    may_alias: tuple[str, ...]
    authority: Quorum | None
    permissionless: bool
    conditions: tuple[str, ...]
    claims: tuple[str, ...]
    exits: tuple[str, ...]
    chain: tuple[str, ...]


@record
class LockedView:
    """What clients may ask; not on the wire."""

    name: str
    parameters: tuple[LockedField, ...]
    roles: tuple[LockedRole, ...]
    result: str


@record
class LockedMigration:
    old: str
    new: str


@record
class LockedError:
    name: str
    code: int


@record
class LockedEvent:
    name: str
    fields: tuple[LockedField, ...]


@record
class Lock:
    """Collections in the order of the source."""

    format: int
    program: str
    constants: tuple[LockedConstant, ...]
    units: tuple[LockedUnit, ...]
    enums: tuple[LockedEnum, ...]
    structs: tuple[LockedStruct, ...]
    resources: tuple[LockedResource, ...]
    instructions: tuple[LockedInstruction, ...]
    migrations: tuple[LockedMigration, ...]
    views: tuple[LockedView, ...]
    errors: tuple[LockedError, ...]
    events: tuple[LockedEvent, ...]
