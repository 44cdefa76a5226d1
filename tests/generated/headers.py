"""What all instructions are made with: parameters, what the body asks of the world, and the header that says so."""

from __future__ import annotations

from random import Random

from generated.author import Author
from generated.declared import COIN, Declared
from generated.functions import Names, Parameters, author_for
from generated.wording import indented
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type

ASKS = ("random", "after", "tx", "exit", "mint")


def start(rng: Random, declared: Declared, fresh: Names) -> tuple[Author, Parameters]:
    some: list[Type] = [t.U64, rng.choice([t.U8, t.IntType(True, 64), t.U256, COIN])]
    fields = [type_ for r in declared.resources for _, type_ in r.fields if not isinstance(type_, t.HeldType)]
    author, parameters = author_for(rng, declared, fresh, (*some, rng.choice(fields)))
    author.asks = {ask for ask in ASKS if rng.random() < 0.35}
    return author, parameters


def text(fresh: Names, parameters: Parameters, clauses: list[str], lines: list[str]) -> list[str]:
    """The instruction; what its body asks of the world stands in the header too."""
    inner = "\n".join(lines)
    if "random(" in inner:
        clauses = [*clauses, "random"]
    if " after(" in inner or "(after(" in inner:
        clauses = [*clauses, "after"]
    if "exit(" in inner:
        clauses = [*clauses, "exits Coin"]
    if "Gold.mint(" in inner and not any("board.lock" in clause for clause in clauses):
        clauses = [*clauses, 'permissionless("gold is for everyone")']
    head = [f"instruction {fresh('do')}({parameters.text})", *indented(clauses)]
    return [*head, "{", *indented(lines), "}"]
