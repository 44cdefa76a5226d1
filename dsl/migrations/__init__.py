"""Migrations keep what a resource is: its address, its owner and its value."""
