"""Errors that every program has: a closed set with reserved codes (docs/program-abi.md).

Codes 1 to 3 are the framework's (section 5.4), 16 to 255 are reserved here, a program's own start at 256.
"""

from __future__ import annotations

from vprog.dsl.program.declarations import ErrorDeclaration
from vprog.dsl.source.span import NOWHERE

FIRST_DECLARED_CODE = 256
TOMBSTONE_KIND = 0xFF

_TABLE: tuple[tuple[int, str, str], ...] = (
    (16, "MalformedPayload", "the payload's access list cannot be decoded"),
    (17, "MalformedInstruction", "the signers or actions cannot be decoded"),
    (18, "UnknownInstruction", "no instruction has this tag"),
    (19, "BadSigner", "a signer entry does not fit the resource or the payload it points into"),
    (20, "BadSignature", "a signature does not verify"),
    (21, "MissingResource", "a resource with a constant address is not in the access list"),
    (22, "WrongAddress", "a resource does not stand at the address its role or its fields derive"),
    (23, "NotWritable", "a resource that is written is listed as Read"),
    (24, "NotLive", "the resource does not exist"),
    (25, "AlreadyExists", "the resource to be created exists already"),
    (26, "Deleted", "the resource was deleted; its address cannot be used again"),
    (27, "WrongKind", "the resource is of another kind"),
    (28, "CorruptResource", "the stored bytes are no value of the resource's kind"),
    (29, "Aliased", "two roles name the same resource"),
    (30, "NotAuthorized", "the signers do not satisfy the instruction's auth clause"),
    (31, "Unrelated", "a header condition does not hold"),
    (32, "Overflow", "a result does not fit the type it is stored in"),
    (33, "OutOfRange", "an index lies outside its range"),
    (34, "DivisionByZero", "a divisor is zero"),
    (35, "NoSuchOutput", "the L1 transaction has no output of this index"),
    (36, "WrongDepositAddress", "the L1 output does not pay the covenant's deposit address"),
    (37, "AlreadyClaimed", "the L1 output was claimed before in this transaction"),
    (38, "DepositConflict", "one transaction cannot take deposits for two covenants"),
    (39, "BeforeScore", "the L1 transaction does not prove that the DAA score of the header's `after` is reached"),
)

PREDECLARED: tuple[ErrorDeclaration, ...] = tuple(
    ErrorDeclaration(NOWHERE, name, message, code, message, ()) for code, name, message in _TABLE
)

PREDECLARED_CODES: dict[str, int] = {error.name: error.code for error in PREDECLARED}
