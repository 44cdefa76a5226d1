"""Every role that matters has a root of trust (rule 9).

A role matters when its fields decide something about others: a limit, an amount, what is written to another resource,
what is minted or claimed. Such a role must not be "any resource of that kind": its owner could be the sender.
"""

from __future__ import annotations

from collections.abc import Mapping

from vprog.dsl.authority.cover import conjuncts
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.infer import leaves
from vprog.dsl.effects.table import CHANGES, Effect, Kind
from vprog.dsl.program.declarations import Access, AuthMany, Instruction, Program
from vprog.dsl.program.expressions import Binary, BinaryOp, Claim, Expression, FieldRef, Mint, Take
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import (
    AssignField,
    AssignLocal,
    Block,
    Burn,
    Create,
    Delete,
    Exit,
    For,
    ForEach,
    ForRoles,
    If,
    Inline,
    Let,
    MatchEnum,
    MatchOption,
    MatchVariant,
    Migrate,
    Put,
    Require,
    Statement,
    Unpack,
    Yield,
)
from vprog.dsl.program.types import COVENANT_ID, CoinsType, contained
from vprog.dsl.program.walk import blocks, evaluated, expressions, values
from vprog.dsl.replay import signatures
from vprog.dsl.source.span import Span
from vprog.dsl.trust.blame import Blame
from vprog.dsl.trust.clock_names import keeps_time, may_wait
from vprog.dsl.trust.influence import NOBODY, Env, Influence, influence, stored_in, turned
from vprog.dsl.trust.limits import Done, Guarded, limits
from vprog.dsl.trust.roots import Roots
from vprog.dsl.trust.trades import Trades

_HARM = (Kind.WRITE, Kind.DEBIT, Kind.DELETE, Kind.CREATE, Kind.CLAIM, Kind.MINT)


def whole(program: Program, bag: DiagnosticBag) -> None:
    """Stored times that somebody sets as they like, VP0715; lists of signers that anyone may fill, VP0710."""
    if keeps_time(program):
        from vprog.dsl.trust import clock_fields

        clock_fields.whole(program, bag)
    if any(role.many is not None for instruction in program.instructions for role in instruction.roles):
        from vprog.dsl.trust import quorum

        quorum.whole(program, bag)


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """Follows the fields of every role to what they decide; VP0710 to VP0712."""
    _Flow(program, instruction, bag).run()


