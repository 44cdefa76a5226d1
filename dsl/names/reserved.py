"""Names that the language itself gives a meaning, and which no declaration may take."""

from __future__ import annotations

from vprog.dsl.program.predeclared import PREDECLARED_CODES

BUILTIN_TYPES = frozenset(
    ("Hash", "PubKey", "Lock", "LockId", "Signature", "CovenantId", "L1Script", "OutputIndex", "Address")
)
BUILTIN_FUNCTIONS = ("id", "min", "max", "div_floor", "div_ceil", "mul_div", "claim", "exit", "random", "after", "old")
"""Functions are called, names of values are not: a value may have the name of a function."""
OTHER_FUNCTIONS = frozenset(
    (
        "schnorr",
        "multisig",
        "key",
        *(f"{how}_{op}" for how in ("wrapping", "saturating") for op in ("add", "sub", "mul")),
    )
)
"""Called as functions are, in places of their own."""


def function_meaning_of(name: str) -> str | None:
    """What the language uses the name of a function for; None when it is free."""
    return "a built-in function" if name in BUILTIN_FUNCTIONS or name in OTHER_FUNCTIONS else None


def meaning_of(name: str) -> str | None:
    """What the language uses an UpperCamel name for, in words; None when it is free."""
    if name in BUILTIN_TYPES:
        return "a built-in type"
    if name in PREDECLARED_CODES:
        return "a predeclared error"
    return None
