"""Something that the sender passes is compared with what is stored, as if knowing it were an authority (rule 8).

Whatever was passed once is public: it stands in the transaction. Where nobody has to agree to what is taken from
someone, such a comparison is all that stands before it.
"""

from __future__ import annotations

from vprog.dsl.authority.cover import cover
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.table import Effect, Kind, statement_effects
from vprog.dsl.program.conditions import conditions_of
from vprog.dsl.program.declarations import Access, Instruction, Program
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    BytesLiteral,
    CollectionCall,
    CollectionOp,
    ConstRef,
    Expression,
    FieldOf,
    FieldRef,
    LocalRef,
    LockIdOf,
    ParamRef,
)
from vprog.dsl.program.statements import AssignLocal, Let, Statement
from vprog.dsl.program.types import (
    HASH,
    LOCK_ID,
    PUB_KEY,
    ArrayType,
    BoundedBytesType,
    BytesType,
    IntType,
    OpaqueType,
    OptionType,
    StructType,
    TextType,
    Type,
)
from vprog.dsl.program.walk import statements

_LEAST = 16
"""Bytes that nobody guesses."""
_TAKEN = (Kind.DEBIT, Kind.DELETE)


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """VP0621 of an instruction that says `permissionless`."""
    from vprog.dsl.rules.vp0621_replayable_signature import passed

    if instruction.permissionless is None or not instruction.parameters:
        return
    open_roles = _open_roles(program, instruction)
    if not open_roles:
        return
    origins, seen = _Origins(instruction), set[int]()
    for statement in statements(instruction.body):
        effect = _taken(instruction, statement, open_roles)
        for condition in () if effect is None else origins.known.at(statement):
            parameter = origins.credential(condition)
            if effect is not None and parameter is not None and condition.span.start not in seen:
                seen.add(condition.span.start)
                passed(bag, condition.span, parameter, effect.role or "", effect.span)


def _open_roles(program: Program, instruction: Instruction) -> set[str]:
    """What belongs to someone who need not agree."""
    return {
        role.name
        for role in instruction.roles
        if role.access is not Access.CREATES
        and program.resource(role.resource).lock_field is not None
        and not cover(program, instruction, role.name).holds(instruction.auth)
    }


def _taken(instruction: Instruction, statement: Statement, roles: set[str]) -> Effect | None:
    """The value, or the whole, that a statement takes from one of these."""
    for effect in statement_effects(statement):
        if effect.kind in _TAKEN and effect.role is not None and instruction.role(effect.role).name in roles:
            return effect
    return None


class _Origins:
    """Where the values of an instruction come from."""

    def __init__(self, instruction: Instruction) -> None:
        self.known = conditions_of(instruction)
        self._given: dict[str, list[Expression]] = {}
        for s in statements(instruction.body):
            if isinstance(s, AssignLocal) or (isinstance(s, Let) and s.mutable):
                self._given.setdefault(s.name, []).append(s.value)

    def credential(self, condition: Expression) -> str | None:
        """The parameter that has to be the same as what is stored or constant."""
        match condition:
            case Binary() if condition.op is BinaryOp.EQUAL:
                pairs = ((condition.left, condition.right), (condition.right, condition.left))
            case CollectionCall() if condition.op is CollectionOp.CONTAINS:
                pairs = ((condition.arguments[0], condition.subject), (condition.subject, condition.arguments[0]))
            case _:
                return None
        for given, stored in pairs:
            passed = [origin for origin in self._of(given) if isinstance(origin, ParamRef)]
            kept = any(isinstance(origin, FieldRef | ConstRef | BytesLiteral) for origin in self._of(stored))
            if passed and kept and _is_long(given.type):
                return passed[0].name
        return None

    def _of(self, root: Expression) -> list[Expression]:
        """What a value is, is a part of, or the id of; of a `var` all that is ever put into it."""
        found: list[Expression] = []
        ahead, seen = [root], set[str]()
        while ahead:
            value = self.known.meaning(ahead.pop())
            match value:
                case FieldOf():
                    ahead.append(value.value)
                case LockIdOf():
                    ahead.append(value.lock)
                case CollectionCall() if value.op in (CollectionOp.INDEX, CollectionOp.GET):
                    ahead.append(value.subject)
                case LocalRef() if value.name in self._given:
                    ahead += self._given[value.name] if value.name not in seen else ()
                    seen.add(value.name)
                case _:
                    found.append(value)
        return found


def _is_long(type_: Type) -> bool:
    """Whether a value of this type can be a secret, or the name of someone. VP0621 speaks of signatures anyway."""
    match type_:
        case OptionType():
            return _is_long(type_.inner)
        case StructType():
            return any(_is_long(inner) for _, inner in type_.fields)
        case OpaqueType():
            return type_ in (HASH, PUB_KEY, LOCK_ID)
        case BytesType():
            return type_.size >= _LEAST
        case BoundedBytesType() | TextType():
            return type_.max >= _LEAST
        case ArrayType(element=IntType(bits=8)):
            return type_.size >= _LEAST
        case _:
            return False
