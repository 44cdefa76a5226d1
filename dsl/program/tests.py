"""`test` blocks of a typed program. Expressions here may name test bindings as roles: FieldRef(role=binding)."""

from __future__ import annotations

from vprog.dsl.frozen import record
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import LOCK, PUB_KEY, SCRIPT, LockType, OpaqueType, ScriptType, Type
from vprog.dsl.source.span import Span


@record
class TestKey:
    """`schnorr(ALICE)` / a PubKey use of ALICE: an UPPER_SNAKE name that is no constant is a test key, whose secret is
    SHA-256("vprog test key" || name) (reduced mod the curve order)."""

    span: Span
    name: str

    @property
    def type(self) -> OpaqueType:
        """As a value it is a public key; it may stand wherever an expression of a test does."""
        return PUB_KEY


@record
class TestLock:
    """`schnorr(K)`, `multisig(2, A, B, C)` or `unlocked`; keys may be listed in any order."""

    span: Span
    kind: str
    threshold: int
    keys: tuple[TestKey, ...]

    @property
    def type(self) -> LockType:
        """As a value it is a lock; it may stand wherever an expression of a test does (`id(schnorr(A))`)."""
        return LOCK


@record
class TestScript:
    """`p2pk(ALICE)`: the L1Script that pays a test key (`00 || key`)."""

    span: Span
    key: TestKey

    @property
    def type(self) -> ScriptType:
        """As a value it is an L1Script; it may stand wherever an expression of a test does."""
        return SCRIPT


TestValue = Expression | TestKey | TestLock | TestScript


@record
class LetResource:
    """`let alice = User { ... }`: a live resource in the state. A LockId field that the address uses defaults to
    the id of the lock; other fields must be given."""

    span: Span
    name: str
    resource: str
    fields: tuple[tuple[str, TestValue], ...]


@record
class LetValue:
    """`let a_lock = schnorr(ALICE)` or a constant expression; converted to a type that the `let` names."""

    span: Span
    name: str
    value: TestValue


@record
class TestOutput:
    """`deposit(covenant, amount)`: an L1 output that pays the covenant's deposit address."""

    span: Span
    covenant: TestValue
    amount: Expression


@record
class Run:
    """`run transfer(5) with source: alice, target: bob signed ALICE, BOB paying deposit(c, 9) fails Error`.

    A role binding names a LetResource, or a fresh name for a role that creates (its address is derived; afterwards
    the name reads the created resource). Constant-address roles may be left out. `fails` is an error's name."""

    span: Span
    instruction: str
    arguments: tuple[TestValue, ...]
    roles: tuple[tuple[str, str], ...]
    signed: tuple[TestKey, ...]
    outputs: tuple[TestOutput, ...]
    fails: str | None
    after: Expression | None = None
    """`after 100`: the lock time of the L1 transaction, a DAA score."""
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Bindings of role lists: `voters: [alice, bob]`."""


@record
class Expect:
    """`expect alice.balance == 5`."""

    span: Span
    condition: Expression


TestStatement = LetResource | LetValue | Run | Expect


@record
class Test:
    span: Span
    name: str
    statements: tuple[TestStatement, ...]


@record
class Property:
    """`property "..." (amount: Sompi, n: u8) where condition { test statements }`: must pass for all values of its
    parameters (ParamRef in the statements) for which the condition holds."""

    span: Span
    name: str
    parameters: tuple[tuple[str, Type], ...]
    condition: Expression | None
    statements: tuple[TestStatement, ...]
