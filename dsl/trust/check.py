"""Every role that matters has a root of trust (rule 9).

A role matters when its fields decide something about others: a limit, an amount, what is written to another resource,
what is minted or claimed. Such a role must not be "any resource of that kind": its owner could be the sender.
"""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.infer import body_effects, leaves, of_lists
from vprog.dsl.effects.table import Effect, Kind, statement_effects
from vprog.dsl.program.declarations import Access, AuthMany, Instruction, Program
from vprog.dsl.program.expressions import (
    Binary,
    Claim,
    CollectionCall,
    Convert,
    Divide,
    ErrorUse,
    Expression,
    Mint,
    Remainder,
    Take,
    Unwrap,
)
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
    Return,
    Statement,
    Unpack,
    Yield,
)
from vprog.dsl.program.types import CoinsType
from vprog.dsl.program.walk import blocks, evaluated, expressions, statements
from vprog.dsl.replay import signatures
from vprog.dsl.source.span import Span
from vprog.dsl.trust.clock import Clock
from vprog.dsl.trust.influence import NOBODY, Env, Influence, influence, turned
from vprog.dsl.trust.roots import Roots

_HARM = (Kind.WRITE, Kind.DEBIT, Kind.DELETE, Kind.CREATE, Kind.CLAIM, Kind.MINT)


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """Follows the fields of every role to what they decide; VP0710 to VP0712."""
    _Flow(program, instruction, bag).run()


