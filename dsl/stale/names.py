"""Which names of an instruction may stand for one resource, and where they are known not to."""

from __future__ import annotations

from functools import cached_property

from vprog.dsl.effects.table import CHANGES, block_effects
from vprog.dsl.program.conditions import Known, conditions_of
from vprog.dsl.program.declarations import Instruction
from vprog.dsl.program.expressions import Binary, BinaryOp, Convert, Expression, FieldRef, RoleId
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import Statement

_DIFFER = (BinaryOp.NOT_EQUAL, BinaryOp.LESS, BinaryOp.GREATER)


class Names:
    """The roles of an instruction and the members of its lists; without an instruction every name is its own."""

    def __init__(self, instruction: Instruction | None = None) -> None:
        self._instruction = instruction
        self._one = {} if instruction is None else _one_resource(instruction)
        self.any = any(len(names) > 1 for names in self._one.values())
        """Some names may be one resource."""

    def group(self, name: str) -> frozenset[str]:
        """The name, and all that may be the same resource."""
        return self._one.get(name, frozenset({name}))

    def others(self, name: str, statement: Statement) -> frozenset[str]:
        """The other names that may be the same resource where a statement runs."""
        others = self.group(name) - {name}
        if not others or self._instruction is None:
            return frozenset()
        conditions = [c for c in self._known.at(statement) if isinstance(c, Binary) and c.op in _DIFFER]
        return frozenset(other for other in others if not any(self._apart(c, {name, other}) for c in conditions))

    def _apart(self, condition: Binary, names: set[str]) -> bool:
        """One field of one resource is never two values at a time, nor is its id."""
        match self._meaning(condition.left), self._meaning(condition.right):
            case RoleId() as left, RoleId() as right:
                return {left.role, right.role} == names
            case FieldRef() as left, FieldRef() as right:
                return {left.role, right.role} == names and left.field == right.field
            case _:
                return False

    def _meaning(self, value: Expression) -> Expression:
        """Where it comes from; what was read from a field that changes may be of another time than the condition."""
        plain = _unwrapped(value)
        found = _unwrapped(self._known.meaning(plain))
        return plain if isinstance(found, FieldRef) and found.field in self._written else found

    @property
    def _known(self) -> Known:
        assert self._instruction is not None
        return conditions_of(self._instruction)

    @cached_property
    def _written(self) -> set[str | None]:
        assert self._instruction is not None
        return {effect.field for effect in block_effects(self._instruction.body) if effect.kind in CHANGES}


def _unwrapped(value: Expression) -> Expression:
    return _unwrapped(value.value) if isinstance(value, Convert) else value


def _one_resource(instruction: Instruction) -> dict[str, frozenset[str]]:
    """By role, which others may be the same resource: what `may_alias` names, and members of loops over one list."""
    lists = members(instruction.body)
    own = {name: frozenset({name, *groups}) for name, groups in _groups(instruction).items()}
    names = (*(role.name for role in instruction.roles), *lists)
    found: dict[str, frozenset[str]] = {}
    for name in names:
        around = own.get(lists.get(name, name), frozenset({lists.get(name, name)}))
        found[name] = frozenset(other for other in names if lists.get(other, other) in around)
    return found


def _groups(instruction: Instruction) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for group in instruction.may_alias:
        for name in group:
            found.setdefault(name, set()).update(group)
    return found
