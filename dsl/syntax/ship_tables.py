"""`python -m vprog.dsl.syntax.ship_tables`: writes the parse tables beside the grammar of the package it runs in.

For building wheels, so that an installed `vprog` never needs to make them.
"""

from __future__ import annotations

from vprog.dsl.syntax.make_tables import make_tables
from vprog.dsl.syntax.tables import SHIPPED_PATH, dump, read_grammar


def main() -> None:
    grammar = read_grammar()
    with open(SHIPPED_PATH, "w", encoding="utf-8") as file:
        file.write(dump(grammar, make_tables(grammar)))


if __name__ == "__main__":
    main()
