"""Errors of a client before anything is sent: each carries a stable slug, so that a caller can tell them apart."""

from __future__ import annotations


class ClientError(ValueError):
    """A request that no transaction can carry. `code` is a stable slug, the message is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
