"""Interpreter, native guest and zkVM guest on the same generated transactions."""
