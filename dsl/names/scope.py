"""Names inside an instruction, a resource's address or a test. No name shadows another (a name is one thing)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

from vprog.dsl.names.known import Known, Same
from vprog.dsl.program.types import Type
from vprog.dsl.source.span import Span

if TYPE_CHECKING:
    from vprog.dsl.program.expressions import Expression


class NameKind(Enum):
    """What a local name stands for; the value says it in words."""

    PARAMETER = "a parameter"
    ROLE = "a role"
    ROLE_LIST = "a role list"
    LET = "a `let` binding"
    VAR = "a `var`"
    LOOP = "a loop counter"
    FIELD = "a field of the resource"
    TEST_RESOURCE = "a resource of the test"


class Binding:
    """One local name. `type` is its type as a value, None when an error was reported where it was made."""

    __slots__ = ("bits", "declared", "kind", "made", "many", "name", "resource", "span", "type")

    def __init__(
        self,
        kind: NameKind,
        name: str,
        span: Span,
        type_: Type | None,
        *,
        declared: Type | None = None,
        bits: int = 0,
        resource: str | None = None,
        many: int = 0,
    ) -> None:
        self.kind = kind
        self.name = name
        self.span = span
        self.type = type_
        self.declared = declared
        """The declared type, where there is one: what an assignment must meet."""
        self.bits = bits
        """Width of the widest declared type that went into the value; 0 for literals."""
        self.resource = resource
        """The resource type of a role or of a test's resource."""
        self.many = many
        """The most members of a role list."""
        self.made: Expression | None = None
        """The arithmetic that an untyped `let` is a name for."""


class Scope:
    """Bindings of one block, inside those around it."""

    __slots__ = ("_bindings", "in_test", "known", "parent", "same")

    def __init__(self, parent: Scope | None = None, *, in_test: bool = False) -> None:
        self.parent = parent
        self.in_test = in_test or (parent is not None and parent.in_test)
        self._bindings: dict[str, Binding] = {}
        self.known = Known()
        """What conditions say about the values here."""
        self.same: Same = {} if parent is None else parent.same

    def find(self, name: str) -> Binding | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope._bindings:
                return scope._bindings[name]
            scope = scope.parent
        return None

    def add(self, binding: Binding) -> Binding | None:
        """Binds a name; gives back the binding that has it already, which then stays."""
        known = self.find(binding.name)
        if known is None:
            self._bindings[binding.name] = binding
        return known

    def names(self) -> Iterator[str]:
        scope: Scope | None = self
        while scope is not None:
            yield from scope._bindings
            scope = scope.parent
