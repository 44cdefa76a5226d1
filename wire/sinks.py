"""Where a handler puts its exits and its deposit (framework spec, section 5.3)."""

from .codec import DecodeError
from .exits import Exit, StandardSpk
from .hashes import ZERO_HASH

DEPOSIT_SET_TWICE = "deposit_spk_hash set twice with differing values"


class ExitSink:
    """Collects withdrawals to L1, in order."""

    def __init__(self) -> None:
        self._entries: list[Exit] = []

    @property
    def entries(self) -> tuple[Exit, ...]:
        """What was emitted."""
        return tuple(self._entries)

    def emit(self, spk: StandardSpk, amount: int) -> None:
        """Append an exit; any u64 amount."""
        self._entries.append(Exit(spk, amount))

    def encode(self) -> bytes:
        """Entries one after the other, without a count."""
        return b"".join(entry.encode() for entry in self._entries)


class DepositSink:
    """The one deposit script hash of a transaction; zero means unset."""

    def __init__(self) -> None:
        self._value = ZERO_HASH

    @property
    def value(self) -> bytes:
        """The hash, zero while unset."""
        return self._value

    def set(self, spk_hash: bytes) -> None:
        """The first non-zero value wins, equal repeats are fine; DecodeError for a different one, zero included."""
        if self._value == ZERO_HASH:
            self._value = spk_hash
        elif spk_hash != self._value:
            raise DecodeError(DEPOSIT_SET_TWICE)
