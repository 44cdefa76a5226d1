"""A program with one of everything, into which a test puts the body or the header that it is about."""

from __future__ import annotations

from vprog.dsl.compile import Compilation

DECLARATIONS = """program sample

unit Sompi: u64
unit Shares: u64
enum Colour { Red, Green, Blue }
struct Point { x: u64, y: u64 }
enum Shape { Empty, Circle { radius: u32 } }
const LIMIT: Sompi = 1000
const COUNT: u8 = 4
const KEY: PubKey = 0xf9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9
error {
    Short "short of {have}" { have: Sompi }
    Bad   "bad"
}
event Paid { from: Address<User>, amount: Sompi }
resource Config at label("config") { rate: u8 limit: Sompi covenant: CovenantId lock: Lock }
resource User at lock(owner) {
    balance: held Sompi
    count:   u64
    small:   u8
    signed:  i64
    colour:  Colour
    owner:   LockId
    lock:    Lock
}
"""

PARAMETERS = "amount: Sompi, n: u64, k: u8, opt: u64?, shares: Shares"
HEADER = "writes user: User\n    auth user.lock"


def program(items: str) -> str:
    """The declarations above and these items."""
    return f"{DECLARATIONS}\n{items}\n"


def with_body(body: str, parameters: str = PARAMETERS, header: str = HEADER) -> str:
    """An instruction of this body; it writes a `user`."""
    return program(f"instruction go({parameters})\n    {header}\n{{\n    user.count = 0\n{body}\n}}\n")


def compiled(source: str) -> Compilation:
    return Compilation(source, "sample.vprog")


def findings(source: str) -> list[tuple[str, str]]:
    """Code and underlined text of every finding, in the order of the source."""
    return [
        (finding.rule.code, source[finding.primary.span.start : finding.primary.span.end])
        for finding in compiled(source).diagnostics
    ]
