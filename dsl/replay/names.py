"""Names under which other languages check a signature by hand, or say who the sender is (rule 8)."""

from __future__ import annotations

_SIGNATURES = ("verify", "checksig", "ecrecover", "recover_signer", "recover_key", "is_signed", "signed_by")
_SENDERS = frozenset(
    (
        "msg",
        "sender",
        "msgsender",
        "txsender",
        "txorigin",
        "origin",
        "caller",
        "getcaller",
        "invoker",
        "signer",
        "signers",
        "issigner",
        "issender",
        "isowner",
        "onlyowner",
        "predecessor",
    )
)


def checks_signatures(name: str) -> bool:
    """Whether a function of this name would check a signature, as other languages have them."""
    plain = name.replace("_", "").lower()
    return any(word.replace("_", "") in plain for word in _SIGNATURES)


def names_sender(name: str) -> bool:
    """Whether a value or function of this name would say who sent the transaction. Nobody did: it has signers only."""
    return name.replace("_", "").lower() in _SENDERS
