"""Which effects are not for the code that has them: VP0225 and VP0226 speak of these, and nobody else does."""

from __future__ import annotations

from vprog.dsl.effects.table import CHANGES, Effect, Kind
from vprog.dsl.program.declarations import Instruction, Program


def is_foreign(program: Program, instruction: Instruction, effect: Effect) -> bool:
    """A module's resource is changed, or value of its unit is made or burned, by code that is not the module's."""
    if not program.modules:
        return False
    owner = ""
    if effect.kind in CHANGES and effect.role is not None:
        owner = program.resource(instruction.role(effect.role).resource).module
    elif effect.kind in (Kind.MINT, Kind.BURN) and effect.unit is not None:
        owner = next((unit.module for unit in program.units if unit.name == effect.unit.name), "")
    here = next((name for name, path in program.modules if path == effect.span.path), "")
    return bool(owner) and owner != here
