"""The declared resources of one transaction, as its actions see and change them."""

from __future__ import annotations

from enum import Enum

from vprog.dsl.layout.codec import Value, decode_resource, encode_resource
from vprog.dsl.layout.model import ProgramLayout, ResourceLayout
from vprog.dsl.program.predeclared import TOMBSTONE_KIND
from vprog.wire.access import AccessType
from vprog.wire.codec import DecodeError
from vprog.wire.locks import Lock, decode_lock
from vprog.wire.resource import Resource

TOMBSTONE = bytes([TOMBSTONE_KIND])


class Life(Enum):
    """Where a slot is in its life, within a transaction too. Deleted is terminal."""

    NEW = "new"
    LIVE = "live"
    DELETED = "deleted"


def life_of(resource: Resource) -> Life:
    """Empty is new; a tombstone is deleted; anything else is live."""
    data = resource.data
    if not data:
        return Life.NEW
    return Life.DELETED if data[0] == TOMBSTONE_KIND else Life.LIVE


def lock_reader(layout: ProgramLayout):
    """A function from a resource's bytes to the lock it holds; None where they hold none."""

    def lock_of(data: bytes) -> Lock | None:
        if not data or data[0] not in layout.by_kind:
            return None
        kind = layout.by_kind[data[0]]
        name = kind.resource.lock_field
        if name is None:
            return None
        try:
            value = decode_resource(kind, data)[name]
            return decode_lock(value) if isinstance(value, bytes) else None
        except DecodeError:
            return None

    return lock_of


class RoleState:
    """One role of a running action: its slot, its fields, and whether it was written."""

    __slots__ = ("id", "index", "layout", "life", "resource", "values", "written")

    def __init__(self, layout: ResourceLayout, resource: Resource, index: int) -> None:
        self.layout = layout
        self.resource = resource
        self.index = index
        self.id = resource.id
        self.life = life_of(resource)
        self.values: dict[str, Value] = {}
        self.written = False

    @property
    def writable(self) -> bool:
        return self.resource.access_type is AccessType.WRITE

    def store(self) -> None:
        """At the end of an action that wrote the role."""
        if self.written:
            deleted = self.life is Life.DELETED
            self.resource.replace(TOMBSTONE if deleted else encode_resource(self.layout, self.values))
