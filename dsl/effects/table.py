"""The one table of operations: what each kind of expression and statement does to roles, value and the outside.

Everything that compares a body with its header, asks who must agree or schedules instructions reads this table; a new
operation is one new row. The test of this room fails when a node type of the typed program has no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

from vprog.dsl.frozen import record
from vprog.dsl.newest import lately
from vprog.dsl.program import expressions as e
from vprog.dsl.program import statements as s
from vprog.dsl.program.types import CoinsType, Type, UnitType
from vprog.dsl.program.walk import evaluated, expressions, statements
from vprog.dsl.source.span import Span


class Kind(Enum):
    """What an operation does. The value reads after the role's name: "`user` is debited"."""

    NAME = "named"
    READ = "read"
    WRITE = "written"
    CREDIT = "credited"
    DEBIT = "debited"
    CREATE = "created"
    DELETE = "deleted"
    CLAIM = "claimed"
    EXIT = "paid out"
    MINT = "minted"
    BURN = "burned"
    RANDOM = "drawn at random"
    AFTER = "compared with the time"


ON_LIVE = frozenset({Kind.READ, Kind.WRITE, Kind.CREDIT, Kind.DEBIT, Kind.DELETE})
"""Effects that need the resource to exist."""
CHANGES = frozenset({Kind.WRITE, Kind.CREDIT, Kind.DEBIT, Kind.CREATE, Kind.DELETE})
"""Effects after which the resource's bytes are stored again."""


@record
class Effect:
    """One thing an operation does: to a role (and field), or with value of a unit; where."""

    kind: Kind
    span: Span
    role: str | None = None
    field: str | None = None
    unit: UnitType | None = None


def _nothing(_: Any) -> tuple[Effect, ...]:
    return ()


def _unit(type_: Type) -> UnitType | None:
    return type_.unit if isinstance(type_, CoinsType) else None


def _delete(node: s.Delete) -> tuple[Effect, ...]:
    moved = tuple(Effect(Kind.CREDIT, node.span, role, field) for _, role, field in node.into)
    return (*moved, Effect(Kind.DELETE, node.span, node.role))


TABLE: dict[type[Any], Callable[[Any], tuple[Effect, ...]]] = {
    # Expressions
    e.IntLiteral: _nothing,
    e.BoolLiteral: _nothing,
    e.BytesLiteral: _nothing,
    e.EnumLiteral: _nothing,
    e.ConstRef: _nothing,
    e.ParamRef: _nothing,
    e.LocalRef: _nothing,
    e.FieldRef: lambda n: (Effect(Kind.READ, n.span, n.role, n.field),),
    e.RoleId: lambda n: (Effect(Kind.NAME, n.span, n.role),),
    e.Binary: _nothing,
    e.Not: _nothing,
    e.Divide: _nothing,
    e.Remainder: _nothing,
    e.MinMax: _nothing,
    e.Convert: _nothing,
    e.LockIdOf: _nothing,
    e.OptionSome: _nothing,
    e.OptionNone: _nothing,
    e.Unwrap: _nothing,
    e.Take: lambda n: (Effect(Kind.DEBIT, n.span, n.role, n.field),),
    e.Claim: lambda n: (Effect(Kind.CLAIM, n.span, unit=_unit(n.type)),),
    e.Mint: lambda n: (Effect(Kind.MINT, n.span, unit=_unit(n.type)),),
    e.CoinsValue: _nothing,
    e.StructLiteral: _nothing,
    e.FieldOf: _nothing,
    e.VariantLiteral: _nothing,
    e.CollectionLiteral: _nothing,
    e.CollectionCall: _nothing,
    e.Shift: _nothing,
    e.Random: lambda n: (Effect(Kind.RANDOM, n.span),),
    e.After: lambda n: (Effect(Kind.AFTER, n.span),),
    e.TxField: _nothing,
    e.RoleCount: lambda n: (Effect(Kind.NAME, n.span, n.role),),
    e.Old: _nothing,
    # Statements
    s.Let: _nothing,
    s.AssignLocal: _nothing,
    s.AssignField: lambda n: (Effect(Kind.WRITE, n.span, n.role, n.field),),
    s.Require: _nothing,
    s.If: _nothing,
    s.MatchRole: lambda n: (Effect(Kind.NAME, n.span, n.role),),
    s.MatchOption: _nothing,
    s.MatchEnum: _nothing,
    s.For: _nothing,
    s.Put: lambda n: (Effect(Kind.CREDIT, n.span, n.role, n.field),),
    s.Create: lambda n: (Effect(Kind.CREATE, n.span, n.role),),
    s.Delete: _delete,
    s.Exit: lambda n: (Effect(Kind.EXIT, n.span, unit=_unit(n.coins.type)),),
    s.Burn: lambda n: (Effect(Kind.BURN, n.span, unit=_unit(n.coins.type)),),
    s.Emit: _nothing,
    s.Return: _nothing,
    s.MatchVariant: _nothing,
    s.ForEach: _nothing,
    s.ForRoles: lambda n: (Effect(Kind.NAME, n.span, n.role),),
    s.Unpack: _nothing,
    s.Inline: _nothing,
    s.Yield: _nothing,
    s.Migrate: lambda n: (Effect(Kind.WRITE, n.span, n.role),),
}


def own_effects(node: e.Expression | s.Statement) -> tuple[Effect, ...]:
    """What this node does by itself, without its operands and nested blocks."""
    return TABLE[type(node)](node)


def expression_effects(root: e.Expression) -> Iterator[Effect]:
    """What evaluating an expression does, in order."""
    for node in expressions(root):
        yield from own_effects(node)


@lately
def statement_effects(statement: s.Statement) -> tuple[Effect, ...]:
    """What one statement does, in order, without its nested blocks."""
    return tuple(effect for node in (*evaluated(statement), statement) for effect in own_effects(node))


def block_effects(block: s.Block) -> Iterator[Effect]:
    """What a block does on any of its paths, in the order of the source."""
    for statement in statements(block):
        yield from statement_effects(statement)
