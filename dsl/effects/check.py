"""Declared effects are exact (rule 2): a header that says too little is an error, too much a warning."""

from __future__ import annotations

from vprog.dsl.diagnostics.bag import DiagnosticBag
from vprog.dsl.effects import aliasing
from vprog.dsl.effects.header import Header
from vprog.dsl.effects.infer import Inferred
from vprog.dsl.effects.table import CHANGES, Effect, Kind
from vprog.dsl.program.declarations import Access, Instruction, LabelAddress, Program, Role
from vprog.dsl.program.types import UnitType


def each(program: Program, instruction: Instruction, bag: DiagnosticBag) -> None:
    """Compares an instruction's header with what its body does; VP0501 to VP0523."""
    inferred = Inferred(instruction)
    header = Header(program, instruction)
    for role in instruction.roles:
        if not _missing(role, inferred, header, bag):
            _superfluous(role, inferred, header, bag)
    _value(instruction, inferred, header, bag)
    _chain(instruction, inferred, header, bag)
    aliasing.check(program, instruction, inferred, bag)


def _missing(role: Role, inferred: Inferred, header: Header, bag: DiagnosticBag) -> bool:
    """Reports the first effect of each sort that the role's access does not allow; whether there was any. What is
    created inside a `match` on its role only lacks `or creates`, as the `match` itself does (VP0809)."""
    reported: set[str] = set()
    for effect in inferred.body:
        if effect.role != role.name or effect.kind not in CHANGES:
            continue
        rule = broken_rule(role, effect)
        if rule is None or rule in reported:
            continue
        reported.add(rule)
        if rule == "VP0503" and inferred.matches(role.name):
            continue
        _report_missing(rule, role, effect, inferred, header, bag)
    return bool(reported)


def broken_rule(role: Role, effect: Effect) -> str | None:
    """The rule that an effect on a role breaks, when the role's access does not allow it."""
    if effect.kind is Kind.CREATE:
        if role.or_creates or role.access in (Access.CREATES, Access.DELETES):  # what is there: VP0802, VP0804
            return None
        return "VP0503"
    if effect.kind is Kind.DELETE:
        return None if role.access is Access.DELETES else "VP0504"
    if role.access is Access.READS:
        return "VP0501"
    return "VP0502" if role.access is Access.CREDITS and effect.kind is not Kind.CREDIT else None


def _report_missing(
    rule: str, role: Role, effect: Effect, inferred: Inferred, header: Header, bag: DiagnosticBag
) -> None:
    from vprog.dsl.rules import (
        vp0501_write_not_declared,
        vp0502_credits_role_changed,
        vp0503_create_not_declared,
        vp0504_delete_not_declared,
    )

    what, needed = effect.kind.value, inferred.weakest(role.name)
    fix = header.replace_access(role, needed)
    match rule:
        case "VP0501":
            vp0501_write_not_declared.report(bag, effect.span, role.name, what, needed.value, role.span, fix)
        case "VP0502":
            vp0502_credits_role_changed.report(bag, effect.span, role.name, what, role.span, fix)
        case "VP0503":
            vp0503_create_not_declared.report(bag, effect.span, role.name, role.span)
        case _:
            vp0504_delete_not_declared.report(bag, effect.span, role.name, role.span, fix)


def _superfluous(role: Role, inferred: Inferred, header: Header, bag: DiagnosticBag) -> None:
    from vprog.dsl.rules import (
        vp0511_access_too_strong,
        vp0512_unused_role,
        vp0513_never_creates,
        vp0514_never_deletes,
    )

    kinds = inferred.kinds(role.name)
    if role.access is Access.CREATES:
        return
    if not kinds:
        # A role at an address that the header derives is a check by itself: the resource must exist.
        if role.address is None or isinstance(role.address, LabelAddress):
            vp0512_unused_role.report(bag, role.span, role.name, header.drop_role(role))
        return
    enough = inferred.weakest(role.name)
    if role.or_creates and Kind.CREATE not in kinds:
        # A `match` on the role would be left without a question: then the author has to rewrite the body.
        fix = None if inferred.matches(role.name) else header.drop_or_creates(role)
        vp0513_never_creates.report(bag, role.span, role.name, fix)
    if role.access is Access.DELETES and enough is not Access.DELETES:
        fix = header.replace_access(role, enough)
        vp0514_never_deletes.report(bag, role.span, role.name, enough.value, fix)
    elif _STRENGTH[enough] < _STRENGTH[role.access]:
        fix = header.replace_access(role, enough)
        vp0511_access_too_strong.report(bag, role.span, role.name, role.access.value, enough.value, fix)


_STRENGTH = {access: rank for rank, access in enumerate((Access.READS, Access.CREDITS, Access.WRITES, Access.DELETES))}


def _value(instruction: Instruction, inferred: Inferred, header: Header, bag: DiagnosticBag) -> None:
    """Claims and exits of each unit, both ways."""
    from vprog.dsl.rules import (
        vp0505_claim_not_declared,
        vp0506_exit_not_declared,
        vp0515_never_claims,
        vp0516_never_exits,
    )

    for effect, unit in _undeclared(inferred.of(Kind.CLAIM), instruction.claims):
        fix = header.add(f"claims {unit}") if not instruction.claims else None
        vp0505_claim_not_declared.report(bag, effect.span, instruction.name, unit, fix)
    for effect, unit in _undeclared(inferred.of(Kind.EXIT), instruction.exits):
        fix = header.add(f"exits {unit}") if not instruction.exits else None
        vp0506_exit_not_declared.report(bag, effect.span, instruction.name, unit, fix)
    for unit in _unused(inferred.of(Kind.CLAIM), instruction.claims):
        place, fix = header.drop("claims", unit) or (instruction.span, None)
        vp0515_never_claims.report(bag, place, instruction.name, unit, fix)
    for unit in _unused(inferred.of(Kind.EXIT), instruction.exits):
        place, fix = header.drop("exits", unit) or (instruction.span, None)
        vp0516_never_exits.report(bag, place, instruction.name, unit, fix)


def _chain(instruction: Instruction, inferred: Inferred, header: Header, bag: DiagnosticBag) -> None:
    """`random` and `after`, both ways: what the body asks of the chain."""
    from vprog.dsl.rules import (
        vp0530_random_not_declared,
        vp0531_after_not_declared,
        vp0532_never_random,
        vp0533_never_after,
    )

    for kind, declared, word, missing, needless in (
        (Kind.RANDOM, instruction.random, "random", vp0530_random_not_declared, vp0532_never_random),
        (Kind.AFTER, instruction.after_declared, "after", vp0531_after_not_declared, vp0533_never_after),
    ):
        asked = inferred.anywhere(kind)
        if asked and not declared:
            missing.report(bag, asked[0].span, instruction.name, header.add(word))
        elif declared and not asked:
            place, fix = header.drop_word(word) or (instruction.span, None)
            needless.report(bag, place, instruction.name, fix)


def _undeclared(effects: tuple[Effect, ...], declared: tuple[UnitType, ...]) -> list[tuple[Effect, str]]:
    """The first effect of each unit that the header does not list."""
    first: dict[str, Effect] = {}
    for effect in effects:
        if effect.unit is not None and effect.unit not in declared:
            first.setdefault(effect.unit.name, effect)
    return [(effect, unit) for unit, effect in first.items()]


def _unused(effects: tuple[Effect, ...], declared: tuple[UnitType, ...]) -> list[str]:
    used = {effect.unit for effect in effects}
    return [unit.name for unit in declared if unit not in used]