class _Flow:
    def __init__(self, program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
        self._instruction = instruction
        self._bag = bag
        self._roots = Roots(program, instruction)
        self._env: Env = {}
        self._result: str | None = None
        """What the call at hand calls its result outside."""
        self._reported: set[str] = set()
        self._lists = members(instruction.body)
        self._everything = body_effects(instruction)
        self._clock = Clock(instruction, self._roots, bag)

    def run(self) -> None:
        for leaf in leaves(self._instruction.auth):
            if isinstance(leaf, AuthMany) and leaf.threshold is not None:
                self._untrusted(leaf.role, "who must agree", leaf.span)
        for where in self._instruction.conditions:
            for node in expressions(where.condition, errors=False):
                self._present(node)
            self._limit(where.condition, self._everything)
        self._block(self._instruction.body, NOBODY)

    def _block(self, block: Block, path: Influence) -> None:
        """`path`: what decided that this block runs."""
        for statement in block.statements:
            for node in evaluated(statement, errors=False):
                self._made(node, path)
                self._present(node)
                self._may_fail(node)
            self._statement(statement, path)
            inner = path
            match statement:
                case If() | MatchOption() | MatchEnum() | MatchVariant() | ForEach():
                    subject = _subject(statement)
                    self._limit(subject, self._guarded(statement))
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

    def _guarded(self, statement: Statement) -> tuple[Effect, ...]:
        """What depends on a branch: its blocks, and everything behind it when one of them returns."""
        inside = [inner for block in blocks(statement) for inner in statements(block)]
        if any(isinstance(inner, Return) for inner in inside):
            return self._everything
        return tuple(effect for inner in inside for effect in of_lists(statement_effects(inner), self._lists))

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
            case Require():
                self._limit(statement.condition, self._everything)
            case Put():
                what = f"how much `{statement.role}` receives"
                self._decides(influence(statement.coins, env) | path, statement.role, what)
            case Create():
                for _, value in statement.fields:
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
                for _, value in statement.fields:
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
                self._decides(influence(node.amount, self._env) | path, node.role, what)
            case Mint():
                self._decides(influence(node.amount, self._env) | path, None, "how much is minted")
            case Claim():
                self._decides(influence(node.output, self._env) | path, None, "what is claimed")
                self._covenant(node)
            case _:
                pass

    def _covenant(self, node: Claim) -> None:
        """Only a constant root will do: a signer can sign for a resource that names a covenant of their own."""
        from vprog.dsl.rules import vp0712_covenant_chosen_by_sender

        decides = influence(node.covenant, self._env)
        loose = [role for role in decides.roles if self._lists.get(role, role) not in self._roots.constant]
        if decides.parameters:
            name = sorted(decides.parameters)[0]
            vp0712_covenant_chosen_by_sender.report(self._bag, node.covenant.span, f"the parameter `{name}`")
        elif loose:
            new = self._instruction.role(loose[0]).access is Access.CREATES
            source = f"`{loose[0]}`, which {'is created here' if new else 'has no constant address'}"
            vp0712_covenant_chosen_by_sender.report(self._bag, node.covenant.span, source)

    def _limit(self, condition: Expression, guarded: tuple[Effect, ...]) -> None:
        """A condition on a role limits what others may do; on the receiver of value it protects only the receiver."""
        harmed = {effect.role for effect in guarded if effect.kind in _HARM}
        consented = self._consented(guarded)
        for name, used in influence(condition, self._env).roles.items():
            role = self._lists.get(name, name)
            receives = self._instruction.role(role).access is Access.CREDITS
            if harmed - {role} - (consented if receives else frozenset()):
                self._untrusted(role, "what is allowed here", used)

    def _consented(self, guarded: tuple[Effect, ...]) -> frozenset[str | None]:
        """What a condition on the receiver of value may guard: those who signed agreed to this receiver, what is
        created and deposited is the sender's own, and minting is up to whoever has to sign for it."""
        kinds = (Kind.CLAIM, Kind.CREATE) if self._instruction.auth is None else (Kind.CLAIM, Kind.CREATE, Kind.MINT)
        free = {effect.role for effect in guarded if effect.kind in kinds}
        if self._instruction.auth is None and any(effect.kind is Kind.MINT for effect in guarded):
            free.discard(None)
        return self._roots.agreed | free

    def _present(self, node: Expression) -> None:
        """VP0715 and VP0621; who is blamed as a clock is not blamed again for having no root."""
        signatures.check(node, self._env, self._bag)
        if isinstance(node, Binary):
            self._reported |= self._clock.compared(node, self._env)

    def _may_fail(self, node: Expression) -> None:
        """An `else` of the author's own behind a value is a limit, like `require`."""
        match node:
            case Unwrap():
                self._limit(node.option, self._everything)
            case CollectionCall(error=ErrorUse(error=name)) if name != "OutOfRange":
                for operand in (node.subject, *node.arguments):
                    self._limit(operand, self._everything)
            case Convert(error=ErrorUse(error=name)) if name != "Overflow":
                self._limit(node.value, self._everything)
            case Divide(zero=ErrorUse(error=name)) | Remainder(zero=ErrorUse(error=name)) if name != "DivisionByZero":
                self._limit(node.right, self._everything)
            case _:
                pass

    def _decides(self, what: Influence, target: str | None, outcome: str) -> None:
        for role, used in what.roles.items():
            if role not in (target, what.origin):
                self._untrusted(role, outcome, used)

    def _untrusted(self, role: str, outcome: str, used: Span) -> None:
        """Reports a role without a root, once."""
        from vprog.dsl.rules import vp0710_no_root_of_trust, vp0711_roles_vouch_for_each_other

        role = self._lists.get(role, role)
        if role in self._roots.rooted or role in self._reported:
            return
        self._reported.add(role)
        place = self._instruction.role(role).span
        vouchers = self._roots.vouchers(role)
        if vouchers:
            vp0711_roles_vouch_for_each_other.report(self._bag, place, role, vouchers, outcome, used)
        else:
            vp0710_no_root_of_trust.report(self._bag, place, role, outcome, used, self._notes(role))

    def _notes(self, role: str) -> tuple[str, ...]:
        if self._instruction.role(role).address is not None:
            return ("its address is derived from what the sender passes: that proves which one it is, not whose",)
        return ()


def _subject(statement: If | MatchOption | MatchEnum | MatchVariant | ForEach) -> Expression:
    match statement:
        case If():
            return statement.condition
        case MatchOption():
            return statement.option
        case MatchEnum() | MatchVariant() | ForEach():
            return statement.subject
