"""Frozen classes with slots that cost a cold start next to nothing: for the trees and for what the compiler passes on.

attrs writes source text for each class and compiles it when the module is loaded: 0.16 ms a class, and the compiler has
three hundred. Here a class gets its `__init__` when its first instance is made; most runs make few of the kinds. What
is only loaded after that (proofs, tests, the interpreter, the client) uses attrs.
"""

from __future__ import annotations

from functools import cache
from types import CodeType, FunctionType
from typing import Any, TypeVar, cast, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """Class decorator of values: frozen, equal when class and fields are, shown with their fields."""
    return frozen(cls, __eq__=_equal, __hash__=_hash, __repr__=_show)


def frozen(cls: type[T], **methods: Any) -> type[T]:
    """The class with its annotated fields (after those of its bases) as slots, which no one assigns again.

    `methods` are put into the class where it does not define them itself. Fields with a default may be left out;
    what is annotated as a ClassVar is no field."""
    own = tuple(name for name, kind in cls.__annotations__.items() if not kind.startswith("ClassVar"))
    inherited = tuple(name for base in cls.__bases__ for name in getattr(base, "__match_args__", ()))
    defaults = {name: cls.__dict__[name] for name in own if name in cls.__dict__}
    dropped = {*defaults, "__dict__", "__weakref__"}
    body = {name: value for name, value in cls.__dict__.items() if name not in dropped}
    body["__slots__"] = own
    body["__match_args__"] = inherited + own
    body["__defaults__"] = {**getattr(cls.__bases__[0], "__defaults__", {}), **defaults}
    body["__setattr__"], body["__delattr__"] = _refuse, _refuse
    body["__reduce__"] = _reduce
    body.setdefault("__init__", _first_init)
    made: Any = type(cls)(cls.__name__, cls.__bases__, body | {k: v for k, v in methods.items() if k not in body})
    return made


def replace(node: T, **changes: Any) -> T:
    """A copy with other values in some fields."""
    cls = cast("Any", type(node))
    names: tuple[str, ...] = cls.__match_args__
    return cls(**({name: getattr(node, name) for name in names} | changes))


def _first_init(self: Any, *arguments: Any, **named: Any) -> None:
    """Stands in for `__init__` until the first instance is made."""
    cls = cast("Any", type(self))
    names: tuple[str, ...] = cls.__match_args__
    defaults: dict[str, Any] = cls.__defaults__
    code = _template(len(names)).replace(co_varnames=("self", *names), co_name="__init__")
    scope = {f"set_{place}": getattr(cls, name).__set__ for place, name in enumerate(names)}
    made = FunctionType(code, scope, "__init__", tuple(defaults[name] for name in names if name in defaults))
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    type.__setattr__(cls, "__init__", made)
    made(self, *arguments, **named)


@cache
def _template(fields: int) -> CodeType:
    """The code of an `__init__` with so many parameters, which each class then names for itself."""
    scope: dict[str, Any] = {}
    parameters = "".join(f", f{place}" for place in range(fields))
    lines = "".join(f"\n    set_{place}(self, f{place})" for place in range(fields)) or "\n    pass"
    exec(f"def __init__(self{parameters}):{lines}", scope)
    return scope["__init__"].__code__


def _refuse(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"{type(self).__name__} is frozen: {name}")


def _reduce(self: Any) -> tuple[Any, ...]:
    cls = cast("Any", type(self))
    return cls, tuple(getattr(self, name) for name in self.__match_args__)


def _equal(self: Any, other: Any) -> bool:
    if self is other:
        return True
    if type(self) is not type(other):
        return NotImplemented
    return all(getattr(self, name) == getattr(other, name) for name in self.__match_args__)


def _hash(self: Any) -> int:
    return hash((type(self).__name__, *(getattr(self, name) for name in self.__match_args__)))


def _show(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__name__}({shown})"
