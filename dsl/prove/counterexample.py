"""From a model to a `test` of the program: concrete resources, arguments and signers, and what is then expected."""

from __future__ import annotations

from itertools import count
from typing import Any, cast

from attrs import define, field

from vprog.dsl.effects.infer import leaves
from vprog.dsl.program import expressions as e
from vprog.dsl.program.declarations import AuthLock, LabelAddress
from vprog.dsl.program.tests import (
    Expect,
    LetResource,
    Run,
    Test,
    TestKey,
    TestLock,
    TestOutput,
    TestValue,
)
from vprog.dsl.program.types import (
    BOOL,
    LOCK_ID,
    AddressType,
    BoolType,
    EnumType,
    ExactType,
    LockType,
    OpaqueType,
    OptionType,
    ScriptType,
    Type,
    integer_of,
    show,
)
from vprog.dsl.prove.explorer import LOCK_ID as ID
from vprog.dsl.prove.explorer import Explorer
from vprog.dsl.prove.goals import held_fields
from vprog.dsl.prove.path import Life, Path, resources
from vprog.dsl.prove.solver import Model, Term
from vprog.dsl.prove.values import Option, Symbolic
from vprog.dsl.source.span import NOWHERE

PROGRAM_KEY = "THE_PROGRAMS_KEY"
"""Stands for the key of `auth key(...)`, whose secret no test knows."""

_MANY = 8


class Unwritable(Exception):  # noqa: N818 - a verdict, not a fault
    """The values cannot be written as a test."""


