"""What the program `rich` answers instead of a result, by code."""

from collections.abc import Mapping

from vprog.client import failures
from vprog.client.failures import ProgramFailure


class RichError(ProgramFailure):
    """Any failure that the program `rich` declares, or that every program has."""


class MalformedPayload(RichError):
    """the payload's access list cannot be decoded"""

    CODE = 16
    NAME = "MalformedPayload"
    MESSAGE = "the payload's access list cannot be decoded"


class MalformedInstruction(RichError):
    """the signers or actions cannot be decoded"""

    CODE = 17
    NAME = "MalformedInstruction"
    MESSAGE = "the signers or actions cannot be decoded"


class UnknownInstruction(RichError):
    """no instruction has this tag"""

    CODE = 18
    NAME = "UnknownInstruction"
    MESSAGE = "no instruction has this tag"


class BadSigner(RichError):
    """a signer entry does not fit the resource or the payload it points into"""

    CODE = 19
    NAME = "BadSigner"
    MESSAGE = "a signer entry does not fit the resource or the payload it points into"


class BadSignature(RichError):
    """a signature does not verify"""

    CODE = 20
    NAME = "BadSignature"
    MESSAGE = "a signature does not verify"


class MissingResource(RichError):
    """a resource with a constant address is not in the access list"""

    CODE = 21
    NAME = "MissingResource"
    MESSAGE = "a resource with a constant address is not in the access list"


class WrongAddress(RichError):
    """a resource does not stand at the address its role or its fields derive"""

    CODE = 22
    NAME = "WrongAddress"
    MESSAGE = "a resource does not stand at the address its role or its fields derive"


class NotWritable(RichError):
    """a resource that is written is listed as Read"""

    CODE = 23
    NAME = "NotWritable"
    MESSAGE = "a resource that is written is listed as Read"


class NotLive(RichError):
    """the resource does not exist"""

    CODE = 24
    NAME = "NotLive"
    MESSAGE = "the resource does not exist"


class AlreadyExists(RichError):
    """the resource to be created exists already"""

    CODE = 25
    NAME = "AlreadyExists"
    MESSAGE = "the resource to be created exists already"


class Deleted(RichError):
    """the resource was deleted; its address cannot be used again"""

    CODE = 26
    NAME = "Deleted"
    MESSAGE = "the resource was deleted; its address cannot be used again"


class WrongKind(RichError):
    """the resource is of another kind"""

    CODE = 27
    NAME = "WrongKind"
    MESSAGE = "the resource is of another kind"


class CorruptResource(RichError):
    """the stored bytes are no value of the resource's kind"""

    CODE = 28
    NAME = "CorruptResource"
    MESSAGE = "the stored bytes are no value of the resource's kind"


class Aliased(RichError):
    """two roles name the same resource"""

    CODE = 29
    NAME = "Aliased"
    MESSAGE = "two roles name the same resource"


class NotAuthorized(RichError):
    """the signers do not satisfy the instruction's auth clause"""

    CODE = 30
    NAME = "NotAuthorized"
    MESSAGE = "the signers do not satisfy the instruction's auth clause"


class Unrelated(RichError):
    """a header condition does not hold"""

    CODE = 31
    NAME = "Unrelated"
    MESSAGE = "a header condition does not hold"


class Overflow(RichError):
    """a result does not fit the type it is stored in"""

    CODE = 32
    NAME = "Overflow"
    MESSAGE = "a result does not fit the type it is stored in"


class OutOfRange(RichError):
    """an index lies outside its range"""

    CODE = 33
    NAME = "OutOfRange"
    MESSAGE = "an index lies outside its range"


class DivisionByZero(RichError):
    """a divisor is zero"""

    CODE = 34
    NAME = "DivisionByZero"
    MESSAGE = "a divisor is zero"


class NoSuchOutput(RichError):
    """the L1 transaction has no output of this index"""

    CODE = 35
    NAME = "NoSuchOutput"
    MESSAGE = "the L1 transaction has no output of this index"


class WrongDepositAddress(RichError):
    """the L1 output does not pay the covenant's deposit address"""

    CODE = 36
    NAME = "WrongDepositAddress"
    MESSAGE = "the L1 output does not pay the covenant's deposit address"


class AlreadyClaimed(RichError):
    """the L1 output was claimed before in this transaction"""

    CODE = 37
    NAME = "AlreadyClaimed"
    MESSAGE = "the L1 output was claimed before in this transaction"


class DepositConflict(RichError):
    """one transaction cannot take deposits for two covenants"""

    CODE = 38
    NAME = "DepositConflict"
    MESSAGE = "one transaction cannot take deposits for two covenants"


class BeforeScore(RichError):
    """the L1 transaction does not prove that the DAA score of the header's `after` is reached"""

    CODE = 39
    NAME = "BeforeScore"
    MESSAGE = "the L1 transaction does not prove that the DAA score of the header's `after` is reached"


class Closed(RichError):
    """open until {closes}, asked for {score}

    rich.vprog:26
    """

    CODE = 256
    NAME = "Closed"
    MESSAGE = "open until {closes}, asked for {score}"


class Full(RichError):
    """no room for more

    rich.vprog:27
    """

    CODE = 257
    NAME = "Full"
    MESSAGE = "no room for more"


class Missing(RichError):
    """member {who} is not there

    rich.vprog:28
    """

    CODE = 258
    NAME = "Missing"
    MESSAGE = "member {who} is not there"


class BadWeight(RichError):
    """weights must not be zero

    rich.vprog:29
    """

    CODE = 259
    NAME = "BadWeight"
    MESSAGE = "weights must not be zero"


BY_CODE: Mapping[int, type[RichError]] = {
    MalformedPayload.CODE: MalformedPayload,
    MalformedInstruction.CODE: MalformedInstruction,
    UnknownInstruction.CODE: UnknownInstruction,
    BadSigner.CODE: BadSigner,
    BadSignature.CODE: BadSignature,
    MissingResource.CODE: MissingResource,
    WrongAddress.CODE: WrongAddress,
    NotWritable.CODE: NotWritable,
    NotLive.CODE: NotLive,
    AlreadyExists.CODE: AlreadyExists,
    Deleted.CODE: Deleted,
    WrongKind.CODE: WrongKind,
    CorruptResource.CODE: CorruptResource,
    Aliased.CODE: Aliased,
    NotAuthorized.CODE: NotAuthorized,
    Unrelated.CODE: Unrelated,
    Overflow.CODE: Overflow,
    OutOfRange.CODE: OutOfRange,
    DivisionByZero.CODE: DivisionByZero,
    NoSuchOutput.CODE: NoSuchOutput,
    WrongDepositAddress.CODE: WrongDepositAddress,
    AlreadyClaimed.CODE: AlreadyClaimed,
    DepositConflict.CODE: DepositConflict,
    BeforeScore.CODE: BeforeScore,
    Closed.CODE: Closed,
    Full.CODE: Full,
    Missing.CODE: Missing,
    BadWeight.CODE: BadWeight,
}


def from_code(code: int) -> ProgramFailure:
    """The failure of a code: of the program, of the framework, or `UnknownFailure`."""
    return failures.from_code(code, BY_CODE)
