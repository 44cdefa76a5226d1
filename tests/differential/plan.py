"""How much is compared. `VPROG_LONG=1` compares ten times as much."""

from __future__ import annotations

import os

from support.programs import EXAMPLES

PROGRAMS = EXAMPLES
SIZE = 100
"""Transactions of one history; it has to be long enough for its state to grow."""
CHUNKS = 11 * (10 if os.environ.get("VPROG_LONG") == "1" else 1)
"""Histories of each program, so 2,200 transactions in all."""
MALFORMED = 4
"""Malformed host inputs for each history."""
