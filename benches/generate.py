"""Programs of any length that compile without a finding: `python benches/generate.py 3000 > big.vprog`.

A program is a row of groups of some 500 lines, each about what the ledger example is about: a unit, errors, an event,
a resource, four instructions and a test. The mix is the same at every length, so growth shows by itself. (A program has
at most 255 instructions: with groups as short as the example, 30,000 lines would be refused.)
"""

from __future__ import annotations

import sys
from itertools import count

MAX_GROUPS = 60
LINES_OF_A_GROUP = 500

HEAD = """\
/// Generated for measuring: many vaults of many units.
program generated

const CEILING: u64 = 1_000_000_000

enum Grade { Low, Middle, High }
"""

DECLARATIONS = """
unit Gold#: u64

error {
    Short#   "holds {have}, needs {need}" { have: Gold#, need: Gold# }
    TooMuch# "at most {limit}, got {amount}" { limit: u64, amount: u64 }
    Full#    "the score cannot go any further"
}

event Sent# { source: Address<Vault#>, target: Address<Vault#>, amount: Gold# }

/// One holder of Gold#. The address is bound to the lock it was opened with.
resource Vault# at (first_lock, series) {
    balance:    held Gold#
    score:      u64
    limit:      u64
    series:     u8
    grade:      Grade
    first_lock: LockId
    lock:       Lock
}

/// Opens a vault with nothing in it.
instruction open_#(series: u8, limit: u64, lock: Lock)
    creates vault: Vault# at (id(lock), series)
{
    require limit <= CEILING else TooMuch# { limit: CEILING, amount: limit }
    create vault = Vault# { balance: 0, score: 0, limit, series, grade: Grade.Low, first_lock: id(lock), lock }
}

/// Moves value between two vaults.
instruction send_#(amount: Gold#)
    writes  source: Vault#
    credits target: Vault#
    auth    source.lock
{
    let coins = source.balance.take(amount) else Short# { have: source.balance, need: amount }
    target.balance.put(coins)
    emit Sent# { source: source.id, target: target.id, amount }
}

/// Replaces the lock; the address stays.
instruction rotate_#(lock: Lock)
    writes vault: Vault#
    auth   vault.lock
{
    vault.lock = lock
}
"""

TRAIN = """
/// Changes score, limit and grade by what the owner has done.
instruction train_#(amount: u64, weight: u32)
    writes vault: Vault#
    auth   vault.lock
{
    var total: u64 = 0
"""

ROUND = """\
    let step_@ = vault.score * $ + amount
    require amount <= CEILING else TooMuch# { limit: CEILING, amount }
    if step_@ > vault.limit and weight > $ {
        vault.limit = min(step_@ + weight, CEILING)
    } else {
        vault.score += div_floor(amount + $, 7) else Full#
    }
    match vault.grade {
        Low => vault.grade = Grade.Middle
        Middle | High => total += mul_div(amount, weight, 1000, ceil) else Full#
    }
    for i_@ in 0..$ {
        total += i_@ * 3 else Full#
    }
"""

TRAINED = """\
    vault.score = min(total, CEILING)
}
"""

TEST = """
test "vaults of Gold#" {
    let ann = Vault# {
        balance: 900, score: 1, limit: 9, series: 1, grade: Grade.Low,
        first_lock: id(schnorr(ANN)), lock: schnorr(ANN)
    }
    let ben = Vault# {
        balance: 0, score: 0, limit: 0, series: 2, grade: Grade.High,
        first_lock: id(schnorr(BEN)), lock: schnorr(BEN)
    }
    run send_#(400) with source: ann, target: ben signed ANN
"""

STEP = """\
    run send_#($) with source: ann, target: ben signed ANN
    expect ben.balance + ann.balance == 900
    run send_#(1000) with source: ben, target: ann signed BEN fails Short#
"""


def generate(lines: int, lines_of_a_group: int = LINES_OF_A_GROUP) -> str:
    """A program of about so many lines: at least one group, and short of the number by less than a round."""
    groups = min(MAX_GROUPS, max(1, lines // lines_of_a_group))
    text = HEAD
    for group in range(groups):
        left = lines - text.count("\n")
        text += _group(group, left // (groups - group))
    return text


def _group(number: int, lines: int) -> str:
    rounds: list[str] = []
    steps: list[str] = []
    size = sum(part.count("\n") for part in (DECLARATIONS, TRAIN, TRAINED, TEST)) + 1
    for index in count():
        size += ROUND.count("\n") + (STEP.count("\n") if index % 2 == 0 else 0)
        if index and size > lines:
            break
        rounds.append(ROUND.replace("@", str(index)).replace("$", str(index % 9 + 2)))
        if index % 2 == 0:
            steps.append(STEP.replace("$", str(index % 9 + 1)))
    parts = (DECLARATIONS, TRAIN, *rounds, TRAINED, TEST, *steps, "}\n")
    return "".join(parts).replace("#", str(number))


if __name__ == "__main__":
    sys.stdout.write(generate(int(sys.argv[1]) if len(sys.argv) > 1 else 3000))
