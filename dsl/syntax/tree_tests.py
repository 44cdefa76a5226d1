"""`test` blocks as written."""

from __future__ import annotations

from vprog.dsl.syntax.node import Identifier, Node, node
from vprog.dsl.syntax.tree_expressions import Expression, StringLiteral


@node
class TestLet(Node):
    """`let alice = User { ... }` or `let key = schnorr(ALICE)`."""

    name: Identifier
    value: Expression


@node
class RoleBinding(Node):
    """`source: alice`."""

    role: Identifier
    value: Identifier


@node
class Run(Node):
    """`run transfer(5) with source: alice signed ALICE paying deposit(c, 9) fails Aliased`."""

    instruction: Identifier
    arguments: tuple[Expression, ...]
    roles: tuple[RoleBinding, ...]
    signed: tuple[Identifier, ...]
    paying: tuple[Expression, ...]
    fails: Identifier | None


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
