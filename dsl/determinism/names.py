"""Names under which other languages reach outside of the transaction (rule 13)."""

from __future__ import annotations

_CLOCK = "`after(score)` asks whether the chain is so far"
_CHANCE = "`random(nonce)`, or `random(nonce, below)`, draws from the proven context"
_WORLD = "what a program needs to know is a parameter, or a field of a role in the header"
_OUTPUT = "what happened is told by `emit`"
_INSTEAD = {
    _CLOCK: (
        "now time gettime currenttime timestamp blocktime blocktimestamp clock getclock sysvar block blocks "
        "blockheight blocknumber blockscore height slot epoch date today daascore bluescore"
    ),
    _CHANCE: "rand rng rnd randint randrange randu64 prng entropy dice prevrandao blockhash getrandom",
    _WORLD: "env getenv environ environment http fetch readfile stdin sleep uuid",
    _OUTPUT: "print println printf log console msglog debug trace",
}
_BY_NAME = {name: instead for instead, names in _INSTEAD.items() for name in names.split()}


def instead_of(name: str) -> str | None:
    """What a program says in place of an unknown name that would reach outside of the transaction; None for others."""
    return _BY_NAME.get(name.replace("_", "").lower())
