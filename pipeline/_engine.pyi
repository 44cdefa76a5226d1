"""The native half of the pipeline (runtime/engine). Keys, hashes and roots are 32 bytes.

Rejected input raises `EngineError`, whose `code` is a stable slug; a key or hash of another length has the code
`engine-digest-length`.
"""

from collections.abc import Callable, Sequence

class EngineError(ValueError):
    code: str

class StateTree:
    """Resource id → value hash, with the root of framework section 8.1: a pure function of the contents."""

    def __init__(self) -> None: ...
    def set(self, key: bytes, data: bytes) -> None:
        """Set a resource to `data`; empty data removes it."""
    def set_hash(self, key: bytes, value_hash: bytes) -> None:
        """Set a resource by the hash of its data; zeros remove it."""
    def remove(self, key: bytes) -> None: ...
    def get(self, key: bytes) -> bytes:
        """The value hash of a resource, zeros if absent."""
    def root(self) -> bytes:
        """The state root, zeros for an empty tree."""
    def prove(self, keys: Sequence[bytes]) -> bytes:
        """A multi-proof (section 8.4) in the order of `keys`. Errors: `state-proof-keys` for duplicates."""
    def values(self) -> dict[bytes, bytes]:
        """Id → value hash, in key order."""
    def copy(self) -> StateTree:
        """An independent copy, for going back after a reorganisation."""
    def __len__(self) -> int: ...

class LaneTree:
    """L1's tree of active lanes (L1 section 6.3): lane key → leaf value."""

    def __init__(self) -> None: ...
    def set(self, lane_key: bytes, leaf: bytes) -> None: ...
    def remove(self, lane_key: bytes) -> None: ...
    def root(self) -> bytes: ...
    def prove(self, lane_key: bytes) -> bytes:
        """Proof that the lane is, or is not, in the tree."""

class PermissionTree:
    """What a settlement lets users withdraw (section 10.4)."""

    def __len__(self) -> int: ...
    def root(self) -> bytes: ...
    def redeem_script(self) -> bytes | None:
        """Redeem script of the permission output; `None` without exits."""
    def spk_hash(self) -> bytes:
        """Script hash of the permission output; zeros without exits."""
    def branch(self, index: int) -> list[tuple[bytes, bool]]:
        """Siblings of an exit from the leaves up, each with whether the exit lies to its right.

        Errors: `permission-no-such-exit`.
        """

def proof_roots(proof: bytes, new_values: Sequence[bytes]) -> tuple[bytes, bytes]:
    """State roots before and after setting a proof's keys to `new_values` (value hashes, zeros delete).

    Errors: `state-proof-invalid`.
    """

def process_batch(input: bytes, accept: Callable[[bytes, bytes], bool]) -> bytes:
    """Check a batch input (section 9) and return its journal.

    `accept(image_id, journal)` says whether a transaction journal is proven; what it raises is passed on.
    Errors: codes `batch-…`.
    """

def aggregate(input: bytes, accept: Callable[[bytes, bytes], bool]) -> bytes:
    """Check an aggregator input (section 10.3) and return the settlement journal of 352 bytes.

    `accept(image_id, journal)` says whether a batch journal is proven; what it raises is passed on.
    Errors: codes `aggregate-…`, `lane-proof-…`, `permission-…`.
    """

def permission_tree(exits: bytes) -> PermissionTree:
    """The tree over encoded exit entries (section 10.1). Errors: `exit-malformed`."""

def lane_leaf(lane_tip: bytes, blue_score: int) -> bytes:
    """Leaf value of a lane."""

def lane_root(proof: bytes, lane_key: bytes, leaf: bytes | None = None) -> bytes:
    """Lanes root a proof leads to; without a leaf the proof must show the lane's absence. Errors: `lane-proof-…`."""
