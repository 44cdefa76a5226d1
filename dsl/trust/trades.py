"""Trades: who signed takes up an offer that a resource of somebody else makes, such as an order or an auction.

The signature binds which resource it is, and so its price. That is enough where nobody else can lose by it: the offer
gives something to who signed, gets its price itself or for the one that it names, and nothing else is done to anyone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from vprog.dsl.authority.cover import own
from vprog.dsl.effects.infer import address_parts
from vprog.dsl.effects.table import Effect, Kind
from vprog.dsl.program.conditions import Conditions, Known, conditions_of
from vprog.dsl.program.declarations import Instruction
from vprog.dsl.program.expressions import Expression, FieldRef, OptionSome, RoleId, Take
from vprog.dsl.program.statements import AssignField, Delete, Put
from vprog.dsl.program.walk import expressions, statements
from vprog.dsl.related.places import Places as Order
from vprog.dsl.trust.influence import Influence
from vprog.dsl.trust.limits import Done
from vprog.dsl.trust.places import Places
from vprog.dsl.trust.roots import Roots, ties, within

_ELSE = (Kind.CREATE, Kind.MINT, Kind.BURN, Kind.EXIT)
"""What is no part of a trade, whoever it is done to."""
_NOBODY: frozenset[str] = frozenset()


class Trades:
    """The trades of one instruction."""

    def __init__(self, instruction: Instruction, roots: Roots, places: Places, done: tuple[Done, ...]) -> None:
        self._instruction = instruction
        self._roots = roots
        self._places = places
        self._done = done
        self._found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    @cached_property
    def _known(self) -> Known:
        return conditions_of(self._instruction)

    def allows(self, offer: str, effect: Effect) -> bool:
        """Whether the offer may decide that this is done: who signed gives, for what the offer gives to them."""
        givers, _ = self._of(offer)
        return bool(givers) and (effect.kind is Kind.CLAIM or (effect.kind is Kind.DEBIT and effect.role in givers))

    def prices(self, offer: str, target: str, coins: Influence) -> bool:
        """Whether the offer may decide how much goes from or to the target. `coins`: where they are from."""
        givers, payees = self._of(offer)
        return target in givers | payees and (coins.origin is None or coins.origin in givers | {offer})

    def _of(self, offer: str) -> tuple[frozenset[str], frozenset[str]]:
        """(who takes up the offer, whom it names to be paid); nobody when it is none."""
        if offer not in self._found:
            self._found[offer] = self._parties(offer)
        return self._found[offer]

    def _parties(self, offer: str) -> tuple[frozenset[str], frozenset[str]]:
        if self._instruction.role(offer).many is not None:
            return _NOBODY, _NOBODY
        signers = frozenset(r.name for r in self._instruction.roles if r.name != offer and self._signs(r.name))
        paid = self._payees(offer) - signers
        credited = {effect.role for effect, _ in self._done if effect.kind is Kind.CREDIT}
        strangers = credited - {offer} - signers - paid - self._roots.rooted
        harmless = all(self._is_part(effect, offer, signers) for effect, _ in self._done)
        if strangers or not harmless or not credited & (paid | {offer}):
            return _NOBODY, _NOBODY
        givers = signers & frozenset(self._receivers(offer))
        return (givers, paid) if givers else (_NOBODY, _NOBODY)

    def _is_part(self, effect: Effect, offer: str, signers: frozenset[str]) -> bool:
        """Done to the offer, or nothing but value that goes to and fro."""
        if effect.kind in _ELSE:
            return False
        if effect.kind is Kind.DEBIT:
            return effect.role == offer or effect.role in signers
        return effect.role == offer or effect.kind not in (Kind.WRITE, Kind.DELETE)

    def _signs(self, role: str) -> bool:
        """Its own lock agrees in every way: not one that speaks for somebody else's, nor one that stands for all."""
        loose = self._instruction.role(role).many is None and role not in self._roots.constant
        return loose and own(role).holds(self._instruction.auth)

    def _receivers(self, offer: str) -> Iterator[str]:
        """Whom the offer gives something: value, or that it names them from now on."""
        for statement in statements(self._instruction.body):
            match statement:
                case Put():
                    coins = self._known.meaning(statement.coins)
                    if isinstance(coins, Take) and coins.role == offer:
                        yield statement.role
                case Delete() if statement.role == offer:
                    yield from (role for _, role, _ in statement.into)
                case AssignField() if statement.role == offer:
                    yield from self._names(statement.value)
                case _:
                    pass

    def _names(self, value: Expression) -> Iterator[str]:
        """The role whose id a value is."""
        value = self._known.meaning(value)
        if isinstance(value, OptionSome):
            value = self._known.meaning(value.value)
        if isinstance(value, RoleId) or (isinstance(value, FieldRef) and self._places.is_key(value)):
            yield value.role

    def _payees(self, offer: str) -> frozenset[str]:
        """Who gets something only where the offer names them: by its address, or by a field that nothing wrote before
        it was asked."""
        order = Order(self._instruction)
        parts = address_parts(self._instruction.role(offer).address)
        named = {node.role for part in parts for node in expressions(part) if isinstance(node, RoleId)}
        credits = [(effect.role, statement) for effect, statement in self._done if effect.kind is Kind.CREDIT]
        strangers = {
            role
            for role, statement in credits
            if role not in named and role not in self._asked(offer, self._known.at(statement), order)
        }
        return frozenset(role for role, _ in credits if role is not None and role not in strangers)

    def _asked(self, offer: str, conditions: Conditions, order: Order) -> set[str | None]:
        """Whom these conditions say that the offer names."""
        found: set[str | None] = set()
        for one, other in (tie for part in conditions for tie in ties(part)):
            field = within(other, self._known.meaning)
            if field is not None and field.role == offer and order.is_original(field):
                found.update(self._names(one))
        return found