@define(eq=False)
class Writer:
    """Gives each class of equal bytes one concrete value."""

    explorer: Explorer
    path: Path
    model: Model
    bytes_of: dict[str, int] = field(factory=dict[str, int])
    keys: dict[str, TestKey] = field(factory=dict[str, TestKey])
    locks: dict[str, str] = field(factory=dict[str, str])
    """Class of a lock's id to the class of the lock."""
    written: list[str] = field(factory=list[str])
    bystanders: dict[str, str] = field(factory=dict[str, str])
    """Class of an address to the name of the resource there, where that is no role."""
    lets: list[LetResource] = field(factory=list[LetResource])

    def test(self, name: str, *, fails: str | None = None, total: tuple[str, Term] | None = None) -> Test:
        """The run that the model describes; it `fails`, or the balances of a unit sum up to a `total` after it."""
        self._note_locks()
        for role in self._order():
            self._let(role)
        instruction = self.explorer.instruction
        arguments = tuple(self.value(p.type, self.explorer.parameters[p.name]) for p in instruction.parameters)
        names = {id(role): name for name, role in resources(self.path.before).items()}
        roles = tuple((name, names[id(role)]) for name, role in self.path.before.items())
        run = Run(NOWHERE, instruction.name, arguments, roles, self._signed(), self._outputs(), fails)
        expect = [self._expect(*total)] if total is not None else []
        return Test(NOWHERE, name, (*self.lets, run, *expect))

    def value(self, type_: Type, symbolic: Symbolic) -> TestValue:
        if integer_of(type_) is not None:
            return _int(self.model.number(cast(Term, symbolic)))
        match type_:
            case OptionType():
                option = cast(Option, symbolic)
                if option.value is None or not self.model.truth(option.present):
                    return e.OptionNone(NOWHERE, type_)
                return self.value(type_.inner, option.value)
            case BoolType():
                return e.BoolLiteral(NOWHERE, BOOL, self.model.truth(symbolic))
            case EnumType():
                return e.EnumLiteral(NOWHERE, type_, type_.variants[self.model.number(symbolic)])
            case LockType():
                return self._lock(self.model.class_of(symbolic))
            case _:
                return self._bytes(type_, self.model.class_of(symbolic))

    def _bytes(self, type_: Type, class_: str) -> TestValue:
        if isinstance(type_, OpaqueType) and type_.name == "LockId":
            lock = self._lock(self.locks.get(class_, f"of id {class_}"))
            return e.LockIdOf(NOWHERE, LOCK_ID, cast(Any, lock))
        if isinstance(type_, AddressType):
            return e.RoleId(NOWHERE, type_, self._at(type_.resource, class_))
        prefix = b"\x00" if isinstance(type_, ScriptType) else b""
        size = getattr(type_, "size", 32)
        for known, term in self.explorer.literals.items():
            # Values of different types are never compared: that they share a class means nothing.
            if not prefix and len(known) == size and self.model.class_of(term) == class_:
                return e.BytesLiteral(NOWHERE, type_, known)
        number = self.bytes_of.setdefault(class_, len(self.bytes_of) + 1)
        if number >> 8 * size:
            raise Unwritable(f"it needs more different values than `{show(type_)}` has")
        return e.BytesLiteral(NOWHERE, type_, prefix + number.to_bytes(size, "big"))

    def _at(self, resource: str, class_: str) -> str:
        """The name of the resource at an address: a role, or one that is made for the purpose."""
        for name, role in self.path.before.items():
            if self.model.class_of(role.id) == class_:
                if name in self.written:
                    return name
                raise Unwritable("it needs the address of a resource that a test cannot make first")
        declared = self.explorer.program.resource(resource)
        if isinstance(declared.address, LabelAddress) or len(self.bystanders) > _MANY:
            raise Unwritable(f"it needs another `{resource}`")
        if class_ not in self.bystanders:
            taken = {*self.path.before, *(let.name for let in self.lets)}
            name = next(f"other_{n}" for n in count(1) if f"other_{n}" not in taken)
            self.bystanders[class_] = name
            fields = tuple((f.name, self._any(f.type, f"{name}.{f.name}")) for f in declared.fields)
            self.lets.append(LetResource(NOWHERE, name, resource, fields))
        return self.bystanders[class_]

    def _any(self, type_: Type, class_: str) -> TestValue:
        """Any value of a type; of bytes, one that nothing else has."""
        if integer_of(type_) is not None:
            return _int(0)
        match type_:
            case OptionType():
                return e.OptionNone(NOWHERE, type_)
            case BoolType():
                return e.BoolLiteral(NOWHERE, BOOL, False)
            case EnumType():
                return e.EnumLiteral(NOWHERE, type_, type_.variants[0])
            case LockType():
                return self._lock(class_)
            case _:
                return self._bytes(type_, class_)

    def _lock(self, class_: str) -> TestLock:
        return TestLock(NOWHERE, "schnorr", 1, (self._key(class_),))

    def _key(self, class_: str) -> TestKey:
        taken = {constant.name for constant in self.explorer.program.constants}
        prefix = "HOLDER"
        while any(name.startswith(prefix) for name in taken):
            prefix += "_X"
        return self.keys.setdefault(class_, TestKey(NOWHERE, f"{prefix}_{len(self.keys) + 1}"))

    def _note_locks(self) -> None:
        """Which bytes are the ids of which locks."""
        for type_, symbolic in self.explorer.inputs(self.path):
            if isinstance(type_, LockType):
                self.locks[self.model.class_of(ID(symbolic))] = self.model.class_of(symbolic)

    def _order(self) -> list[str]:
        """Live roles, those first whose address is a field of others."""
        ahead = [name for name, role in resources(self.path.before).items() if role.life is Life.LIVE]
        ordered: list[str] = []
        while ahead:
            ready = next((name for name in ahead if not self._refers(name, set(ahead) - {name})), ahead[0])
            ahead.remove(ready)
            ordered.append(ready)
        return ordered

    def _refers(self, name: str, others: set[str]) -> bool:
        role = self.path.before[name]
        ids = {self.model.class_of(self.path.before[other].id) for other in others}
        fields = self.explorer.program.resource(role.resource).fields
        return any(isinstance(f.type, AddressType) and self.model.class_of(role.fields[f.name]) in ids for f in fields)

    def _let(self, name: str) -> None:
        role = self.path.before[name]
        fields = self.explorer.program.resource(role.resource).fields
        values = tuple((f.name, self.value(f.type, role.fields[f.name])) for f in fields)
        self.written.append(name)
        self.lets.append(LetResource(NOWHERE, name, role.resource, values))

    def _signed(self) -> tuple[TestKey, ...]:
        found: dict[str, TestKey] = {}
        for leaf in leaves(self.explorer.instruction.auth):
            if isinstance(leaf, AuthLock):
                if self.model.truth(self.explorer.unlocked[leaf.role]):
                    role = self.path.before[leaf.role]
                    lock = self.explorer.program.resource(role.resource).lock_field or ""
                    key = self._key(self.model.class_of(role.fields[lock]))
                    found[key.name] = key
            elif self.model.truth(self.explorer.key_signed):
                found[PROGRAM_KEY] = TestKey(NOWHERE, PROGRAM_KEY)
        return tuple(found.values())

    def _outputs(self) -> tuple[TestOutput, ...]:
        paid: dict[int, TestOutput] = {}
        for claim in self.path.claims:
            covenant = self._bytes(OpaqueType("CovenantId"), self.model.class_of(claim.covenant))
            amount = _int(self.model.number(claim.amount))
            paid[self.model.number(claim.output)] = TestOutput(NOWHERE, covenant, amount)
        if sorted(paid) != list(range(len(paid))):
            raise Unwritable("it needs many L1 outputs")
        return tuple(paid[index] for index in sorted(paid))

    def _expect(self, unit: str, total: Term) -> Expect:
        parts: list[e.Expression] = [
            e.FieldRef(NOWHERE, ExactType(0, 0), role, name)
            for role, name in held_fields(self.explorer, self.path.roles, unit)
        ]
        held: e.Expression = parts[0] if parts else _int(0)
        for part in parts[1:]:
            held = e.Binary(NOWHERE, ExactType(0, 0), e.BinaryOp.ADD, held, part)
        expected = _int(self.model.number(total))
        return Expect(NOWHERE, e.Binary(NOWHERE, BOOL, e.BinaryOp.EQUAL, held, expected))


def _int(value: int) -> e.IntLiteral:
    return e.IntLiteral(NOWHERE, ExactType(value, value), value)
