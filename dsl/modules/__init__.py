"""Modules: files that a program uses, and the names that they lend it."""
