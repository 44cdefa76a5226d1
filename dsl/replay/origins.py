"""Where the values of an instruction come from, and what its conditions compare in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from vprog.dsl.frozen import record
from vprog.dsl.program.conditions import conditions_of
from vprog.dsl.program.declarations import Instruction
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    BoolLiteral,
    BytesLiteral,
    CollectionCall,
    CollectionLiteral,
    CollectionOp,
    ConstRef,
    Convert,
    Expression,
    FieldOf,
    FieldRef,
    IntLiteral,
    LocalRef,
    LockIdOf,
    Mint,
    Not,
    OptionSome,
    ParamRef,
    StructLiteral,
    Take,
)
from vprog.dsl.program.statements import AssignLocal, Block, ForEach, Inline, Let, MatchVariant, Statement, Unpack
from vprog.dsl.program.types import BOOL, ExactType, Type
from vprog.dsl.program.walk import blocks, evaluated, statements, yields_of
from vprog.dsl.replay.secrets import element, names_someone

_RISEN = {BinaryOp.GREATER: 0, BinaryOp.GREATER_EQUAL: 0, BinaryOp.LESS: 1, BinaryOp.LESS_EQUAL: 1}
"""Which side of a comparison has to have grown."""


@record
class Origin:
    """What a value is, is a part of, or the id of; `names` are the parts by which it was reached, itself the last."""

    value: Expression
    names: tuple[Expression, ...]


@record
class Compared:
    """A parameter that has to be the same as what is stored or constant, or one of these."""

    condition: Expression
    given: ParamRef
    type: Type
    stored: Origin

    @property
    def parameter(self) -> str:
        return self.given.name


class Origins:
    """The values of one instruction."""

    def __init__(self, instruction: Instruction) -> None:
        self.known = conditions_of(instruction)
        self._body = instruction.body
        self._kept: dict[int, tuple[Expression, list[Compared]]] = {}

    @cached_property
    def _homes(self) -> dict[int, Block]:
        """By binding, the block that it is made in."""
        nested = [inner for statement in statements(self._body) for inner in blocks(statement)]
        return {id(statement): block for block in (self._body, *nested) for statement in block.statements}

    def of(self, root: Expression) -> list[Origin]:
        """Where a value comes from; of a `var` all that is ever put into it."""
        found: list[Origin] = []
        ahead: list[tuple[Expression, tuple[Expression, ...]]] = [(root, ())]
        seen = set[int]()
        while ahead:
            value, names = ahead.pop()
            value = self.known.meaning(value)
            inner = self._inside(value)
            if inner is None:
                found.append(Origin(value, (*names, value)))
            elif not isinstance(value, LocalRef):
                ahead += [(one, (*names, value)) for one in inner]
            elif (binder := id(self.known.bindings.binder(value))) not in seen:
                seen.add(binder)
                ahead += [(one, names) for one in inner]
        return found

    def number(self, value: Expression) -> Expression:
        """A number as it is called where it comes from, whatever type it has met since."""
        value = self.known.meaning(value)
        return self.number(value.value) if isinstance(value, Convert) else value

    def compared(self, statement: Statement) -> list[Compared]:
        """What has to be the same, where the statement runs."""
        found = [one for condition in self.known.at(statement) for one in self._compares(condition)]
        for node in evaluated(statement):
            if isinstance(node, Take | Mint) and isinstance(amount := self.number(node.amount), LocalRef):
                found += self._pairs(self._raised(amount, True, set()))
        keys = {name for one in found for name in self._keys(one)}
        return [one for one in found if one.parameter not in keys]

    def _compares(self, condition: Expression) -> list[Compared]:
        """The comparisons behind one condition, which is known at many places."""
        kept = self._kept.get(id(condition))
        if kept is None:
            kept = self._kept[id(condition)] = condition, self._pairs(self._said(condition, True, set()))
        return kept[1]

    def _pairs(self, parts: Iterable[Expression]) -> list[Compared]:
        return [one for part in parts if (one := self._pair(part)) is not None]

    def _keys(self, compared: Compared) -> Iterator[str]:
        """The parameters that only say where to look for what another one is compared with."""
        for node in compared.stored.names:
            for argument in node.arguments if isinstance(node, CollectionCall) else ():
                for origin in self.of(argument):
                    if isinstance(origin.value, ParamRef) and origin.value.name != compared.parameter:
                        yield origin.value.name

    def _inside(self, value: Expression) -> tuple[Expression, ...] | None:
        """What a value is a part of, or made from; None: nothing that matters here."""
        match value:
            case FieldOf() | OptionSome() | Convert():
                return (value.value,)
            case LockIdOf():
                return (value.lock,)
            case StructLiteral():
                return value.fields
            case CollectionLiteral():
                return value.items
            case CollectionCall() if value.op in (CollectionOp.INDEX, CollectionOp.GET):
                return (value.subject,)
            case LocalRef():
                return self._put_into(value)
            case _:
                return None

    def _put_into(self, local: LocalRef) -> tuple[Expression, ...] | None:
        """What a local that is no other name of one value can be."""
        match binder := self.known.bindings.binder(local):
            case Let():
                return (binder.value, *(node.value for node in self._assigned(binder)))
            case Inline():
                return tuple(node.value for node in yields_of(binder.body) if node.value is not None)
            case ForEach() | MatchVariant():
                return (binder.subject,)
            case Unpack():
                return (binder.value,)
            case _:
                return None

    def _assigned(self, binder: Let) -> list[AssignLocal]:
        block = self._homes.get(id(binder))
        inside = () if block is None else statements(block)
        return [node for node in inside if isinstance(node, AssignLocal) and node.name == binder.name]

    def _said(self, condition: Expression, holds: bool, seen: set[int]) -> Iterator[Expression]:
        """Every comparison that may be what makes a condition hold: either side of an `or`, and what a flag was set
        or a counter raised under."""
        for part in self.known.parts(condition, holds):
            plain = part.operand if isinstance(part, Not) else part
            if isinstance(plain, Binary) and plain.op in (BinaryOp.AND, BinaryOp.OR):
                for side in (plain.left, plain.right):
                    yield from self._said(side, plain is part, seen)
            elif isinstance(plain, LocalRef):
                yield from self._raised(plain, plain is part, seen)
            elif isinstance(part, Binary) and (counter := self._counter(part)) is not None:
                yield from self._raised(counter, True, seen)
                yield part
            else:
                yield part

    def _counter(self, part: Binary) -> LocalRef | None:
        """The number that has to be more than it was at first, for a comparison to hold."""
        sides = tuple(self.number(side) for side in (part.left, part.right))
        zero = any(isinstance(side, IntLiteral) and side.value == 0 for side in sides)
        if part.op in _RISEN:
            sides = (sides[_RISEN[part.op]],)
        elif part.op is not (BinaryOp.NOT_EQUAL if zero else BinaryOp.EQUAL):
            return None
        return next((side for side in sides if isinstance(side, LocalRef) and isinstance(side.type, ExactType)), None)

    def _raised(self, local: LocalRef, holds: bool, seen: set[int]) -> Iterator[Expression]:
        """What is said where a `var` gets its value, or a call its result; `holds` is what a flag has to be."""
        binder = self.known.bindings.binder(local)
        if binder is None or id(binder) in seen:
            return
        seen.add(id(binder))
        puts: list[tuple[Statement, Expression | None]] = []
        if isinstance(binder, Let):
            puts = [(node, node.value) for node in (binder, *self._assigned(binder))]
        elif isinstance(binder, Inline):
            puts = [(node, node.value) for node in yields_of(binder.body)]
        for node, value in puts:
            if value is None or (isinstance(value, BoolLiteral) and value.value is not holds):
                continue
            if value.type == BOOL and not isinstance(value, BoolLiteral):
                yield from self._said(value, holds, seen)
            if node is not binder:
                for condition in self.known.at(node):
                    yield from self._said(condition, True, seen)

    def _pair(self, condition: Expression) -> Compared | None:
        """The parameter, and what it has to be the same as."""
        match condition:
            case Binary() if condition.op is BinaryOp.EQUAL and condition.left.span != condition.right.span:
                pairs = ((condition.left, condition.right), (condition.right, condition.left))
                type_ = condition.left.type
            case CollectionCall() if condition.op is CollectionOp.CONTAINS:
                pairs = ((condition.arguments[0], condition.subject), (condition.subject, condition.arguments[0]))
                type_ = condition.arguments[0].type
            case _:
                return None
        for given, stored in pairs:
            passed = sorted(
                (o.value for o in self.of(given) if isinstance(o.value, ParamRef)),
                key=lambda one: (not names_someone(one.type), one.span.start),
            )
            kept = [o for o in self.of(stored) if isinstance(o.value, FieldRef | ConstRef | BytesLiteral)]
            if passed and kept:
                return Compared(condition, passed[0], element(type_), kept[0])
        return None
