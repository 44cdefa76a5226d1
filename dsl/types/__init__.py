"""Types, exact ranges, and the lowering from tree to typed program."""
