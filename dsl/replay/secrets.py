"""Which values can name someone or be a secret, and which only say what is meant (rule 8)."""

from __future__ import annotations

from vprog.dsl.effects.infer import address_parts
from vprog.dsl.program.declarations import Instruction, Program
from vprog.dsl.program.expressions import ConstRef, Expression, FieldOf, FieldRef
from vprog.dsl.program.types import (
    HASH,
    LOCK,
    LOCK_ID,
    PUB_KEY,
    ArrayType,
    BoundedBytesType,
    BytesType,
    CollectionType,
    ExactType,
    IntType,
    OptionType,
    StructType,
    TextType,
    Type,
    contained,
)

_LEAST = 16
"""Bytes that nobody guesses."""
_PERSONS = (LOCK, LOCK_ID, PUB_KEY)
_SECRETS = frozenset(("secret", "password", "passphrase", "passcode", "passwd", "preimage", "pin"))
_CODES = frozenset(
    ("access", "claim", "coupon", "door", "entry", "gift", "invite", "promo", "redeem", "secret", "unlock", "voucher")
)
"""What a code is for that lets someone in; an item, a currency and a country have codes too."""
_SELECTORS = frozenset(
    (
        "id",
        "name",
        "number",
        "handle",
        "domain",
        "symbol",
        "ticker",
        "title",
        "topic",
        "label",
        "slug",
        "tag",
        "kind",
    )
)


def names_someone(type_: Type) -> bool:
    """Whether a value of this type is a lock or a key, or has one in it."""
    return any(inner in _PERSONS for inner in contained(type_))


def is_long(type_: Type) -> bool:
    """Whether a value of this type is too long to be guessed."""
    match type_:
        case OptionType():
            return is_long(type_.inner)
        case StructType():
            return any(is_long(inner) for _, inner in type_.fields)
        case BytesType():
            return type_.size >= _LEAST
        case BoundedBytesType() | TextType():
            return type_.max >= _LEAST
        case ArrayType(element=IntType(bits=8)):
            return type_.size >= _LEAST
        case _:
            return type_ == HASH


def is_secret(stored: Expression, type_: Type) -> bool:
    """Whether what is stored has the name of a secret, such as `pin`."""
    return bool(_words(stored) & _SECRETS) and (_is_text(type_) or isinstance(_plain(type_), ExactType | IntType))


def is_code(stored: Expression, type_: Type) -> bool:
    """Whether what is stored has the name of a code that lets someone in, such as `claim_code`."""
    words = _words(stored)
    return "code" in words and (words == {"code"} or bool(words & _CODES)) and _is_text(type_)


def selects(program: Program, instruction: Instruction, stored: Expression) -> bool:
    """Whether to ask for what is stored is to say which resource is meant: by its address, or by its name."""
    if isinstance(stored, FieldRef):
        resource = program.resource(instruction.role(stored.role).resource)
        parts = address_parts(resource.address)
        if any(isinstance(part, FieldRef) and part.field == stored.field for part in parts):
            return True
    name = _name(stored)
    return name.lower().rsplit("_", 1)[-1] in _SELECTORS


def element(type_: Type) -> Type:
    """Of what is looked for in a collection, one of its kind."""
    return getattr(type_, "element", getattr(type_, "key", type_)) if isinstance(type_, CollectionType) else type_


def _is_text(type_: Type) -> bool:
    return isinstance(_plain(type_), BytesType | BoundedBytesType | TextType) or type_ == HASH


def _plain(type_: Type) -> Type:
    return type_.inner if isinstance(type_, OptionType) else type_


def _words(stored: Expression) -> set[str]:
    words = _name(stored).lower().split("_")
    return {word.removesuffix("s") if word.removesuffix("s") in (*_SECRETS, "code") else word for word in words}


def _name(stored: Expression) -> str:
    match stored:
        case FieldRef() | FieldOf():
            return stored.field
        case ConstRef():
            return stored.name
        case _:
            return ""
