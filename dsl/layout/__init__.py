"""The codec model: every byte layout of a program, derived once."""
