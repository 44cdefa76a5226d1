"""What is known about which roles belong together: equalities of what says which resource."""

from __future__ import annotations

from collections.abc import Container, Iterable

from vprog.dsl.authority.cover import required_of_members
from vprog.dsl.effects.infer import address_parts, body_effects, derived_fields, leaves
from vprog.dsl.groups import Groups
from vprog.dsl.program.conditions import conditions_of
from vprog.dsl.program.declarations import Access, AuthLock, AuthMany, Instruction, Program
from vprog.dsl.program.expressions import (
    Binary,
    BinaryOp,
    CollectionCall,
    CollectionOp,
    Expression,
    FieldRef,
)
from vprog.dsl.program.statements import Require
from vprog.dsl.related.keys import CONSTANT, ID, Key, Keys
from vprog.dsl.related.places import Place, Places

_Pair = tuple[Key, Key]


class Asked:
    """What one instruction asks of its roles, by the place where it is known."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        self.program, self.instruction = program, instruction
        self.effects = body_effects(instruction)
        self.known = conditions_of(instruction)
        self.places = Places(instruction)
        self._keys = Keys(self.known, self.places)
        self._header = self._addresses()
        locks = (leaf for leaf in leaves(instruction.auth) if isinstance(leaf, AuthLock | AuthMany))
        self.signers = frozenset(leaf.role for leaf in locks)
        """The roles whose own locks are asked for."""
        self._members = [
            (of, member, part)
            for member, of, condition in required_of_members(instruction)
            for part in self.known.parts(condition)
        ]

    def at(self, *places: Place) -> Ties:
        """What is known when all of these statements run and the instruction succeeds."""
        conditions = [part for place in places for part in self.known.at(place.statement)]
        for place in places:
            if isinstance(place.statement, Require):
                conditions += self.known.parts(place.statement.condition)
        ties = Ties(self, self._header)
        for condition in conditions:
            ties.learn(condition, self._keys)
        for of, member, condition in self._members:
            names = {of, *(place.member(of) or of for place in places)}
            for name in names:
                ties.learn(condition, self._keys, (member, name))
        return ties

    def name(self, role: str, *places: Place) -> str:
        """What a role is called there: of a role list its member."""
        return next((name for place in places if (name := place.member(role)) is not None), role)

    def _addresses(self) -> list[_Pair]:
        """What the headers of the roles say is in the fields of their addresses."""
        found: list[_Pair] = []
        for role in self.instruction.roles:
            for field, given in derived_fields(self.program, role):
                key = self._keys.key(given)
                if key is not None:
                    found.append(((role.name, field), key))
        return found


class Ties(Groups[Key]):
    """Groups of keys that are equal, and what is known to be in a collection of a role."""

    def __init__(self, asked: Asked, pairs: Iterable[_Pair]) -> None:
        super().__init__()
        self._asked = asked
        self._keys: set[Key] = set()
        self._held: list[_Pair] = []
        """A collection, and what is in it."""
        for first, second in pairs:
            self.join(first, second)

    def learn(self, condition: Expression, keys: Keys, rename: tuple[str, str] | None = None) -> None:
        """Takes in one condition that holds; `rename` a role in it."""
        match condition:
            case Binary(op=BinaryOp.EQUAL):
                for one, two in ((condition.left, condition.right), (condition.right, condition.left)):
                    self._holds(keys.collection(one), keys.key(two), rename)
                left, right = keys.key(condition.left), keys.key(condition.right)
                if left is not None and right is not None:
                    self.join(_renamed(left, rename), _renamed(right, rename))
            case CollectionCall(op=CollectionOp.CONTAINS):
                self._holds(keys.key(condition.subject), keys.key(condition.arguments[0]), rename)
            case _:
                pass

    def equal(self, first: Key, second: Key) -> bool:
        return self.find(first) == self.find(second)

    def roles(self) -> set[str]:
        """The roles that something is known about."""
        return {role for role, _ in self._keys} & {r.name for r in self._asked.instruction.roles}

    def names(self, one: str, other: str) -> bool:
        """One role says which resource the other is, by itself or through others."""
        roles = self._asked.instruction.roles
        between = {r.name for r in roles if r.access is not Access.CREATES} - {one, other}
        found, ahead = {one}, [one]
        while ahead:
            name = ahead.pop()
            if self.says(name, other):
                return True
            following = {role for role in between - found if self.says(name, role)}
            found |= following
            ahead += following
        return False

    def says(self, one: str, other: str) -> bool:
        """A field of one role is the id of the other, or holds it, or all of the other's address comes from the one."""
        if self.tells(one, (other, ID)):
            return True
        resource = self._asked.program.resource(self._asked.instruction.role(other).resource)
        parts = [part.field for part in address_parts(resource.address) if isinstance(part, FieldRef)]
        given = [self._sources((other, name)) for name in parts]
        return any(one in roles for roles in given) and all(roles & {one, CONSTANT} for roles in given)

    def tells(self, one: str, value: Key, fields: Container[str] | None = None) -> bool:
        """A field of a role is that value, or holds it; one of `fields`, if given, or what is inside of it."""
        group = self.find(value)
        told = [collection for collection, item in self._held if self.find(item) == group]
        told += [key for key in self._keys if key[1] != ID and key != value and self.find(key) == group]
        return any(role == one and (fields is None or name.split(".")[0] in fields) for role, name in told)

    def is_told(self, value: Key) -> bool:
        """Something else than what the sender passes is the same value, or holds it."""
        group = self.find(value)
        told = [collection for collection, item in self._held if self.find(item) == group]
        return any(role not in ("", value[0]) for role, _ in (*told, *(k for k in self._keys if self.find(k) == group)))

    def _sources(self, key: Key) -> set[str]:
        group = self.find(key)
        return {role for role, name in self._keys if self.find((role, name)) == group and (role, name) != key}

    def _holds(self, collection: Key | None, item: Key | None, rename: tuple[str, str] | None) -> None:
        if collection is not None and item is not None:
            self._held.append((_renamed(collection, rename), _renamed(item, rename)))

    def join(self, first: Key, second: Key) -> None:
        self._keys |= {first, second}
        super().join(first, second)


def _renamed(key: Key, rename: tuple[str, str] | None) -> Key:
    return (rename[1], key[1]) if rename is not None and key[0] == rename[0] else key
