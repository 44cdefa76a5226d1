"""Authority dominates (rule 8): who must agree before something is written, taken or deleted.

`auth` is checked before the body runs, so it dominates every path of it; what is left to ask is whether each way to
satisfy the clause covers each role that the body changes. Putting value in and creating need nobody; what was created
in this very body may be written until its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from vprog.dsl.authority.cover import Cover, cover, own
from vprog.dsl.authority.mint import Issuers
from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects.check import broken_rule
from vprog.dsl.effects.header import Header
from vprog.dsl.effects.infer import Leaf, leaves, of_lists
from vprog.dsl.effects.table import Effect, Kind, block_effects, statement_effects
from vprog.dsl.ownership.foreign import is_foreign
from vprog.dsl.program.declarations import (
    Access,
    Auth,
    AuthKey,
    AuthLock,
    AuthMany,
    AuthThreshold,
    Instruction,
    LabelAddress,
    Program,
    Role,
)
from vprog.dsl.program.members import members
from vprog.dsl.program.statements import Block, MatchRole
from vprog.dsl.program.walk import blocks, statements
from vprog.dsl.trust.roots import Roots

_GUARDED = (Kind.WRITE, Kind.DEBIT, Kind.DELETE)
"""What needs an authority, the gravest last."""


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """Asks of an instruction who agrees to what it changes; VP0601 to VP0613 and VP0517."""
    _clause(instruction, instruction.auth, bag)
    _reason(program, instruction, bag)
    if _new_roles(instruction, bag):
        return  # who else has to agree is seen when that is put right
    locks = _own_locks(program, instruction)
    open_effects = _without_authority(program, instruction)
    open_creations = _open_creations(program, instruction)
    issuers = Issuers(program, instruction)
    minted = issuers.open()
    foreign = partial(is_foreign, program, instruction)
    if instruction.permissionless is None:
        graver = {role for role, effect in open_effects.items() if effect.kind is not Kind.WRITE}
        locks = {role: effect for role, effect in locks.items() if role not in graver}
        shown = [e for role, e in open_effects.items() if role not in locks and not foreign(e)]
        _report_open(program, instruction, shown, bag)
        _report_creations(instruction, open_creations, bag)
        said = bool(open_effects) and not leaves(instruction.auth)
        said = said or any(minted is not None and issuers.would_do(minted, role) for role in open_effects)
        if minted is not None and not said and not foreign(minted):
            _report_mint(instruction, issuers, minted, bag)
    elif not (open_effects or open_creations or minted or locks):
        _report_needless(program, instruction, bag)
    elif open_effects or minted:
        from vprog.dsl.replay import credentials

        credentials.each(program, instruction, bag, minted=minted is not None)
    _report_locks(instruction, {role: effect for role, effect in locks.items() if not foreign(effect)}, bag)


def _clause(instruction: Instruction, auth: Auth | None, bag: DiagnosticBag) -> None:
    """The clause by itself: keys have a role to sign for, and nobody counts twice in a threshold."""
    from vprog.dsl.rules import vp0607_authority_counted_twice, vp0610_key_without_a_role

    names = {role.name for role in instruction.roles}
    match auth:
        case None | AuthLock() | AuthMany():
            return
        case AuthKey():
            if auth.role not in names:
                vp0610_key_without_a_role.report(bag, auth.span, auth.key)
            return
        case AuthThreshold():
            singles = [part for part in auth.parts if isinstance(part, Leaf)]
            for number, second in enumerate(singles):
                for first in singles[:number]:
                    if _may_be_one(instruction, first, second):
                        vp0607_authority_counted_twice.report(bag, second.span, _name(first), _name(second))
        case _:
            pass
    for part in auth.parts:
        _clause(instruction, part, bag)


def _reason(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0613_permissionless_without_reason

    if instruction.permissionless is not None and not instruction.permissionless.strip():
        place, _ = Header(program, instruction).drop_permissionless() or (instruction.span, None)
        vp0613_permissionless_without_reason.report(bag, place, instruction.name)


def _may_be_one(instruction: Instruction, first: Leaf, second: Leaf) -> bool:
    match first, second:
        case AuthLock() | AuthMany(), AuthLock() | AuthMany():
            pair = {first.role, second.role}
            return len(pair) == 1 or any(pair <= group for group in instruction.may_alias)
        case AuthKey(), AuthKey():
            return first.key == second.key
        case _:
            return False


def _name(leaf: Leaf) -> str:
    match leaf:
        case AuthLock():
            return f"{leaf.role}.lock"
        case AuthKey():
            return f"key({leaf.key})"
        case AuthMany():
            return f"{'all' if leaf.threshold is None else leaf.threshold} of {leaf.role}"


def _new_roles(instruction: Instruction, bag: DiagnosticBag) -> bool:
    """A resource that may not exist has no lock that could have signed. Whether one is asked for."""
    from vprog.dsl.rules import vp0609_lock_of_a_new_resource

    found = False
    for leaf in leaves(instruction.auth):
        if isinstance(leaf, AuthLock):
            role = instruction.role(leaf.role)
            needed = role.or_creates and own(role.name).holds(instruction.auth) and not _never_asked(instruction, role)
            if role.access is Access.CREATES or needed:
                vp0609_lock_of_a_new_resource.report(bag, leaf.span, role.name, role.span)
                found = True
    return found


def _never_asked(instruction: Instruction, role: Role) -> bool:
    """Whether the body works with a role and never asks whether it is new: that is said there (VP0806)."""
    asked = any(isinstance(node, MatchRole) and node.role == role.name for node in statements(instruction.body))
    return not asked and any(effect.role == role.name for effect in block_effects(instruction.body))


def _on_live(block: Block, fresh: frozenset[str]) -> Iterator[Effect]:
    """The effects on resources that existed before the body; `fresh` are the roles that it creates here."""
    for statement in block.statements:
        yield from (effect for effect in statement_effects(statement) if effect.role not in fresh)
        if isinstance(statement, MatchRole):
            yield from _on_live(statement.new, fresh | {statement.role})
            yield from _on_live(statement.live, fresh)
        else:
            for inner in blocks(statement):
                yield from _on_live(inner, fresh)


def _effects(instruction: Instruction) -> Iterator[Effect]:
    """Writes, debits and deletions of what existed before, as far as the header announces them: else VP05xx speaks."""
    created = frozenset(role.name for role in instruction.roles if role.access is Access.CREATES)
    roles = {role.name: role for role in instruction.roles}
    for effect in of_lists(_on_live(instruction.body, created), members(instruction.body)):
        if effect.kind in _GUARDED and effect.role in roles and broken_rule(roles[effect.role], effect) is None:
            yield effect


def _own_locks(program: Program, instruction: Instruction) -> dict[str, Effect]:
    """By role, the first change of its lock to which the old one need not agree: no parent, key or `permissionless`
    speaks for it."""
    found: dict[str, Effect] = {}
    for effect in _effects(instruction):
        role = effect.role or ""
        if _is_own_lock(program, instruction, effect) and not own(role).holds(instruction.auth):
            found.setdefault(role, effect)
    return found


def _report_locks(instruction: Instruction, effects: dict[str, Effect], bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0604_lock_changed_without_its_own

    for role, effect in effects.items():
        header = instruction.role(role).span
        vp0604_lock_changed_without_its_own.report(bag, effect.span, role, effect.field or "", header)


def _without_authority(program: Program, instruction: Instruction) -> dict[str, Effect]:
    """By role that `auth` does not always cover, the gravest of what is done to it: one missing authority is one
    mistake."""
    gravest: dict[str, Effect] = {}
    for effect in _effects(instruction):
        if effect.role is None or _is_own_lock(program, instruction, effect):
            continue
        known = gravest.get(effect.role)
        if known is not None and _GUARDED.index(known.kind) >= _GUARDED.index(effect.kind):
            continue
        if known is not None or not cover(program, instruction, effect.role).holds(instruction.auth):
            gravest[effect.role] = effect
    return gravest


def _is_own_lock(program: Program, instruction: Instruction, effect: Effect) -> bool:
    """A change of a lock: VP0604 speaks about it, and says more."""
    role = instruction.role(effect.role or "")
    lock = program.resource(role.resource).lock_field
    return effect.kind is Kind.WRITE and lock is not None and effect.field == lock


def _report_open(program: Program, instruction: Instruction, effects: list[Effect], bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import (
        vp0601_write_without_authority,
        vp0602_debit_without_authority,
        vp0603_delete_without_authority,
        vp0605_weak_alternative,
    )

    rules = {
        Kind.WRITE: vp0601_write_without_authority,
        Kind.DEBIT: vp0602_debit_without_authority,
        Kind.DELETE: vp0603_delete_without_authority,
    }
    for effect in effects:
        role = instruction.role(effect.role or "")
        needed = cover(program, instruction, role.name)
        weak = needed.missing(instruction.auth) if instruction.auth is not None else None
        if weak is not None and needed.occurs(instruction.auth):
            vp0605_weak_alternative.report(bag, effect.span, role.name, effect.kind.value, weak.span)
        else:
            rules[effect.kind].report(bag, effect.span, role.name, role.span, _notes(program, instruction, role.name))


def _notes(program: Program, instruction: Instruction, role: str) -> tuple[str, ...]:
    """What stands in the way, where the author may not expect it."""
    resource = program.resource(instruction.role(role).resource)
    if resource.lock_field is None:
        return (f"`{resource.name}` has no field of type Lock, so it cannot have an authority of its own",)
    names = [f"`{_name(leaf)}`" for leaf in leaves(instruction.auth)]
    return (f"`auth` asks only for {' and '.join(names)}",) if names else ()


def _open_creations(program: Program, instruction: Instruction) -> list[tuple[Effect, str]]:
    """Creations at a constant address that anyone who owns some resource can be first with: neither the program's key
    nor the lock of a resource that there is only one of has to agree."""
    constant = Roots(program, instruction).constant
    if Cover(constant, key=True, some=constant).holds(instruction.auth):
        return []
    found: list[tuple[Effect, str]] = []
    for effect in block_effects(instruction.body):
        role = next((role for role in instruction.roles if role.name == effect.role), None)
        if effect.kind is Kind.CREATE and role is not None and isinstance(role.address, LabelAddress):
            found.append((effect, role.address.label))
    return found


def _report_creations(instruction: Instruction, found: list[tuple[Effect, str]], bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0611_first_come_first_served

    for effect, label in found:
        role = instruction.role(effect.role or "")
        vp0611_first_come_first_served.report(bag, role.span, role.name, label)


def _report_mint(instruction: Instruction, issuers: Issuers, minted: Effect, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0612_mint_without_authority

    if minted.unit is not None:
        weak = issuers.weak(minted)
        place = None if weak is None else weak.span
        vp0612_mint_without_authority.report(bag, minted.span, minted.unit.name, instruction.name, place)


def _report_needless(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import vp0517_needless_permissionless

    place, fix = Header(program, instruction).drop_permissionless() or (instruction.span, None)
    vp0517_needless_permissionless.report(bag, place, instruction.name, fix)
