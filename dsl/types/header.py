"""A header after lowering."""

from __future__ import annotations

from vprog.dsl.names.known import Same
from vprog.dsl.names.scope import Scope
from vprog.dsl.program.declarations import Auth, Field, Role, Where
from vprog.dsl.program.expressions import Expression
from vprog.dsl.program.types import UnitType


class Header:
    """A lowered header and the scope that the body starts from. `sound` is false when a part is missing."""

    __slots__ = (
        "after",
        "after_declared",
        "aliases",
        "auth",
        "claims",
        "conditions",
        "ensures",
        "exits",
        "known",
        "limits",
        "migrates",
        "parameters",
        "permissionless",
        "random",
        "roles",
        "scope",
        "sound",
    )

    def __init__(self) -> None:
        self.scope = Scope()
        self.known = Scope(self.scope)
        """Where the conditions are looked at, one after the other: what one says is known in the next."""
        self.sound = True
        self.parameters: tuple[Field, ...] = ()
        self.migrates: str | None = None
        """The kind that the one role has afterwards, if this is a migration."""
        self.roles: tuple[Role, ...] = ()
        self.aliases: tuple[frozenset[str], ...] = ()
        self.auth: Auth | None = None
        self.permissionless: str | None = None
        self.conditions: tuple[Where, ...] = ()
        self.claims: tuple[UnitType, ...] = ()
        self.exits: tuple[UnitType, ...] = ()
        self.random = False
        self.after: Expression | None = None
        self.after_declared = False
        self.limits: tuple[tuple[str, int], ...] = ()
        self.ensures: tuple[Expression, ...] = ()

    def same(self) -> Same:
        """Which roles may be which: none but those that `may_alias` names. The members of lists are not in it."""
        names = [role.name for role in self.roles if role.many is None]
        return {name: frozenset(n for pair in self.aliases if name in pair for n in pair) for name in names}
