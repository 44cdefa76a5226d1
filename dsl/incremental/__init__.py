"""Compiles a text again after an edit, keeping what the edit did not touch."""
