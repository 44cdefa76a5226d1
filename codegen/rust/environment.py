"""What the emission of one instruction knows: the program, the roles as they stand, the bindings in scope."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from enum import Enum
from pathlib import PurePath

from vprog.codegen.rust.carriers import Carrier
from vprog.codegen.rust.names import VALUES_TAKEN, Names, identifier
from vprog.codegen.rust.naming import Naming
from vprog.codegen.rust.scope import ModuleScope
from vprog.codegen.rust.text import comment_text
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.types import Type


class RoleForm(Enum):
    """How a role is held at a point of the body."""

    LIVE = "Role"
    NEW = "New"
    ENTRY = "Entry"
    MEMBER = "member"
    """One of a role list, inside a loop over the list."""
    FIELDS = "self"
    """Not a role: the resource's own fields, in the address it declares."""


class Environment:
    """Mutable while one body is emitted."""

    def __init__(
        self, program: Program, naming: Naming, scope: ModuleScope, instruction: Instruction | None = None
    ) -> None:
        self.program = program
        self.naming = naming
        self.scope = scope
        self.instruction = instruction
        self.names = Names(VALUES_TAKEN)
        self.roles: dict[str, RoleForm] = {}
        self.role_names: dict[str, str] = {}
        self.role_types: dict[str, str] = {}
        self.members: dict[str, str] = {}
        """Loop names that stand for a member of a role list, to the name of the list."""
        self.locals: dict[str, tuple[str, Carrier | None]] = {}
        self.yields: list[Carrier | None] = []
        """What the calls around compute their results in, the innermost last."""
        self.last_uses: frozenset[int] = frozenset()
        self.used: frozenset[str] = frozenset()
        self.assigned: frozenset[str] = frozenset()
        self.changed: frozenset[str] = frozenset()
        self.uses_context = False

    def context(self) -> str:
        """The name of the transaction context, marked as used."""
        self.uses_context = True
        return "cx"

    def declare(self, name: str, carrier: Carrier | None) -> str:
        """A new binding, under a name that hides nothing but an ended binding of the same name."""
        previous = self.locals.get(name)
        wanted = identifier(name) if name in self.used else f"_{name}"
        rust = previous[0] if previous else self.names.take(wanted)
        self.locals[name] = (rust, carrier)
        return rust

    @contextmanager
    def role_as(self, role: str, form: RoleForm) -> Generator[None]:
        """Inside an arm of a match on a role."""
        outer = self.roles[role]
        self.roles[role] = form
        try:
            yield
        finally:
            self.roles[role] = outer

    def aliases(self, role: str) -> tuple[str, ...]:
        """The roles that may name the same resource as `role`, in header order."""
        assert self.instruction is not None
        pairs = self.instruction.may_alias
        names = (other.name for other in self.instruction.roles if other.name != role)
        return tuple(name for name in names if any({role, name} <= pair for pair in pairs))

    def aliases_itself(self, role: str) -> bool:
        """Whether members of a role list may be one resource."""
        assert self.instruction is not None
        return frozenset((role,)) in self.instruction.may_alias

    @property
    def source_name(self) -> str:
        """The file that comments name, without folders."""
        return comment_text(PurePath(self.program.path).name)

    def field_type(self, role: str, name: str) -> Type:
        return self.program.resource(self.role_types[role]).field(name).type

    def parameter_type(self, name: str) -> Type:
        assert self.instruction is not None
        return next(p.type for p in self.instruction.parameters if p.name == name)
