"""From a model to a `test` of the program: concrete resources, arguments and signers, and what is then expected."""

from __future__ import annotations

from itertools import count
from typing import Any, cast, get_args

from attrs import define, field

from vprog.dsl.effects.infer import leaves
from vprog.dsl.frozen import replace
from vprog.dsl.program import expressions as e
from vprog.dsl.program.declarations import AuthKey, LabelAddress
from vprog.dsl.program.tests import (
    Expect,
    LetResource,
    Run,
    Test,
    TestKey,
    TestLock,
    TestOutput,
    TestScript,
    TestValue,
)
from vprog.dsl.program.types import (
    BOOL,
    LOCK_ID,
    AddressType,
    ArrayType,
    BoolType,
    BoundedBytesType,
    EnumType,
    ExactType,
    ListType,
    LockType,
    MapType,
    OpaqueType,
    OptionType,
    ScriptType,
    SetType,
    StructType,
    TextType,
    Type,
    element_of,
    integer_of,
    show,
)
from vprog.dsl.program.walk import expressions
from vprog.dsl.prove.evaluate import LOCK_TIME, evaluate
from vprog.dsl.prove.explorer import LOCK_ID as ID
from vprog.dsl.prove.explorer import Explorer
from vprog.dsl.prove.goals import held_fields
from vprog.dsl.prove.path import Life, Path, resources
from vprog.dsl.prove.solver import Model, Term
from vprog.dsl.prove.values import Heap, Option, Record, Sequence, Symbolic, Variant
from vprog.dsl.source.span import NOWHERE

