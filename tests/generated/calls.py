"""Calls of functions, with values, roles and coins."""

from __future__ import annotations

from generated.author import Author
from generated.coins import amount, end_of, sources
from generated.declared import FunctionModel
from generated.values import value
from generated.wording import error
from vprog.dsl.program import types as t


def call(author: Author) -> list[str]:
    """One call that stands alone, or gives a name its value. A function that writes is called only where nothing that
    was read before can be stored afterwards."""
    if not author.calls:
        return []
    able = [(f, roles) for f in author.declared.functions if (roles := _roles(author, f)) is not None]
    if author.depth:
        able = [(f, roles) for f, roles in able if not f.writes]
    if not author.divides:
        able = [(f, roles) for f, roles in able if not isinstance(f.result, t.IntType | t.UnitType)]
    if not able:
        return []
    function, roles = author.choose(able)
    before: list[str] = []
    arguments: list[str] = []
    for parameter in function.parameters:
        if isinstance(parameter, str):
            arguments.append(roles.pop(0))
        elif isinstance(parameter, t.CoinsType):
            name = author.fresh("c")
            source = author.choose([s for s, unit in sources(author) if unit == parameter.unit])
            before.append(f"let {name} = {source}.take({amount(author, parameter.unit)}) else {error(author)}")
            arguments.append(name)
        elif function.writes:
            arguments.append(author.parameter(parameter).text)
        else:
            arguments.append(value(author, parameter, 1))
    text = f"{function.name}({', '.join(arguments)})"
    if function.writes:
        author.atoms = [a for a in author.atoms if a.role or a.text in arguments]
    if function.result is None:
        return [*before, text]
    name = author.fresh("c" if isinstance(function.result, t.CoinsType) else "v")
    lines = [*before, f"let {name} = {text}"]
    if isinstance(function.result, t.CoinsType):
        return [*lines, end_of(author, name, function.result.unit)]
    author.bind(name, function.result)
    return lines


def _roles(author: Author, function: FunctionModel) -> list[str] | None:
    """Distinct roles for a function; None where there are not enough, or no coins for it."""
    free = [r for r in author.roles if r.reads and (r.writes or not function.writes)]
    found: list[str] = []
    for parameter in function.parameters:
        if isinstance(parameter, str):
            fitting = [r.name for r in free if r.resource == parameter and r.name not in found]
            if not fitting:
                return None
            found.append(author.choose(fitting))
        elif isinstance(parameter, t.CoinsType) and not any(u == parameter.unit for _, u in sources(author)):
            return None
    return found
