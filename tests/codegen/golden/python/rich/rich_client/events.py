"""Events of the program `rich`, as a node reports them.

They are observations: neither the outputs nor the journal of a transaction hold them.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from vprog.client import observed
from vprog.client.errors import ClientError
from vprog.client.observed import Document
from vprog.client.types import Hash, Signature

from .structs import Mark, Motion, Window, observe_motion
from .types import Level


# rich.vprog:32
@frozen
class Voted:
    """`Voted`."""

    motion: Motion
    window: Window
    weights: tuple[int, ...]
    notes: Mapping[int, str]
    seen: frozenset[Hash]
    level: Level
    mark: Mark | None
    proof: Signature | None

    @classmethod
    def read(cls, event: Document) -> Voted:
        """Raises ClientError for a document with other fields."""
        return cls(
            motion=observe_motion(observed.document(event, "motion")),
            window=Window.observe(observed.document(event, "window")),
            weights=observed.items(event, "weights", 8, lambda event: observed.integer(event, "weights")),
            notes=observed.entries(
                event,
                "notes",
                4,
                lambda event: observed.integer(event, "notes"),
                lambda event: observed.text(event, "notes", 12),
            ),
            seen=observed.ascending(event, "seen", 4, lambda event: Hash(observed.raw(event, "seen", 32))),
            level=observed.variant(event, "level", {"Low": Level.LOW, "High": Level.HIGH}),
            mark=observed.option(event, "mark", lambda: Mark.observe(observed.document(event, "mark"))),
            proof=observed.option(event, "proof", lambda: Signature(observed.raw(event, "proof", 64))),
        )


Event = Voted


def read(event: Document) -> Event:
    """The event of a document `{"event": name, field: value, ...}`. Raises ClientError."""
    match event.get("event"):
        case "Voted":
            return Voted.read(event)
        case _:
            raise ClientError("unknown-event", "the program has no event of this name")