_MANY = 8
_MANY_ITEMS = 256


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
    shared: set[str] = field(factory=set[str])
    """Classes of locks beside which the program's key signs at the same index, where only one single key may."""
    written: list[str] = field(factory=list[str])
    bystanders: dict[str, str] = field(factory=dict[str, str])
    """Class of an address to the name of the resource there, where that is no role."""
    lets: list[LetResource] = field(factory=list[LetResource])

    def test(
        self,
        name: str,
        *,
        fails: str | None = None,
        total: tuple[str, Term] | None = None,
        promise: tuple[e.Expression, str] | None = None,
    ) -> Test:
        """The run that the model describes; it `fails`, or the balances of a unit sum up to a `total` after it, or a
        `promise` holds, which is about a role where it says `self`."""
        self._note_locks()
        for role in self._order():
            self._let(role)
        instruction = self.explorer.instruction
        arguments = tuple(self.value(p.type, self.explorer.parameters[p.name]) for p in instruction.parameters)
        roles = tuple((role.name, self.binding(role.name)) for role in instruction.roles if role.many is None)
        lists = tuple((role, tuple(map(self.binding, names))) for role, names in self.path.lists.items())
        outputs, after = self._outputs(), self._lock_time()
        run = Run(NOWHERE, instruction.name, arguments, roles, self._signed(), outputs, fails, after, lists)
        migrated = any(self.path.roles[role].resource != was.resource for role, was in self.path.before.items())
        if migrated and total is not None:
            raise Unwritable("a test cannot name the fields of what was migrated")
        expect = [self._expect(*total)] if total is not None else []
        # Of what was migrated, the interpreter asks for the invariants, though the test cannot.
        if promise is not None and not migrated:
            expect.append(Expect(NOWHERE, cast(Any, self.settled(*promise))))
        return Test(NOWHERE, name, (*self.lets, run, *expect))

    def binding(self, role: str) -> str:
        """What the test calls the resource in a role."""
        names = {id(value): name for name, value in resources(self.path.before).items()}
        name = names[id(self.path.before[role])]
        taken = {other for other in self.path.before if other != name}
        plain = name.replace("[", "_").replace("]", "")
        while plain in taken:
            plain += "_"
        return plain

    def settled(self, node: e.Expression, role: str = "") -> TestValue:
        """A condition after the run: what was before it, and arguments, as their values."""
        nodes = expressions(node)
        past = [inner for old in nodes if isinstance(old, e.Old) for inner in expressions(old)]
        now = any(isinstance(n, e.FieldRef) and not any(n is inner for inner in past) for n in nodes)
        if not now and any(isinstance(n, e.Old | e.ParamRef | e.RoleCount) for n in nodes):
            found = evaluate(node, self.path.copy(), self.explorer)
            if isinstance(node.type, ExactType):
                return _int(self.model.number(found))
            return self.value(node.type, found)
        if isinstance(node, e.FieldRef):
            place = self.path.roles[role or node.role]
            if place.life is not Life.LIVE:
                return _int(0) if isinstance(node.type, ExactType) else e.BoolLiteral(NOWHERE, BOOL, False)
            return replace(node, role=self.binding(role or node.role))
        changed: dict[str, Any] = {}
        for name in type(node).__match_args__:
            part = getattr(node, name)
            if isinstance(part, tuple):
                changed[name] = tuple(self.settled(p, role) if type(p) in _NODES else p for p in cast(Any, part))
            elif type(part) in _NODES:
                changed[name] = self.settled(part, role)
        return replace(node, **changed)

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
            case StructType():
                pairs = zip(type_.fields, cast(Record, symbolic).fields, strict=True)
                return e.StructLiteral(NOWHERE, type_, tuple(cast(Any, self.value(t, v)) for (_, t), v in pairs))
            case EnumType() if type_.payloads:
                return self._variant(type_, cast(Variant, symbolic))
            case EnumType():
                return e.EnumLiteral(NOWHERE, type_, type_.variants[self.model.number(symbolic)])
            case LockType():
                return self._lock(self.model.class_of(symbolic))
            case ScriptType():
                return self._script(self.model.class_of(symbolic))
            case _ if isinstance(symbolic, Sequence):
                items = symbolic.items[: self.model.number(symbolic.length)]
                values = tuple(cast(Any, self.value(element_of(type_), item)) for item in items)
                return e.CollectionLiteral(NOWHERE, type_, values)
            case _ if isinstance(symbolic, Heap):
                return self._heap(type_, symbolic)
            case _:
                return self._bytes(type_, self.model.class_of(symbolic))

    def _variant(self, type_: EnumType, symbolic: Variant) -> TestValue:
        name = type_.variants[self.model.number(symbolic.index)]
        pairs = zip(type_.payload(name), symbolic.payloads[type_.variants.index(name)], strict=False)
        return e.VariantLiteral(NOWHERE, type_, name, tuple(cast(Any, self.value(t, v)) for (_, t), v in pairs))

    def _heap(self, type_: Type, symbolic: Heap) -> TestValue:
        """Some collection of that length; whether it will do, the interpreter says."""
        count, class_ = self.model.number(symbolic.length), self.model.class_of(symbolic.identity)
        if isinstance(type_, BoundedBytesType | TextType):
            for known, term in self.explorer.literals.items():
                if len(known) == count and self.model.class_of(term) == class_:
                    return e.BytesLiteral(NOWHERE, type_, known)
            return e.BytesLiteral(NOWHERE, type_, b"a" * count)
        if count > _MANY_ITEMS or (count and isinstance(type_, MapType)):
            raise Unwritable("it needs a collection that is not empty")
        if isinstance(type_, SetType) and integer_of(type_.element) is not None:
            return e.CollectionLiteral(NOWHERE, type_, tuple(_int(n) for n in range(count)))
        values = tuple(cast(Any, self._any(element_of(type_), f"{class_} {n}")) for n in range(count))
        return e.CollectionLiteral(NOWHERE, type_, values)

    def _lock_time(self) -> e.IntLiteral | None:
        if not self.explorer.instruction.after_declared:
            return None
        time = self.model.number(LOCK_TIME)
        return _int(time) if time > 0 else None

    def _bytes(self, type_: Type, class_: str) -> TestValue:
        if isinstance(type_, OpaqueType) and type_.name == "LockId":
            lock = self._lock(self.locks.get(class_, f"of id {class_}"))
            return e.LockIdOf(NOWHERE, LOCK_ID, cast(Any, lock))
        if isinstance(type_, AddressType):
            return e.RoleId(NOWHERE, type_, self._at(type_.resource, class_))
        size = getattr(type_, "size", 32)
        for known, term in self.explorer.literals.items():
            # Values of different types are never compared: that they share a class means nothing.
            if len(known) == size and self.model.class_of(term) == class_:
                own = self.explorer.program.genesis_key
                if own is not None and self.explorer.program.constant(own).value == known:
                    # In a test that signs with it, it is another key.
                    return e.ConstRef(NOWHERE, type_, own)
                return e.BytesLiteral(NOWHERE, type_, known)
        number = self.bytes_of.setdefault(class_, len(self.bytes_of) + 1)
        if number >> 8 * size:
            raise Unwritable(f"it needs more different values than `{show(type_)}` has")
        return e.BytesLiteral(NOWHERE, type_, number.to_bytes(size, "big"))

    def _at(self, resource: str, class_: str) -> str:
        """The name of the resource at an address: a role, or one that is made for the purpose."""
        for name, role in self.path.before.items():
            if self.model.class_of(role.id) == class_:
                if name in self.written:
                    return self.binding(name)
                raise Unwritable("it needs the address of a resource that a test cannot make first")
        declared = self.explorer.program.resource(resource)
        if isinstance(declared.address, LabelAddress) or len(self.bystanders) > _MANY:
            raise Unwritable(f"it needs another `{resource}`")
        if class_ not in self.bystanders:
            taken = {*map(self.binding, self.path.before), *(let.name for let in self.lets)}
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
                payload = type_.payload(type_.variants[0])
                if not type_.payloads:
                    return e.EnumLiteral(NOWHERE, type_, type_.variants[0])
                fields = tuple(cast(Any, self._any(inner, f"{class_}.{name}")) for name, inner in payload)
                return e.VariantLiteral(NOWHERE, type_, type_.variants[0], fields)
            case LockType():
                return self._lock(class_)
            case ScriptType():
                return self._script(class_)
            case StructType():
                fields = tuple(cast(Any, self._any(inner, f"{class_}.{name}")) for name, inner in type_.fields)
                return e.StructLiteral(NOWHERE, type_, fields)
            case ArrayType():
                items = tuple(cast(Any, self._any(type_.element, f"{class_} {n}")) for n in range(type_.size))
                return e.CollectionLiteral(NOWHERE, type_, items)
            case ListType() | SetType() | MapType():
                return e.CollectionLiteral(NOWHERE, type_, ())
            case BoundedBytesType() | TextType():
                return e.BytesLiteral(NOWHERE, type_, b"")
            case _:
                return self._bytes(type_, class_)

    def _lock(self, class_: str) -> TestLock:
        kind = "multisig" if class_ in self.shared else "schnorr"
        return TestLock(NOWHERE, kind, 1, (self._key(class_),))

    def _script(self, class_: str) -> TestScript:
        return TestScript(NOWHERE, self._key(f"of script {class_}"))

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
        for leaf in leaves(self.explorer.instruction.auth):
            if isinstance(leaf, AuthKey) and self.model.truth(self.explorer.key_signed):
                role = self.path.before[leaf.role]
                lock = self.explorer.program.resource(role.resource).lock_field
                if lock in role.fields and self.model.truth(self.explorer.unlocked[leaf.role]):
                    self.shared.add(self.model.class_of(role.fields[lock]))

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
        self.lets.append(LetResource(NOWHERE, self.binding(name), role.resource, values))

    def _signed(self) -> tuple[TestKey, ...]:
        found: dict[str, TestKey] = {}
        for leaf in leaves(self.explorer.instruction.auth):
            if not isinstance(leaf, AuthKey):
                for name in self.path.lists.get(leaf.role, (leaf.role,)):
                    if self.model.truth(self.explorer.unlocked[name]):
                        role = self.path.before[name]
                        lock = self.explorer.program.resource(role.resource).lock_field or ""
                        key = self._key(self.model.class_of(role.fields[lock]))
                        found[key.name] = key
            elif self.model.truth(self.explorer.key_signed):
                found[leaf.key] = TestKey(NOWHERE, leaf.key)
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
            e.FieldRef(NOWHERE, ExactType(0, 0), self.binding(role), name)
            for role, name in held_fields(self.explorer, self.path.roles, unit)
        ]
        held: e.Expression = parts[0] if parts else _int(0)
        for part in parts[1:]:
            held = e.Binary(NOWHERE, ExactType(0, 0), e.BinaryOp.ADD, held, part)
        expected = _int(self.model.number(total))
        return Expect(NOWHERE, e.Binary(NOWHERE, BOOL, e.BinaryOp.EQUAL, held, expected))


_NODES = get_args(e.Expression)


def _int(value: int) -> e.IntLiteral:
    return e.IntLiteral(NOWHERE, ExactType(value, value), value)
