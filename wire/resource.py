"""A guest's view of one declared resource (framework spec, section 5.3)."""

from .access import AccessMetadata, AccessType


class Resource:
    """Declared identity, current bytes, and whether they were touched.

    Touching counts: `data_mut` marks the resource dirty even when the bytes end up equal. Access types
    are not enforced here; the program must refuse to write what was declared as read (hazard H2).
    """

    def __init__(self, access: AccessMetadata, index: int, data: bytes) -> None:
        self._access = access
        self._index = index
        self._data = bytearray(data)
        self._is_new = not data
        self._dirty = False

    @property
    def id(self) -> bytes:
        """Resource id, 32 bytes."""
        return self._access.resource_id

    @property
    def access_type(self) -> AccessType:
        """What the sender declared."""
        return self._access.access

    @property
    def index(self) -> int:
        """Batch-local index."""
        return self._index

    @property
    def is_new(self) -> bool:
        """Whether the slot was empty when the transaction started; never changes."""
        return self._is_new

    @property
    def is_dirty(self) -> bool:
        """Whether the bytes were touched."""
        return self._dirty

    @property
    def data(self) -> bytes:
        """Current bytes."""
        return bytes(self._data)

    def data_mut(self) -> bytearray:
        """The bytes, to be changed in place (not in length); marks the resource dirty."""
        self._dirty = True
        return self._data

    def resize(self, size: int) -> None:
        """Cut, or grow with zeros; the same length is no touch."""
        if size == len(self._data):
            return
        self._dirty = True
        if size < len(self._data):
            del self._data[size:]
        else:
            self._data.extend(bytes(size - len(self._data)))

    def replace(self, data: bytes) -> None:
        """New bytes of any length; always a touch."""
        self._dirty = True
        self._data[:] = data
