"""Whether the lock that is asked for is only that of the one who is paid: then it does not matter who passes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from vprog.dsl.authority.cover import cover
from vprog.dsl.effects.infer import address_parts
from vprog.dsl.program.declarations import Access, Instruction, LabelAddress, Program
from vprog.dsl.program.expressions import (
    After,
    Binary,
    BinaryOp,
    Claim,
    CollectionCall,
    CollectionOp,
    Expression,
    FieldRef,
    IntLiteral,
    ParamRef,
    RoleId,
    Take,
)
from vprog.dsl.program.statements import AssignField, Burn, Create, Delete, Exit, Put
from vprog.dsl.program.types import LOCK, LOCK_ID, PUB_KEY, HeldType
from vprog.dsl.program.walk import evaluated, expressions, statements
from vprog.dsl.replay.origins import Compared, Origins


class Payees:
    """Who gets what an instruction takes, and who agreed to it."""

    def __init__(self, program: Program, instruction: Instruction, origins: Origins) -> None:
        self._program = program
        self._instruction = instruction
        self._origins = origins
        self._agreed = {
            r.name for r in instruction.roles if cover(program, instruction, r.name).holds(instruction.auth)
        }
        self._constant = {r.name for r in instruction.roles if isinstance(r.address, LabelAddress)}
        self._credited = set(self._credits())
        body = statements(instruction.body)
        self._gets = {node.role for node in body if isinstance(node, Put | Create)} | self._credited

    def only(self, compared: Compared) -> bool:
        """Whether all that is taken ends with the one whose lock was passed, at a constant address, or with those who
        agreed; and where nobody agreed, the sender chooses nothing else that is written."""
        if compared.type not in (LOCK, LOCK_ID):
            return False
        own = {role for role in self._gets if role and self._is_of(role, compared, set())}
        others = self._credited - own - self._constant
        if any(not role or not self._is_of_agreed(role) for role in others):
            return False
        if not own and not self._grows(compared):
            return False
        return bool(self._agreed) or not self._chosen(compared.parameter)

    def selects(self, compared: Compared, role: str) -> bool:
        """Whether a key, or the id of a lock, only says which resource is meant, as `at (owner)` in the header would:
        it is a part of its address, and nothing that the sender chose is written."""
        stored = compared.stored.value
        if compared.given.type not in (LOCK_ID, PUB_KEY) or not isinstance(stored, FieldRef) or stored.role != role:
            return False
        return self._is_address(stored) and not self._steered()

    def _is_address(self, stored: Expression) -> bool:
        """Whether a field is a part of its resource's address, and so never changes."""
        if not isinstance(stored, FieldRef):
            return False
        address = address_parts(self._program.resource(self._instruction.role(stored.role).resource).address)
        return any(isinstance(part, FieldRef) and part.field == stored.field for part in address)

    def _grows(self, compared: Compared) -> bool:
        """Whether all that is written for the one who was named is more than they had: `m.insert(who, had + n)`."""
        for node in statements(self._instruction.body):
            match node:
                case AssignField(value=CollectionCall(op=CollectionOp.INSERT, arguments=(key, value))):
                    named = [origin.value for origin in self._origins.of(key)]
                    if any(isinstance(o, ParamRef) and o.name == compared.parameter for o in named):
                        return self._is_sum(value, node.field)
                case _:
                    pass
        return False

    def _is_sum(self, value: Expression, field: str) -> bool:
        """Whether a value is one that was found in this map, and something on top."""
        value = self._origins.number(value)
        if not isinstance(value, Binary) or value.op is not BinaryOp.ADD:
            return False
        origins = [o for side in (value.left, value.right) for o in self._origins.of(side)]
        return any(isinstance(origin.value, FieldRef) and origin.value.field == field for origin in origins)

    @cached_property
    def signers(self) -> set[str]:
        """The parameters that say where those are who agreed: `user: User at lock(who)` is no other than `who`."""
        roles = [role for role in self._instruction.roles if role.name in self._agreed]
        parts = [part for role in roles for part in address_parts(role.address)]
        named = {field.name for field in self._instruction.parameters if field.type in (LOCK, LOCK_ID)}
        return {name for part in parts for name in self._parameters(part)} & named

    def agreed(self, compared: Compared) -> bool:
        """Whether what is compared with is of one who agreed."""
        stored = compared.stored.value
        return isinstance(stored, FieldRef) and self._has_agreed(stored.role)

    def is_signer(self, compared: Compared) -> bool:
        """Whether what was passed is the one who agreed: a key that they chose to keep says nothing."""
        named = compared.type in (LOCK, LOCK_ID) and isinstance(compared.condition, Binary)
        return named and self.agreed(compared) and self._is_address(compared.stored.value)

    def _credits(self) -> Iterator[str]:
        """The roles into which value goes that nobody agreed to give; nobody's name where it leaves the program."""
        for node in statements(self._instruction.body):
            match node:
                case Put() if self._is_given(node.coins, node.role):
                    yield node.role
                case Delete() if not self._has_agreed(node.role):
                    yield from (role for _, role, _ in node.into)
                case Create() if any(self._is_paid(node.role, name, value) for name, value in node.fields):
                    yield node.role
                case Exit() | Burn() if self._is_given(node.coins, ""):
                    yield ""
                case _:
                    pass

    def _is_given(self, coins: Expression, role: str) -> bool:
        """Whether these coins come from what is not the role's own, and whose lock did not agree."""
        source = self._origins.known.meaning(coins)
        if isinstance(source, Take):
            return source.role != role and not self._has_agreed(source.role)
        return not isinstance(source, Claim)

    def _has_agreed(self, role: str) -> bool:
        """Of a member of a role list, whether the list has."""
        return self._instruction.role(role).name in self._agreed

    def _is_paid(self, role: str, field: str, value: Expression) -> bool:
        """Whether a new resource starts with some value in this field."""
        resource = self._program.resource(self._instruction.role(role).resource)
        nothing = isinstance(value, IntLiteral) and value.value == 0
        return isinstance(resource.field(field).type, HeldType) and not nothing and self._is_given(value, role)

    def _is_of(self, role: str, compared: Compared, seen: set[str]) -> bool:
        """Whether the address of a role is derived from what was passed, or what that is equal to."""
        if role in seen:
            return False
        seen.add(role)
        for part in self._address(role):
            for origin in self._origins.of(part):
                match origin.value:
                    case ParamRef(name=name) if name == compared.parameter:
                        return True
                    case FieldRef() if isinstance(compared.condition, Binary) and self._same(origin.value, compared):
                        return True
                    case RoleId() if self._is_of(origin.value.role, compared, seen):
                        return True
                    case _:
                        pass
        return False

    def _is_of_agreed(self, role: str) -> bool:
        """Whether a role has agreed, or its address is derived from one that has."""
        if self._has_agreed(role):
            return True
        origins = [origin.value for part in self._address(role) for origin in self._origins.of(part)]
        return any(isinstance(value, RoleId | FieldRef) and self._has_agreed(value.role) for value in origins)

    def _same(self, field: FieldRef, compared: Compared) -> bool:
        stored = compared.stored.value
        return isinstance(stored, FieldRef) and (stored.role, stored.field) == (field.role, field.field)

    def _address(self, role: str) -> Iterator[Expression]:
        """What the address of a role is derived from: by the header, or by a condition on every path."""
        declared = self._instruction.role(role)
        yield from address_parts(declared.address)
        own = address_parts(self._program.resource(declared.resource).address)
        fields = {part.field for part in own if isinstance(part, FieldRef)}
        for condition in self._origins.known.always:
            if isinstance(condition, Binary) and condition.op is BinaryOp.EQUAL:
                for one, other in ((condition.left, condition.right), (condition.right, condition.left)):
                    if isinstance(one, FieldRef) and one.role == role and one.field in fields:
                        yield other

    def _chosen(self, payee: str) -> bool:
        """Whether a field is set to another parameter, which is not a time that has come."""
        past = {payee, *self._past()}
        return any(name not in past for value in self._written() for name in self._parameters(value))

    def _steered(self) -> bool:
        """Whether a parameter has any part in what is written, other than a time that has come."""
        past = set(self._past())
        nodes = [node for value in self._written() for node in expressions(value)]
        return any(name not in past for node in nodes for name in self._parameters(node))

    def _parameters(self, value: Expression) -> Iterator[str]:
        yield from (o.value.name for o in self._origins.of(value) if isinstance(o.value, ParamRef))

    def _written(self) -> Iterator[Expression]:
        for node in statements(self._instruction.body):
            if isinstance(node, AssignField) and self._existed(node.role):
                yield node.value

    def _existed(self, role: str) -> bool:
        return self._instruction.role(role).access is not Access.CREATES

    def _past(self) -> Iterator[str]:
        """The parameters that are asked for as a time."""
        body = [node for statement in statements(self._instruction.body) for node in evaluated(statement)]
        asked = [node.score for node in body if isinstance(node, After)]
        if self._instruction.after is not None:
            asked.append(self._instruction.after)
        for score in asked:
            for node in expressions(score):
                if isinstance(node, ParamRef):
                    yield node.name
