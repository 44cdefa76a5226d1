"""The statements of one instruction that can run, and what each of them binds.

Branches that cannot run, because a function was called with `true` or `false`, bind nothing.
"""

from __future__ import annotations

from vprog.dsl.frozen import record
from vprog.dsl.program.expressions import BoolLiteral, Expression, FieldRef, LocalRef, Not
from vprog.dsl.program.statements import (
    AssignField,
    AssignLocal,
    Block,
    Create,
    For,
    ForEach,
    ForRoles,
    If,
    Inline,
    Let,
    MatchOption,
    MatchVariant,
    Migrate,
    Require,
    Return,
    Statement,
    Unpack,
    Yield,
)
from vprog.dsl.program.types import EnumType, StructType
from vprog.dsl.program.walk import blocks, evaluated

Path = tuple[str, ...]
"""Steps into a value, the outermost first: a field by its name, a payload's by `Variant.field`, or one of these two."""
SOME, ITEM = "?", "[]"
Place = tuple[int, int]
"""The number of a statement, and that of the first one in the outermost loop around it (0: in none)."""


@record
class Guard:
    """A condition of an `if` and whether it holds in the statements that it guards.

    `only`: where it does not, nothing is done but to end."""

    condition: Expression
    holds: bool
    only: bool = True


class Bindings:
    """`statements`: those that can run, in the order of the source; `guards`: by the id of a statement.

    `bound`: by name, the values of which it is a part, with the way to it; `written`: by role and field, what it is set
    to and where; `read`: by the id of a field's use, where that is."""

    def __init__(self, body: Block) -> None:
        self.statements: list[Statement] = []
        self.guards: dict[int, tuple[Guard, ...]] = {}
        self.bound: dict[str, list[tuple[Expression, Path]]] = {}
        self.written: dict[tuple[str, str], list[tuple[Place, Expression]]] = {}
        self.read: dict[int, Place] = {}
        self._truths: dict[str, bool | None] = {}
        self._loops: list[int] = []
        self._calls: list[str | None] = []
        self._block(body, ())

    def _block(self, block: Block, guards: tuple[Guard, ...]) -> None:
        for statement in block.statements:
            place = (len(self.statements), self._loops[0] if self._loops else 0)
            self.statements.append(statement)
            self.guards[id(statement)] = guards
            for node in evaluated(statement):
                if isinstance(node, FieldRef):
                    self.read[id(node)] = place
            self._bind(statement, place)
            self._inner(statement, guards)
            if isinstance(statement, If):
                if _ends(statement.then):
                    guards = (*guards, Guard(statement.condition, False, _only_ends(statement.then)))
                elif statement.otherwise is not None and _ends(statement.otherwise):
                    guards = (*guards, Guard(statement.condition, True, _only_ends(statement.otherwise)))

    def _inner(self, statement: Statement, guards: tuple[Guard, ...]) -> None:
        match statement:
            case If():
                known = self._truth(statement.condition)
                if known is not False:
                    only = statement.otherwise is not None and _only_ends(statement.otherwise)
                    self._block(statement.then, (*guards, Guard(statement.condition, True, only)))
                if statement.otherwise is not None and known is not True:
                    only = _only_ends(statement.then)
                    self._block(statement.otherwise, (*guards, Guard(statement.condition, False, only)))
            case Inline():
                self._calls.append(statement.name)
                self._block(statement.body, guards)
                self._calls.pop()
            case For() | ForEach() | ForRoles():
                self._loops.append(len(self.statements))
                self._block(statement.body, guards)
                self._loops.pop()
            case _:
                for inner in blocks(statement):
                    self._block(inner, guards)

    def _bind(self, statement: Statement, place: Place) -> None:
        match statement:
            case Let() | AssignLocal():
                self._name(statement.name, statement.value)
                fixed = isinstance(statement, Let) and not statement.mutable and statement.name not in self._truths
                self._truths[statement.name] = self._truth(statement.value) if fixed else None
            case Yield() if statement.value is not None and self._calls and self._calls[-1] is not None:
                self._name(self._calls[-1], statement.value)
            case MatchOption():
                self._name(statement.binding, statement.option, SOME)
            case MatchVariant() if isinstance(type_ := statement.subject.type, EnumType):
                for arm in statement.arms:
                    for name, (field, _) in zip(arm.bindings, type_.payload(arm.variants[0]), strict=False):
                        self._name(name, statement.subject, f"{arm.variants[0]}.{field}")
            case Unpack() if isinstance(type_ := statement.value.type, StructType):
                for name, (field, _) in zip(statement.names, type_.fields, strict=True):
                    self._name(name, statement.value, field)
            case ForEach():
                self._name(statement.name, statement.subject, ITEM)
            case AssignField():
                self.written.setdefault((statement.role, statement.field), []).append((place, statement.value))
            case Create() | Migrate():
                for field, value in statement.fields:
                    self.written.setdefault((statement.role, field), []).append((place, value))
            case _:
                pass

    def _name(self, name: str, value: Expression, *steps: str) -> None:
        self.bound.setdefault(name, []).append((value, steps))

    def _truth(self, condition: Expression) -> bool | None:
        """What a condition is known to be: a literal, or a name that only ever stands for one."""
        if isinstance(condition, BoolLiteral):
            return condition.value
        if isinstance(condition, Not):
            known = self._truth(condition.operand)
            return None if known is None else not known
        return self._truths.get(condition.name) if isinstance(condition, LocalRef) else None


def _ends(block: Block) -> bool:
    """Whether nothing comes after a block: it returns, or fails whatever the values are."""
    last = block.statements[-1] if block.statements else None
    if isinstance(last, Require):
        return isinstance(last.condition, BoolLiteral) and not last.condition.value
    return isinstance(last, Return)


def _only_ends(block: Block) -> bool:
    """Whether a block fails, or returns at once."""
    return _ends(block) and (len(block.statements) == 1 or isinstance(block.statements[-1], Require))
