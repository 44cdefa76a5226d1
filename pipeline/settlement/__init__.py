"""Moves the covenant on L1 forward, and reads where it stands."""
