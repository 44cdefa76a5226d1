"""Names under which other languages check a signature by hand, or say who the sender is (rule 8)."""

from __future__ import annotations

_SIGNATURES = (
    "verify",
    "checksig",
    "ecrecover",
    "ecdsarecover",
    "recoversigner",
    "recoverkey",
    "recoverpub",
    "recoveraddress",
    "issigned",
    "hassigned",
    "didsign",
    "signedby",
    "checkmultisig",
    "validsig",
    "validatesig",
    "assertsig",
    "requiresig",
    "checkschnorr",
    "checkecdsa",
    "authenticate",
)
_WHOLE = frozenset(("recover", "checkauth", "requireauth", "isauthenticated"))
_SENDERS = (
    "msg sender msgsender txsender getsender senderaddress senderkey txorigin origin caller getcaller calleraddress "
    "invoker getinvoker signer signers txsigner getsigner issigner issender isowner onlyowner onlyadmin ensuresigned "
    "predecessor predecessoraccountid whoami"
)
_BY_SENDER = frozenset(_SENDERS.split())


def checks_signatures(name: str) -> bool:
    """Whether a function of this name would check a signature, as other languages have them."""
    plain = name.replace("_", "").lower()
    return plain in _WHOLE or any(word in plain for word in _SIGNATURES)


def names_sender(name: str) -> bool:
    """Whether a value or function of this name would say who sent the transaction. Nobody did: it has signers only."""
    return name.replace("_", "").lower() in _BY_SENDER
