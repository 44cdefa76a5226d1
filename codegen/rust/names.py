"""Names of the source as names of Rust: keywords escaped, nothing the emitted code relies on taken over."""

from __future__ import annotations

import re

# fmt: off
_RAW = frozenset((
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
))
"""Keywords that may be written `r#keyword`."""

_UNESCAPABLE = frozenset(("self", "Self", "super", "crate", ""))
"""Words that no spelling makes a name, and the underscore alone."""

GUEST = frozenset((
    "Address", "Bytes", "Context", "CovenantId", "Entry", "Error", "Event", "Hash", "Input", "L1Script", "List", "Lock",
    "LockId", "Map", "New", "Positions", "Program", "PubKey", "Resource", "Result", "Role", "Set", "Signature", "Text",
    "U256", "Wide", "Wire",
))
"""What emitted modules import from `vprog_guest`."""

_TYPES_TAKEN = GUEST | frozenset(("Action", "Copy", "Err", "None", "Ok", "Option", "Some", "Vec"))
# fmt: on
VALUES_TAKEN = frozenset(("at_least", "cx", "require"))
"""What emitted functions call their own, and the functions that they call."""


class Names:
    """Hands out distinct Rust names in one namespace."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken)

    def take(self, wanted: str) -> str:
        """`wanted`, or with underscores behind it as long as that is taken."""
        while wanted in self._taken:
            wanted += "_"
        self._taken.add(wanted)
        return wanted


def type_names() -> Names:
    """A namespace of types beside the imports of emitted modules."""
    return Names(_TYPES_TAKEN)


def identifier(name: str) -> str:
    """A field, parameter or local of the source."""
    if _is_unescapable(name):
        return name + "_"
    return f"r#{name}" if name in _RAW else name


def type_identifier(name: str) -> str:
    """A resource, event, enum or variant of the source."""
    return name + "_" if _is_unescapable(name) else name


def module_identifier(name: str) -> str:
    """A module, which is also the name of a file."""
    return name + "_" if _is_unescapable(name) or name.rstrip("_") in _RAW else name


def _is_unescapable(name: str) -> bool:
    """With underscores behind it too, so that names stay different: `self` is `self_`, `self_` is `self__`."""
    return name.rstrip("_") in _UNESCAPABLE


def camel(name: str) -> str:
    """`create_mint` as `CreateMint`."""
    return type_identifier("".join(part[:1].upper() + part[1:] for part in name.split("_")) or "Unnamed")


def upper_snake(name: str) -> str:
    """`BelowMinimum` as `BELOW_MINIMUM`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).upper()


def snake(name: str) -> str:
    """`BelowMinimum` as `below_minimum`."""
    return upper_snake(name).lower()
