"""Proofs about a typed program: symbolic execution over unbounded integers, and z3 behind one module (`solver`)."""
