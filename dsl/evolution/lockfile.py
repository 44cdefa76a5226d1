"""`vprog.lock`: the record as JSON, the same bytes for the same program on every machine."""

from __future__ import annotations

import json
import types
import typing
from functools import cache
from typing import Any, TypeVar, cast

from vprog.dsl.evolution.model import FORMAT, READABLE, Lock

T = TypeVar("T")


class BadLockError(ValueError):
    """The text is no record of a program, or of a format that is no longer known."""


def write_lock(lock: Lock) -> str:
    """The file's text: keys in the order of the model, two spaces, ended by a line break."""
    return json.dumps(lock, indent=2, ensure_ascii=False, default=_fields) + "\n"


def _fields(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__match_args__}


def read_lock(text: str) -> Lock:
    """The record in a file. Raises BadLockError for anything that `write_lock` does not write."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise BadLockError("this is no JSON") from None
    version = cast("dict[str, Any]", data).get("format") if isinstance(data, dict) else None
    if version not in READABLE:
        raise BadLockError(f"its format is {version!r}, and this version of vprog reads {FORMAT}")
    return _read(Lock, data, "lock")


@cache
def _types(cls: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _read(cls: type[T], data: Any, where: str) -> T:
    names: tuple[str, ...] = cast("Any", cls).__match_args__
    if not isinstance(data, dict) or set(cast("dict[str, Any]", data)) != set(names):
        raise BadLockError(f"`{where}` must have exactly {', '.join(names)}")
    return cls(**{name: _value(_types(cls)[name], data[name], f"{where}.{name}") for name in names})


def _value(kind: Any, data: Any, where: str) -> Any:
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        return None if data is None else _value(typing.get_args(kind)[0], data, where)
    if origin is tuple:
        if not isinstance(data, list):
            raise BadLockError(f"`{where}` must be a list")
        inner = typing.get_args(kind)[0]
        return tuple(_value(inner, item, f"{where}[{place}]") for place, item in enumerate(cast("list[Any]", data)))
    if hasattr(kind, "__match_args__"):
        return _read(kind, data, where)
    if type(data) is not kind:
        raise BadLockError(f"`{where}` must be of type {kind.__name__}")
    return data
