"""One rule, one file: `vpNNNN_slug.py` exports `RULE` and the function that reports it.

Rules are imported where they are reported, so a clean program never loads them; `vprog explain` finds them by code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vprog.dsl.diagnostics.diagnostic import Rule


def rule_modules() -> dict[str, str]:
    """Code (`VP0201`) to module name, of every rule file, in order of the codes."""
    from importlib.resources import files

    names = sorted(entry.name for entry in files(__name__).iterdir() if entry.name.startswith("vp"))
    return {name[:6].upper(): name.removesuffix(".py") for name in names if name.endswith(".py")}


def find_rule(code: str) -> Rule | None:
    """The rule of a code, or None when no rule has it."""
    from importlib import import_module

    name = rule_modules().get(code.upper())
    return import_module(f"{__name__}.{name}").RULE if name else None


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in order of the codes."""
    return tuple(rule for code in rule_modules() if (rule := find_rule(code)) is not None)
