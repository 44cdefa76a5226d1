"""Addresses are derived from what identifies a resource, and never collide."""
