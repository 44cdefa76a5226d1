"""Runs, proves and settles programs: embedded L1, node, proofs, settlement."""
