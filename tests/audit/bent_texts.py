"""Programs that people wrote, bent by chance: tokens dropped, doubled, swapped or strange; and characters."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parents[2]
FOLDERS = (HERE / "tests" / "accept" / "cases", *sorted((HERE / "examples").iterdir()), HERE / "stdlib")
PATHS = tuple(path for folder in FOLDERS for path in sorted(folder.glob("*.vprog")))
_TOKEN = re.compile(
    r'//[^\n]*|b?"(?:\\.|[^"\\])*"|[A-Za-z_]\w*(?:::\w+)*|0x[0-9a-f_]+|\d[0-9_a-z]*'
    r"|\.\.|[<>=!+\-*%]=|<<=?|>>=?|->|=>|\s+|.",
    re.DOTALL,
)
_SIGNS = "{}()[]<>|:;,.=+-*%&!?\"'\\/0 19azA_\n\t\x00é\u2028\U0001f600"


class Bender:
    """Bends one of the programs per call."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._texts = {path: path.read_text(encoding="utf-8") for path in PATHS}
        self._tokens = {path: _TOKEN.findall(text) for path, text in self._texts.items()}
        self._pool = [token for tokens in self._tokens.values() for token in tokens if not token.isspace()]

    def bent(self) -> tuple[Path, str]:
        """Where the text was found (its modules are looked for there), and the text bent."""
        path = self._rng.choice(PATHS)
        return path, self._characters(self._texts[path]) if self._rng.random() < 0.15 else self._words(path)

    def _characters(self, text: str) -> str:
        rng = self._rng
        for _ in range(rng.choice([1, 1, 2, 4])):
            at = rng.randrange(len(text))
            other = rng.randrange(len(text))
            new = rng.choice(["", rng.choice(_SIGNS), text[other : other + rng.randrange(40)]])
            text = text[:at] + new + text[at + rng.choice([0, 1, rng.randrange(30)]) :]
        return text

    def _words(self, path: Path) -> str:
        rng, tokens = self._rng, list(self._tokens[path])
        places = [i for i, token in enumerate(tokens) if not token.isspace() and not token.startswith("//")]
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            at, other = rng.choice(places), rng.choice(places)
            match rng.randrange(6):
                case 0:
                    tokens[at] = ""
                case 1:
                    tokens[at] += " " + rng.choice(self._pool)
                case 2:
                    tokens[at], tokens[other] = tokens[other], tokens[at]
                case 3:
                    tokens[at] = rng.choice(self._pool)
                case _:  # most of what still compiles comes from here
                    tokens[at] = rng.choice([t for i in places if _alike(t := tokens[i], tokens[at])] or [""])
        return "".join(tokens)


def _alike(one: str, other: str) -> bool:
    """Two names in small letters, two in large ones, two numbers, or two signs."""
    return [one[:1].islower(), one[:1].isupper(), one[:1].isdigit()] == [
        other[:1].islower(),
        other[:1].isupper(),
        other[:1].isdigit(),
    ]
