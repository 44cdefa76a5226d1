"""Functions by chance: of values, over roles, with coins and with a linear struct."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from generated.author import NOWHERE, Atom, Author, RoleName, atoms_of, number_atom
from generated.declared import COIN, Declared, FunctionModel, written
from generated.statements import body
from generated.values import condition, value
from generated.wording import indented
from vprog.dsl.program import types as t
from vprog.dsl.program.types import Type, integer_of

Names = Callable[[str], str]


class Parameters:
    """Grows while a body is written; what is asked for again is mostly the same parameter."""

    def __init__(self, rng: Random, fresh: Names) -> None:
        self.rng = rng
        self.fresh = fresh
        self.known: list[tuple[str, Type, Atom]] = []
        self.owned: set[str] = set()
        """Those of one statement alone, which a condition is about."""

    def __call__(self, type_: Type, *, own: bool = False) -> Atom:
        same = [atom for _, known, atom in self.known if known == type_ and atom.text not in self.owned]
        same = [atom for atom in same if atom.free or not _is_number(type_)]
        if same and not own and self.rng.random() < 0.7:
            return self.rng.choice(same)
        name = self.fresh("p")
        atom = number_atom(name, type_, free=True) if _is_number(type_) else Atom(name, type_)
        self.known.append((name, type_, atom))
        if own:
            self.owned.add(name)
        return atom

    @property
    def text(self) -> str:
        return ", ".join(f"{name}: {written(type_)}" for name, type_, _ in self.known)


def _is_number(type_: Type) -> bool:
    return integer_of(type_) is not None and not isinstance(type_, t.OutputIndexType)


def author_for(
    rng: Random, declared: Declared, fresh: Names, start: tuple[Type, ...] = ()
) -> tuple[Author, Parameters]:
    """Someone who writes one body; `start` are types of parameters that conditions may be about."""
    parameters = Parameters(rng, fresh)
    author = Author(rng, declared, fresh, parameters, body)
    for type_ in start:
        name = fresh("p")
        parameters.known.append((name, type_, atoms_of(name, type_)[0]))
        author.bind(name, type_, rounded=False)
    for name, type_, known in declared.constants:
        if isinstance(known, int) and not isinstance(known, bool):
            room = t.ExactType(known, known, t.unit_of(type_))
            author.atoms.append(_constant(name, type_, room))
        else:
            author.atoms.append(Atom(name, type_))
    return author, parameters


def _constant(name: str, type_: Type, room: t.ExactType) -> Atom:
    from vprog.dsl.types.ranges import Range

    only = Range(room.low, room.high)
    return Atom(name, t.ExactType(room.low, room.high, room.unit), only, only, exact=True)


def functions(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    """The text of some functions, which `declared` knows from here on."""
    lines: list[str] = []
    for make in (_of_values, _over_role, _giving, _taking):
        if rng.random() < 0.75:
            lines += make(rng, declared, fresh)
    return lines


def _of_values(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    result = rng.choice([t.U64, COIN, t.BOOL, *declared.structs[:1], *declared.enums[-1:]])
    author, parameters = author_for(rng, declared, fresh, (t.U64, t.U32, result))
    author.returns = NOWHERE
    inner = [*body(author, rng.randint(0, 2)), f"if {condition(author)} {{ return {value(author, result, 1)} }}"]
    inner += [*body(author, rng.randint(0, 1)), f"return {value(author, result)}"]
    name = fresh("f")
    declared.functions.append(FunctionModel(name, tuple(x for _, x, _ in parameters.known), result))
    return [f"fn {name}({parameters.text}) -> {t.show(result)} {{", *indented(inner), "}"]


def _over_role(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    resource = rng.choice(["Board", "Item"])
    author, parameters = author_for(rng, declared, fresh, (t.U64,))
    author.see_role(RoleName("it", resource, writes=True))
    author.divides, author.returns = False, 1
    author.places = [place for place in author.places if not place.text.endswith(".lock")]
    inner, name = body(author, rng.randint(1, 3)), fresh("f")
    declared.functions.append(FunctionModel(name, (resource, *(x for _, x, _ in parameters.known)), None, writes=True))
    return [f"fn {name}(it: {resource}, {parameters.text}) {{", *indented(inner), "}"]


def _giving(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    name = fresh("f")
    declared.functions.append(FunctionModel(name, ("Item", COIN), t.CoinsType(COIN), writes=True))
    return [
        f"fn {name}(it: Item, amount: Coin) -> coins Coin {{",
        "    let taken = it.has.take(amount) else Plain",
        "    return taken",
        "}",
    ]


def _taking(rng: Random, declared: Declared, fresh: Names) -> list[str]:
    name, resource = fresh("f"), rng.choice(["Board", "Item"])
    field = "kept" if resource == "Board" else "has"
    declared.functions.append(FunctionModel(name, (resource, t.CoinsType(COIN)), None, writes=True))
    return [f"fn {name}(it: {resource}, value: coins Coin) {{", f"    it.{field}.put(value) else Plain", "}"]
