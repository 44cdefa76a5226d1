"""Where the statements of a body stand, and whether a field still is what it was when the instruction began."""

from __future__ import annotations

from vprog.dsl.effects.infer import address_parts
from vprog.dsl.frozen import record
from vprog.dsl.program.declarations import Instruction
from vprog.dsl.program.expressions import Expression, FieldRef
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import AssignField, Block, For, ForEach, ForRoles, Statement
from vprog.dsl.program.walk import blocks, evaluated, expressions

_LOOPS = (For, ForEach, ForRoles)


@record
class Place:
    """One statement, and the loops around it, outermost first."""

    statement: Statement
    number: int
    loops: tuple[tuple[Statement, int], ...]

    def member(self, roles: str) -> str | None:
        """What the loop around this statement calls the member of a role list."""
        return next((s.name for s, _ in self.loops if isinstance(s, ForRoles) and s.role == roles), None)


class Places:
    """The statements of one instruction in the order of the source."""

    def __init__(self, instruction: Instruction) -> None:
        self._instruction = instruction
        """Keeps the nodes alive that are known by their identity."""
        self._lists = members(instruction.body)
        self.all: list[Place] = []
        self._of: dict[int, Place] = {}
        self._written: dict[tuple[str, str], int] = {}
        self._block(instruction.body, ())
        header = [where.condition for where in instruction.conditions]
        header += [part for role in instruction.roles for part in address_parts(role.address)]
        self._header = {id(node) for value in header for node in expressions(value)}

    def of(self, node: Expression) -> Place | None:
        """The statement that evaluates an expression; None in a header."""
        return self._of.get(id(node))

    def is_original(self, reference: FieldRef) -> bool:
        """Nothing wrote the field before it was read; of what a `create` puts there: nothing ever does."""
        written = self._written.get((self._list(reference.role), reference.field))
        if written is None or id(reference) in self._header:
            return True
        place = self.of(reference)
        return place is not None and place.number <= written

    def _list(self, role: str) -> str:
        return self._lists.get(role, role)

    def _block(self, block: Block, loops: tuple[tuple[Statement, int], ...]) -> None:
        for statement in block.statements:
            place = Place(statement, len(self.all), loops)
            self.all.append(place)
            for node in evaluated(statement):
                self._of[id(node)] = place
            if isinstance(statement, AssignField):
                self._write(statement, place)
            inner = (*loops, (statement, place.number)) if isinstance(statement, _LOOPS) else loops
            for nested in blocks(statement):
                self._block(nested, inner)

    def _write(self, statement: AssignField, place: Place) -> None:
        """An earlier turn of a loop may have written it; each turn over a role list has a resource of its own."""
        loops = place.loops
        if loops and isinstance(loops[0][0], ForRoles) and loops[0][0].name == statement.role:
            loops = loops[1:]
        number = loops[0][1] if loops else place.number
        role = self._list(statement.role)
        others = {name for group in self._instruction.may_alias if role in group for name in group}
        for name in {role, *others}:
            before = self._written.get((name, statement.field), number)
            self._written[name, statement.field] = min(before, number)
