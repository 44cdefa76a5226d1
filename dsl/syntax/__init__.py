"""The tree as written, and the parser that builds it."""
