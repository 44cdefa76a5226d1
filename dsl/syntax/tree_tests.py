"""`test` blocks as written."""

from __future__ import annotations

from vprog.dsl.syntax.node import Identifier, Node, node
from vprog.dsl.syntax.tree_expressions import Expression, StringLiteral
from vprog.dsl.syntax.tree_types import TypeNode


@node
class TestLet(Node):
    """`let alice = User { ... }`, `let key = schnorr(ALICE)` or `let xs: list<u8, max 4> = [1, 2]`."""

    name: Identifier
    value: Expression
    type: TypeNode | None = None


@node
class RoleBinding(Node):
    """`source: alice`; for a role list `voters: [alice, bob]`, whose members are in `values` (`value` is the first, or
    the role's own name when the list is empty)."""

    role: Identifier
    value: Identifier
    values: tuple[Identifier, ...] | None = None


@node
class Run(Node):
    """`run transfer(5) with source: alice signed ALICE paying deposit(c, 9) fails Aliased`."""

    instruction: Identifier
    arguments: tuple[Expression, ...]
    roles: tuple[RoleBinding, ...]
    signed: tuple[Identifier, ...]
    paying: tuple[Expression, ...]
    fails: Identifier | None
    after: Expression | None = None
    """`after 100`: the DAA score that the transaction's lock time names."""


@node
class Expect(Node):
    """`expect condition`."""

    condition: Expression


TestStatement = TestLet | Run | Expect


@node
class Test(Node):
    doc: str
    name: StringLiteral
    statements: tuple[TestStatement, ...]


@node
class PropertyParameter(Node):
    """`amount: Sompi`."""

    name: Identifier
    type: TypeNode


@node
class Property(Node):
    """`property "..." (amount: Sompi) where amount > 0 { test statements }`."""

    doc: str
    name: StringLiteral
    parameters: tuple[PropertyParameter, ...]
    condition: Expression | None
    statements: tuple[TestStatement, ...]
