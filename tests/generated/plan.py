"""How much is generated. `VPROG_LONG=1`: over 20,000 pairs of program and transaction, 200 programs in the zkVM."""

from __future__ import annotations

import os

LONG = os.environ.get("VPROG_LONG") == "1"
CRATES = 20 if LONG else 1
"""Programs of one crate are compiled together."""
PROGRAMS = 60
"""In each crate."""
TRANSACTIONS = 60
"""Of each program."""
ZKVM_CRATES = 4
"""The programs of so many crates run in the zkVM too, in the long tests, with"""
ZKVM_TRANSACTIONS = 5
"""of their transactions."""
TEXTS = 1000 if LONG else 40
"""Further programs that are compiled and formatted only."""
