"""Taking guest inputs apart, as far as a test needs it: which journals will the guest want verified?"""

import json
import os
from pathlib import Path
from typing import Any

from vprog.pipeline.workers import Assumption

REPOSITORY = Path(__file__).resolve().parents[2]
VECTORS = Path(os.environ.get("VPROG_VECTORS") or REPOSITORY.parent / "shared" / "vectors")

Case = dict[str, Any]


def vectors(name: str, array: str) -> list[Case]:
    """One array of a vector file; fails when the vectors are missing."""
    return json.loads((VECTORS / "vprogs" / f"{name}.json").read_text())[array]


def take_blob(data: bytes, at: int) -> tuple[bytes, int]:
    """The blob at `at` (as much of it as there is) and the offset after it."""
    end = at + 4 + int.from_bytes(data[at : at + 4], "little")
    return data[at + 4 : end], end


def journals(data: bytes, image_id: bytes) -> list[Assumption]:
    """Every complete `u32 len ‖ journal` in a row, as statements about `image_id`."""
    found: list[Assumption] = []
    at = 0
    while at + 4 <= len(data):
        journal, at = take_blob(data, at)
        if at <= len(data):
            found.append(Assumption(image_id, journal))
    return found


def batch_assumptions(blob: bytes) -> list[Assumption]:
    """The transaction journals of a batch guest's input (framework section 9.1)."""
    _, after_proof = take_blob(blob, 128)
    rest, _ = take_blob(blob, after_proof + 3 * 8 + 32 + 32 + 8 + 1)
    return journals(rest, blob[:32])


def aggregator_assumptions(blob: bytes) -> list[Assumption]:
    """The batch journals of an aggregator guest's input (framework section 10.2)."""
    _, after_proof = take_blob(blob, 128)
    return journals(blob[after_proof:], blob[:32])
