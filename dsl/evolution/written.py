"""Expressions of a record as an author writes them: a record has them in full, with every conversion and bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LEVELS = (("or",), ("and",), ("not",), ("==", "!=", "<", "<=", ">", ">="), ("+", "-"), ("*", "%", "<<", ">>"))
_LEVEL = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators}
_ATOM = len(_LEVELS)
_COMPARED = 3
"""Comparisons stand in no chains."""
_MOST_DEEP = 200
_OPEN, _CLOSE = "([{", ")]}"
_BYTES = re.compile(r"(\S+) 0x((?:[0-9a-f]{2})*)")
_ELSE = re.compile(r"(.*) else (\w+)", re.DOTALL)
_REMAINDER = re.compile(r"rem\((.*)\)", re.DOTALL)


def written(text: str) -> str:
    """A condition, or another expression. What no program has is left as it is."""
    return _expression(text)[0] if sum(map(text.count, (*_OPEN, "not "))) <= _MOST_DEEP else text


def split_else(text: str) -> tuple[str, str]:
    """A condition of a record and the error that it gives; `after`, and older records, have none."""
    hit = _ELSE.fullmatch(text)
    return (text, "") if hit is None else (hit.group(1), hit.group(2))


def written_address(text: str) -> str:
    """What stands behind `at`: a resource's own fields without `self`."""
    shown = _inside(text, 0, len(text)) if text.startswith("(") else written(text)
    return re.sub(r"\bself\.", "", shown)


def address_change(old: str | None, new: str | None, constants: str) -> str:
    """Two addresses, None for any; one that only has other `constants` is shown once."""
    shown = ["any" if text is None else f"at {written_address(text)}" for text in (old, new)]
    if old == new:
        return f"{shown[0]}: {constants}"
    return f"{shown[0]} -> {shown[1]}{f' ({constants})' if constants else ''}"


def _expression(text: str) -> tuple[str, int]:
    """The text and how strongly its outermost operator binds."""
    if text.startswith("(") and _end(text, 0) == len(text):
        return _binary(text[1:-1])
    if text.startswith("[") and _end(text, 0) == len(text):
        parts = list(_split(text[1:-1], " as "))
        if len(parts) > 1:
            return _expression(parts[0])
    if text.startswith("not "):
        return f"not {_beside(text[4:], _LEVEL['not'], strict=False)}", _LEVEL["not"]
    if hit := _BYTES.fullmatch(text):
        data = bytes.fromhex(hit.group(2))
        return (f'"{data.decode("utf-8", "replace")}"' if hit.group(1).startswith("text") else f"0x{data.hex()}"), _ATOM
    if text.startswith("none: "):
        return "none", _ATOM
    if (hit := _REMAINDER.fullmatch(text)) and _end(text, 3) == len(text):
        numbers = list(_split(next(_split(hit.group(1), "; ")), ", "))
        if len(numbers) == 2:
            return _operation(numbers[0], "%", numbers[1])
    return _calls(text), _ATOM


def _binary(text: str) -> tuple[str, int]:
    words = list(_split(text, " "))
    place = next((n for n, word in enumerate(words) if n and word in _LEVEL and word != "not"), None)
    if place is None:
        return _expression(text)
    return _operation(" ".join(words[:place]), words[place], " ".join(words[place + 1 :]))


def _operation(left: str, operator: str, right: str) -> tuple[str, int]:
    level = _LEVEL[operator]
    return f"{_beside(left, level, level == _COMPARED)} {operator} {_beside(right, level, strict=True)}", level


def _beside(text: str, level: int, strict: bool) -> str:
    """An operand, in brackets where it would be read otherwise."""
    shown, own = _expression(text)
    return f"({shown})" if own < level or (strict and own == level) else shown


def _calls(text: str) -> str:
    """Names, with what stands in the brackets of calls, indices and literals."""
    out: list[str] = []
    place = 0
    while place < len(text):
        if text[place] in _OPEN:
            end = _end(text, place)
            out.append(_inside(text, place, end))
            place = end
        else:
            end = _after_text(text, place)
            out.append(text[place:end])
            place = end
    return "".join(out)


def _inside(text: str, start: int, end: int) -> str:
    """A bracket with a list in it, without the error behind a `;`."""
    first = text[start]
    inner = next(_split(text[start + 1 : end - 1], "; "), "")
    if first == "{":
        fields = (part.partition(": ") for part in _split(inner.strip(), ", "))
        return f"{{ {', '.join(f'{name}: {written(value)}' for name, _, value in fields)} }}"
    return first + ", ".join(written(part) for part in _split(inner, ", ")) + _CLOSE[_OPEN.index(first)]


def _split(text: str, sign: str) -> Iterator[str]:
    """At every sign that stands in no bracket and no text."""
    start = place = 0
    while place < len(text):
        if text.startswith(sign, place):
            yield text[start:place]
            start = place = place + len(sign)
        else:
            place = _end(text, place) if text[place] in _OPEN else _after_text(text, place)
    yield text[start:]


def _end(text: str, start: int) -> int:
    """Behind the bracket that opens at `start`."""
    depth, place = 0, start
    while place < len(text):
        depth += (text[place] in _OPEN) - (text[place] in _CLOSE)
        place = _after_text(text, place)
        if depth == 0:
            return place
    return len(text)


def _after_text(text: str, place: int) -> int:
    """Behind one character, or a text in quotes."""
    if text[place] != '"':
        return place + 1
    place += 1
    while place < len(text) and text[place] != '"':
        place += 2 if text[place] == "\\" else 1
    return min(place + 1, len(text))
