"""Where a client reads resources from."""

from __future__ import annotations

from typing import Protocol

from vprog.client.errors import ClientError


class StateReader(Protocol):
    """A view of the state: a node, an archive, a dictionary in a test."""

    def read(self, address: bytes) -> bytes:
        """The resource's bytes; empty when there is none."""
        ...


def stored(state: StateReader | None, address: bytes, needed_for: str) -> bytes:
    """The bytes at an address, from which the address of another role is worked out.

    Raises ClientError: "missing-argument" without a state, "not-live" where nothing is."""
    if state is None:
        raise ClientError("missing-argument", f"give `{needed_for}`, or `state`, from which it is derived")
    data = state.read(address)
    if not data:
        raise ClientError("not-live", f"nothing is at {address.hex()}, from which `{needed_for}` is derived")
    return data
