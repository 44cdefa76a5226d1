"""Roles that are used together belong together."""
