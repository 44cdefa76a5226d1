"""Follows the chain, executes batches, keeps the state."""
