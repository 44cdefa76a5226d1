"""Names of the source as names of Python: keywords and builtins left alone, nothing the emitted code needs taken."""

from __future__ import annotations

import builtins
import keyword
import re

_BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_"))
_WORDS = frozenset(keyword.kwlist) | _BUILTINS | {"self", "cls"}

VALUES = frozenset(["addresses", "derived_resource_id", "id_of", "program_resource_id", "user_resource_id", "values"])
"""Modules and functions that emitted functions call by name."""
CALLED = VALUES | {"errors", "evaluate", "stored"}
"""The same, of functions that work with what other resources hold."""
MEMBERS = frozenset(["address", "decode", "encode", "observe", "read"])
"""Methods of emitted classes, which no field may replace."""
CLIENT_MEMBERS = frozenset(
    [
        "state",
        "authorizations",
        "lock_at",
        "payload",
        "payload_size",
        "transaction",
        "result",
        "journal",
        "read",
        "live",
        "views",
    ]
)
TYPES = frozenset(
    [
        "Action",
        "AllOf",
        "AtLeast",
        "Call",
        "ClassVar",
        "ClientError",
        "CovenantId",
        "DecodeError",
        "Document",
        "Event",
        "Final",
        "Hash",
        "IntEnum",
        "L1Script",
        "Literal",
        "Lock",
        "LockId",
        "LockOf",
        "Mapping",
        "Sequence",
        "Set",
        "Reader",
        "Signature",
        "MultisigLock",
        "Never",
        "NewType",
        "ProgramClient",
        "ProgramCodec",
        "ProgramFailure",
        "PubKey",
        "Resource",
        "ProvenState",
        "RoleList",
        "RoleRef",
        "SchnorrLock",
        "SignedBy",
        "StateReader",
        "Stored",
        "Tombstone",
        "Unit",
        "UnlockedLock",
    ]
)
"""What emitted modules import or define beside the program's own types."""


class Names:
    """Hands out distinct Python names in one namespace."""

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken | _WORDS)

    def take(self, wanted: str) -> str:
        """`wanted`, or with underscores behind it as long as that is taken."""
        while wanted in self._taken:
            wanted += "_"
        self._taken.add(wanted)
        return wanted


def type_name(name: str) -> str:
    """A type of the source. attrs takes every annotation that starts like `ClassVar` for one."""
    return f"A{name}" if name.startswith("ClassVar") else name


def camel(name: str) -> str:
    """`my_ledger` as `MyLedger`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_")) or "Unnamed"


def upper_snake(name: str) -> str:
    """`BelowMinimum` as `BELOW_MINIMUM`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).upper()


def snake(name: str) -> str:
    """`BelowMinimum` as `below_minimum`."""
    return upper_snake(name).lower()