class _Flow:
    def __init__(self, program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
        self._program = program
        self._instruction = instruction
        self._bag = bag
        self._roots = Roots(program, instruction)
        self._env: Env = {}
        self._result: str | None = None
        """What the call at hand calls its result outside."""
        self._lists = members(instruction.body)
        self._guarded = Guarded(instruction)
        self._blame = Blame(program, instruction, self._roots, bag)
        self._trades = Trades(instruction, self._roots, self._blame.places, self._guarded.everything)
        self._here: Statement | None = None
        """The statement at hand; None: the header."""

    def run(self) -> None:
        if may_wait(self._program, self._instruction):
            from vprog.dsl.trust.clock import Clock

            self._blame.known(Clock(self._program, self._instruction, self._roots, self._bag).run())
        for leaf in leaves(self._instruction.auth):
            if isinstance(leaf, AuthMany) and leaf.threshold is not None and not self._changed(leaf.role):
                self._blame.untrusted(leaf.role, "who must agree", leaf.span, None)
        for where in self._instruction.conditions:
            for node in expressions(where.condition, errors=False):
                signatures.check(node, self._env, self._bag)
            self._limit(where.condition, self._guarded.everything)
        self._block(self._instruction.body, NOBODY)

    def _changed(self, role: str) -> bool:
        """Whether the authority room already says that the members of a list do not agree to what is done to them."""
        open_to_all = self._instruction.permissionless is not None
        lock = self._program.resource(self._instruction.role(role).resource).lock_field
        return any(
            effect.role == role
            and effect.kind in (Kind.WRITE, Kind.DEBIT, Kind.DELETE)
            and (not open_to_all or (effect.kind is Kind.WRITE and effect.field == lock))
            for effect, _ in self._guarded.everything
        )

    def _block(self, block: Block, path: Influence) -> None:
        """`path`: what decided that this block runs."""
        for statement in block.statements:
            self._here = statement
            for node in evaluated(statement, errors=False):
                self._made(node, path)
                signatures.check(node, self._env, self._bag)
                for value, itself in limits(node, statement):
                    self._limit(value, self._guarded.behind(statement), itself)
            self._statement(statement, path)
            inner = path
            match statement:
                case If() | MatchOption() | MatchEnum() | MatchVariant() | ForEach():
                    (subject,) = values(statement)
                    self._limit(subject, self._guarded.by(statement))
                    inner = path | influence(subject, self._env)
                    if isinstance(statement, MatchOption):
                        self._env[statement.binding] = influence(subject, self._env) | path
                    elif isinstance(statement, MatchVariant):
                        for arm in statement.arms:
                            self._env.update((name, influence(subject, self._env) | path) for name in arm.bindings)
                    elif isinstance(statement, ForEach):
                        self._env[statement.name] = influence(subject, self._env) | path
                case _:
                    pass
            around = self._result
            if isinstance(statement, Inline):
                self._result = statement.name
            for nested in blocks(statement):
                before = dict(self._env) if isinstance(statement, For | ForEach | ForRoles) else None
                self._block(nested, inner)
                if isinstance(statement, ForRoles):
                    self._env = turned(self._env, statement.name, statement.role)
                if before is not None and self._env != before:  # what one turn leaves in a `var` decides in the next
                    self._block(nested, inner)
                if isinstance(statement, ForRoles):
                    self._env = turned(self._env, statement.name, statement.role)
            self._result = around

    def _statement(self, statement: Statement, path: Influence) -> None:
        env = self._env
        match statement:
            case Let():
                env[statement.name] = influence(statement.value, env) | path
            case Unpack():
                env.update((name, influence(statement.value, env) | path) for name in statement.names)
            case Yield():
                if self._result is not None and statement.value is not None:
                    env[self._result] = env.get(self._result, NOBODY) | influence(statement.value, env) | path
            case AssignLocal():
                env[statement.name] = env.get(statement.name, NOBODY) | influence(statement.value, env) | path
            case AssignField():
                what = f"what is written to `{statement.role}`"
                self._decides(influence(statement.value, env) | path, statement.role, what)
                self._stored(statement.role, statement.field, statement.value)
            case Require():
                self._limit(statement.condition, self._guarded.behind(statement))
            case Put():
                what = f"how much `{statement.role}` receives"
                self._decides(influence(statement.coins, env) | path, statement.role, what, traded=True)
            case Create():
                for field, value in statement.fields:
                    self._stored(statement.role, field, value)
                    if isinstance(value.type, CoinsType):
                        what = f"how much `{statement.role}` receives"
                        self._decides(influence(value, env) | path, statement.role, what)
            case Delete():
                self._decides(path, statement.role, f"that `{statement.role}` is deleted")
            case Exit():
                paid = influence(statement.coins, env)
                self._decides(paid | path, None, "how much is paid out")
                to = Influence(influence(statement.script, env).roles, origin=paid.origin)
                self._decides(to, None, "who is paid")
            case Migrate():
                what = f"what is written to `{statement.role}`"
                for field, value in statement.fields:
                    self._stored(statement.role, field, value)
                    self._decides(influence(value, env) | path, statement.role, what)
            case Burn():
                self._decides(influence(statement.coins, env) | path, None, "how much is burned")
            case _:
                pass

    def _made(self, node: Expression, path: Influence) -> None:
        """Where coins come from: how much is taken or minted, and what covenant a deposit must pay."""
        match node:
            case Take():
                what = f"how much is taken from `{node.role}`"
                self._decides(influence(node.amount, self._env) | path, node.role, what, traded=True)
            case Mint():
                self._decides(influence(node.amount, self._env) | path, None, "how much is minted")
            case Claim():
                self._decides(influence(node.output, self._env) | path, None, "what is claimed")
                if self._here is not None:
                    self._blame.covenant(node.covenant, influence(node.covenant, self._env), self._here)
            case _:
                pass

    def _stored(self, role: str, field: str, value: Expression) -> None:
        """A covenant in a field is the one that the body put there, under every name that the resource may have."""
        if COVENANT_ID not in contained(value.type) or self._instruction.role(role).access is Access.CREATES:
            return  # what is created here has no constant address, whatever is in it
        what = influence(value, self._env)
        home = self._lists.get(role, role)
        for name in (*(r.name for r in self._instruction.roles), *self._lists):
            other = self._lists.get(name, name)
            if other == home or any({other, home} <= group for group in self._instruction.may_alias):
                key = stored_in(name, field)
                self._env[key] = self._env.get(key, NOBODY) | what

    def _limit(self, condition: Expression, guarded: tuple[Done, ...], itself: str | None = None) -> None:
        """A condition on a role limits what others may do; on the receiver of value it protects only the receiver, and
        to whom a role belongs that is changed itself is no limit for who agreed. `itself`: a role that it is about."""
        consented = self._consented(tuple(effect for effect, _ in guarded))
        for part in conjuncts(condition):
            for name, used in self._deciding(part).items():
                role = self._lists.get(name, name)
                if role in self._roots.rooted or role == self._lists.get(itself or "", itself):
                    continue
                receives = self._instruction.role(role).access is Access.CREDITS
                tied = self._changes(role) and self._blame.places.ties(part, role, self._here)
                for effect, statement in guarded:
                    spared = effect.role == role or (receives and effect.role in consented)
                    spared = spared or (tied and (effect.role in self._roots.agreed or effect.kind is Kind.CLAIM))
                    if effect.kind in _HARM and not spared and not self._trades.allows(role, effect):
                        self._blame.untrusted(role, "what is allowed here", used, statement)

    def _changes(self, role: str) -> bool:
        """Whether the instruction does something to a role."""
        return any(effect.role == role and effect.kind in CHANGES for effect, _ in self._guarded.everything)

    def _deciding(self, part: Expression) -> Mapping[str, Span]:
        """The roles that a condition asks something of; who is only named by it is asked nothing."""
        roles = influence(part, self._env).roles
        match part:
            case Binary(op=BinaryOp.EQUAL, left=FieldRef() as one, right=FieldRef() as two) if one.role != two.role:
                named = {a.role for a in (one, two) if self._blame.places.is_key(a)}
                return {role: span for role, span in roles.items() if role not in named or len(named) == 2}
            case _:
                return roles

    def _consented(self, guarded: tuple[Effect, ...]) -> frozenset[str | None]:
        """What a condition on the receiver of value may guard: those who signed agreed to this receiver, what is
        created and deposited is the sender's own, and minting is up to whoever has to sign for it."""
        kinds = (Kind.CLAIM, Kind.CREATE) if self._instruction.auth is None else (Kind.CLAIM, Kind.CREATE, Kind.MINT)
        free = {effect.role for effect in guarded if effect.kind in kinds}
        if self._instruction.auth is None and any(effect.kind is Kind.MINT for effect in guarded):
            free.discard(None)
        return self._roots.agreed | free

    def _decides(self, what: Influence, target: str | None, outcome: str, *, traded: bool = False) -> None:
        """`traded`: it is value that goes from or to the target."""
        for role, used in what.roles.items():
            if role in (target, what.origin) or (traded and self._is_price(role, target, what)):
                continue
            self._blame.untrusted(role, outcome, used, self._here)

    def _is_price(self, role: str, target: str | None, what: Influence) -> bool:
        """A role without a root decides it as the price of what it offers."""
        if target is None or role in self._lists or role in self._roots.rooted:
            return False
        return self._trades.prices(role, target, what)
