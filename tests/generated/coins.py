"""Value in flight: every coin that is made in a statement ends in the same group of statements."""

from __future__ import annotations

from generated.author import Author
from generated.declared import COIN, GOLD
from generated.values import condition, value
from generated.wording import error
from vprog.dsl.program import types as t


def amount(author: Author, unit: t.UnitType) -> str:
    """A number of the unit that no division is part of: nobody is paid by rounding."""
    written = {place.text for place in author.places}
    names = [a for a in author.of_type(unit) if not a.rounded and a.text not in written]
    name = author.choose(names).text if names and author.chance(0.7) else author.parameter(unit).text
    return author.choose([name, name, f"min({name}, 7)", str(author.rng.randint(0, 5))])


def sources(author: Author) -> list[tuple[str, t.UnitType]]:
    return [
        (f"{r.name}.{f}", u) for r in author.roles if r.writes for f, u in author.declared.resource(r.resource).held
    ]


def targets(author: Author, unit: t.UnitType) -> list[str]:
    found: list[str] = []
    for role in author.roles:
        if role.writes or role.credits:
            found += [f"{role.name}.{f}" for f, u in author.declared.resource(role.resource).held if u == unit]
    return found


def coins_statement(author: Author) -> list[str]:
    """Moves value, or takes or makes some and puts it somewhere."""
    known = sources(author)
    mints = "mint" in author.asks and author.chance(0.4)
    if not known and not mints:
        return []
    if not mints and author.chance(0.4):
        source, unit = author.choose(known)
        others = [target for target in targets(author, unit) if target != source]
        if others:
            return [f"move {amount(author, unit)} from {source} to {author.choose(others)} else {error(author)}"]
    name = author.fresh("c")
    if mints:
        unit, lines = GOLD, [f"let {name} = Gold.mint({amount(author, GOLD)})"]
    else:
        source, unit = author.choose(known)
        lines = [f"let {name} = {source}.take({amount(author, unit)}) else {error(author)}"]
    if author.chance(0.4):
        bound = author.fresh("v")
        lines.append(f"let {bound}: {unit.name} = {name}.value")
        author.bind(bound, unit, rounded=False)
    if author.chance(0.3) and author.depth < 3:
        lines.append(
            f"if {condition(author, 1)} {{ {end_of(author, name, unit)} }} else {{ {end_of(author, name, unit)} }}"
        )
        return lines
    if author.chance(0.3):
        again = author.fresh("c")
        lines.append(f"let {again} = {name}")
        name = again
    return [*lines, end_of(author, name, unit)]


def end_of(author: Author, name: str, unit: t.UnitType) -> str:
    """Where coins go. What L1 backs is never burned; it came from a role that takes it back."""
    known = targets(author, unit)
    if unit == COIN and "exit" in author.asks and author.chance(0.5):
        return f"exit({name}, {value(author, t.SCRIPT)})"
    if known and (unit == COIN or author.chance(0.8)):
        return f"{author.choose(known)}.put({name})" + (f" else {error(author)}" if author.chance(0.5) else "")
    return f"{unit.name}.burn({name})"
