"""One rule, one file: `vpNNNN_slug.py` exports `RULE` and the function that reports it.

`from vprog.dsl.rules import vpNNNN_slug` loads nothing yet: the file is read when the first finding is reported, so a
clean program never loads a rule. `vprog explain` finds rules by code.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vprog.dsl.diagnostics.diagnostic import Rule


class _Unread:
    """Stands for a rule's module, and reads it when something in it is used."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._module), name)


def __getattr__(name: str) -> Any:
    """Asked for what this package does not have yet: a rule module that nothing has loaded."""
    if not name.startswith("vp"):
        raise AttributeError(name)
    module = globals()[name] = _Unread(f"{__name__}.{name}")
    return module


def rule_modules() -> dict[str, str]:
    """Code (`VP0201`) to module name, of every rule file, in order of the codes."""
    from importlib.resources import files

    names = sorted(entry.name for entry in files(__name__).iterdir() if entry.name.startswith("vp"))
    return {name[:6].upper(): name.removesuffix(".py") for name in names if name.endswith(".py")}


def find_rule(code: str) -> Rule | None:
    """The rule of a code, or None when no rule has it."""
    name = rule_modules().get(code.upper())
    return import_module(f"{__name__}.{name}").RULE if name else None


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in order of the codes."""
    return tuple(rule for code in rule_modules() if (rule := find_rule(code)) is not None)
