"""The words and token classes of the language, by what they are for: highlighting, messages and recovery read these.

`vprog.lark` says where each may stand; a test compares the two.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ITEM_WORDS = _words(
    "program module use const unit type enum struct linear error event resource instruction pub fn view "
    "invariant migrate test property storm"
)
"""Begin an item (`program` and `module` begin the file)."""

CLAUSE_WORDS = _words(
    "reads credits writes creates deletes auth where may_alias permissionless claims exits random after limits ensures"
)
"""Begin a header clause of an instruction."""

STATEMENT_WORDS = _words("let var move require if match for emit create delete return")
"""Begin a statement."""

TEST_STATEMENT_WORDS = _words("let run expect")

OTHER_WORDS = _words("else in into at or and not held true false none")

SOFT_WORDS = _words(
    "to from all any of on max with signed paying fails run expect coins random after limits view type module use"
)
"""Have a meaning in one place and are free as names everywhere else."""

KEYWORDS = ITEM_WORDS | CLAUSE_WORDS | STATEMENT_WORDS | TEST_STATEMENT_WORDS | OTHER_WORDS | SOFT_WORDS
RESERVED = KEYWORDS - SOFT_WORDS
"""Cannot be names."""

BUILT_IN_TYPES = _words(
    "bool u8 u16 u32 u64 u128 u256 i8 i16 i32 i64 i128 bytes text list set map "
    "Address Hash PubKey Lock LockId Signature CovenantId L1Script OutputIndex"
)
GENERIC_TYPES = _words("Address list set map")
"""Take types in `<` and `>`."""

BUILT_IN_FUNCTIONS = _words(
    "id claim exit take put mint burn div_floor div_ceil mul_div min max label lock key "
    "schnorr multisig unlocked deposit old"
)

NAME_CLASSES = {
    "NAME": "a name in lower_snake case",
    "TYPE_NAME": "a name in UpperCamel case",
    "CONST_NAME": "a name in UPPER_SNAKE case",
    "PATH": "a name of a module",
    "TYPE_PATH": "a name of a module",
    "CONST_PATH": "a name of a module",
}
PATHS = {"NAME": "PATH", "TYPE_NAME": "TYPE_PATH", "CONST_NAME": "CONST_PATH"}
"""The class of the same spelling behind `module::`."""
LITERAL_CLASSES = {"INT": "a number", "HEX": "a hex literal", "STRING": "a string", "BYTES": "a byte string"}

OPENING = {"LPAR": "(", "LSQB": "[", "LBRACE": "{"}
CLOSING = {"RPAR": ")", "RSQB": "]", "RBRACE": "}"}
PARTNER = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE"}

VALUE_OPERATORS = _words(
    "PLUS MINUS STAR SLASH PERCENT SHIFT_LEFT SHIFT_RIGHT EQUAL NOT_EQUAL LESS LESS_EQUAL GREATER GREATER_EQUAL AND OR"
)
"""Can follow nearly every value; left out of "expected ..." lists."""


def terminal(word: str) -> str:
    """The grammar's terminal for a keyword."""
    return word.upper()
