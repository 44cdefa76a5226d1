"""Bits of source text that many statements share."""

from __future__ import annotations

from generated.author import Author
from generated.values import value


def indented(lines: list[str]) -> list[str]:
    return ["    " + line for line in lines]


def error(author: Author) -> str:
    """An error of the program with its arguments, or a predeclared one."""
    if author.chance(0.1):
        return "OutOfRange"
    name, fields = author.choose(author.declared.errors)
    if not fields:
        return name
    return f"{name} {{ {', '.join(f'{field}: {value(author, type_, 1)}' for field, type_ in fields)} }}"


def block(author: Author, most: int = 2) -> list[str]:
    """Some statements in a block of their own."""
    return indented(author.write(author.inside(), author.rng.randint(1, most)))
