"""Names of modules as authors write them: `token::Mint`, where the merged program has `TokenMint`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vprog.dsl.modules.merge import prefixed
from vprog.dsl.newest import newest
from vprog.dsl.program.declarations import Program


@newest
def spellings(program: Program) -> dict[str, str]:
    """Merged name to the way it is written, of everything that modules declare."""
    modules = {path: name for name, path in program.modules}
    if not modules:
        return {}
    declared = (
        *program.constants,
        *program.units,
        *program.enums,
        *program.structs,
        *program.errors,
        *program.events,
        *program.resources,
        *program.functions,
        *program.instructions,
        *program.views,
    )
    owners = ((one.name, modules.get(one.span.path, "")) for one in declared)
    return {name: f"{module}::{_alone(module, name)}" for name, module in owners if module}


def spelt(text: str, names: Mapping[str, str]) -> str:
    """A text with every merged name in it as its author writes it."""
    if not names:
        return text
    return re.sub(r"\b[A-Za-z_]\w*\b", lambda found: names.get(found[0], found[0]), text)


def _alone(module: str, merged: str) -> str:
    """The name without the module before it, the other way round than `prefixed`."""
    for start in (f"{module}_", f"{module.upper()}_", "".join(part.capitalize() for part in module.split("_"))):
        if merged.startswith(start) and prefixed(module, merged[len(start) :]) == merged:
            return merged[len(start) :]
    return merged
