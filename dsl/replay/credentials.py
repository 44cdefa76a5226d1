"""Something that the sender passes is compared with what is stored, as if knowing it were an authority (rule 8).

Whatever was passed once is public: it stands in the transaction. Where nobody has to agree to what is taken from
someone, to what is written or to what is made, such a comparison is all that stands before it.
"""

from __future__ import annotations

from vprog.dsl.authority.cover import cover
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.table import Effect, Kind, statement_effects
from vprog.dsl.program.declarations import Access, Instruction, Program
from vprog.dsl.program.statements import Statement
from vprog.dsl.program.walk import statements
from vprog.dsl.replay.origins import Compared, Origins
from vprog.dsl.replay.payee import Payees
from vprog.dsl.replay.secrets import is_code, is_long, is_secret, names_someone, selects

_TAKEN = (Kind.DEBIT, Kind.DELETE, Kind.MINT)
_GUARDED = (*_TAKEN, Kind.WRITE)
"""The gravest first: of what is asked for before several of them, that is shown."""


def each(program: Program, instruction: Instruction, bag: DiagnosticBag, *, minted: bool) -> None:
    """VP0621 of an instruction that says `permissionless`; `minted`: it makes value to which nobody has to agree."""
    from vprog.dsl.rules.vp0621_replayable_signature import passed

    if instruction.permissionless is None or not instruction.parameters:
        return
    credentials = _Credentials(program, instruction)
    seen = set[int]()
    for statement, effect in _open(program, instruction, minted):
        found = credentials.before(statement, effect)
        said = {one.parameter for one in found if one.condition.span.start in seen}
        for one in found:
            if one.parameter not in said:  # one finding for each: the map that gave it is asked again to remove it
                said.add(one.parameter)
                seen.add(one.condition.span.start)
                passed(bag, one.condition.span, one.parameter, _words(effect), effect.span)


def _open(program: Program, instruction: Instruction, minted: bool) -> list[tuple[Statement, Effect]]:
    """What nobody has to agree to, and where: what is taken or made before what is only written."""
    roles = _open_roles(program, instruction)
    found: list[tuple[Statement, Effect]] = []
    for statement in statements(instruction.body):
        for effect in statement_effects(statement):
            guarded = minted if effect.kind is Kind.MINT else _is_open(program, instruction, effect, roles)
            if effect.kind in _GUARDED and guarded:
                found.append((statement, effect))
    return sorted(found, key=lambda each: each[1].kind is Kind.WRITE)


def _open_roles(program: Program, instruction: Instruction) -> set[str]:
    """What belongs to someone who need not agree, or to everyone."""
    return {
        role.name
        for role in instruction.roles
        if role.access is not Access.CREATES and not cover(program, instruction, role.name).holds(instruction.auth)
    }


def _is_open(program: Program, instruction: Instruction, effect: Effect, roles: set[str]) -> bool:
    """Whether this is done to one of these; VP0604 speaks of a lock that is replaced."""
    if effect.role is None:
        return False
    role = instruction.role(effect.role)
    lock = program.resource(role.resource).lock_field
    return role.name in roles and (effect.kind is not Kind.WRITE or lock is None or effect.field != lock)


def _words(effect: Effect) -> str:
    """What an effect does, in words."""
    match effect.kind:
        case Kind.MINT:
            return f"made of `{effect.unit.name}`" if effect.unit is not None else "made"
        case Kind.WRITE:
            return f"written into `{effect.role}`"
        case _:
            return f"taken from `{effect.role}`"


class _Credentials:
    """The comparisons of one instruction that prove nothing."""

    def __init__(self, program: Program, instruction: Instruction) -> None:
        self._program = program
        self._instruction = instruction
        self._origins = Origins(instruction)
        self._payees = Payees(program, instruction, self._origins)

    def before(self, statement: Statement, effect: Effect) -> list[Compared]:
        """Those that have to hold where the statement runs."""
        found = self._origins.compared(statement)
        signers = {one.parameter for one in found if self._payees.is_signer(one)} | self._payees.signers
        return [one for one in found if one.parameter not in signers and self._is_credential(one, effect)]

    def _is_credential(self, one: Compared, effect: Effect) -> bool:
        if effect.kind is Kind.WRITE and self._payees.selects(one, effect.role or ""):
            return False
        return self._could_be(one, effect) and not self._payees.agreed(one) and not self._payees.only(one)

    def _could_be(self, one: Compared, effect: Effect) -> bool:
        """A key or a lock, a secret, or what nobody guesses and does not say which resource is meant. What is only
        written is as often asked for by what it was before: a root, or the last of a chain."""
        names = one.stored.names
        selected = any(selects(self._program, self._instruction, name) for name in names)
        if names_someone(one.type) or any(is_secret(name, one.type) for name in names):
            return True
        long = effect.kind in _TAKEN and is_long(one.type)
        return not selected and (long or any(is_code(name, one.type) for name in names))
