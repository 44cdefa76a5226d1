"""Journals of the batch guest (framework section 9.3) and of the aggregator (10.3)."""

from __future__ import annotations

from attrs import fields, frozen

from vprog.wire.codec import DecodeError, Reader
from vprog.wire.exits import Exit, decode_exits

SETTLEMENT_JOURNAL_SIZE = 352


@frozen
class BatchJournal:
    """How one batch moved the state and the lane, and what it pays out."""

    prev_state: bytes
    prev_lane_tip: bytes
    prev_lane_blue_score: int
    new_state: bytes
    new_lane_tip: bytes
    new_lane_blue_score: int
    lane_key: bytes
    covenant_id: bytes
    tx_image_id: bytes
    deposit_spk_hash: bytes
    lane_expired: bool
    exits: tuple[Exit, ...]

    @classmethod
    def decode(cls, raw: bytes) -> BatchJournal:
        """Raises DecodeError (or GuestError for a bad exit)."""
        r = Reader(raw)
        return cls(
            prev_state=r.take(32, "prev_state"),
            prev_lane_tip=r.take(32, "prev_lane_tip"),
            prev_lane_blue_score=r.u64("prev_lane_blue_score"),
            new_state=r.take(32, "new_state"),
            new_lane_tip=r.take(32, "new_lane_tip"),
            new_lane_blue_score=r.u64("new_lane_blue_score"),
            lane_key=r.take(32, "lane_key"),
            covenant_id=r.take(32, "covenant_id"),
            tx_image_id=r.take(32, "tx_image_id"),
            deposit_spk_hash=r.take(32, "deposit_spk_hash"),
            lane_expired=r.boolean("lane_expired"),
            exits=decode_exits(r.rest()),
        )


@frozen
class SettlementJournal:
    """The 352 bytes that the covenant rebuilds: eleven 32-byte fields in this order."""

    prev_state: bytes
    prev_lane_tip: bytes
    new_state: bytes
    new_lane_tip: bytes
    new_seq_commit: bytes
    covenant_id: bytes
    tx_image_id: bytes
    batch_image_id: bytes
    permission_spk_hash: bytes
    deposit_spk_hash: bytes
    lane_key: bytes

    @classmethod
    def decode(cls, raw: bytes) -> SettlementJournal:
        """Raises DecodeError for any other length."""
        if len(raw) != SETTLEMENT_JOURNAL_SIZE:
            raise DecodeError("settlement_journal")
        return cls(*(raw[i : i + 32] for i in range(0, len(raw), 32)))

    def encode(self) -> bytes:
        """352 bytes."""
        return b"".join(getattr(self, f.name) for f in fields(SettlementJournal))
