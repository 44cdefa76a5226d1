"""A program, and what each class of change looks like in it: the edit and the changes it is reported as."""

from __future__ import annotations

from .base import BASE

PAIRS: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str, str]]]] = {
    "kind": (
        [("resource Config at", 'resource Extra at label("extra") {\n    lock: Lock\n}\n\nresource Config at')],
        [
            ("kind", "Config and more", "`Config` 0 -> 1, `User` 1 -> 2, `Voter` 2 -> 3"),
            ("added", "Extra", "a resource of kind 0"),
        ],
    ),
    "resource": (
        [
            ("resource Config at", "resource Settings at"),
            (": Config", ": Settings"),
            ("= Config", "= Settings"),
            ("    code:     bytes[8]\n", ""),
            (' code: b"12345678",', ""),
        ],
        [
            ("resource", "Config", "kind 0 is gone"),
            ("roles", "init.config", "Config -> Settings"),
            ("roles", "pay.config", "Config -> Settings"),
            ("roles", "deposit.config", "Config -> Settings"),
            ("roles", "vote.config", "Config -> Settings"),
            ("added", "Settings", "a resource of kind 0"),
        ],
    ),
    "field": (
        [("    visits:  u32\n", "    visits:  u32\n    age:     u32\n"), ("visits: 0,", "visits: 0, age: 0,")],
        [("field", "User.age", "`u32` is new")],
    ),
    "field removed": (
        [("    code:     bytes[8]\n", ""), (' code: b"12345678",', "")],
        [("field", "Config.code", "`bytes[8]` is gone")],
    ),
    "order": (
        [("    visits:  u32\n    points:  Points\n", "    points:  Points\n    visits:  u32\n")],
        [
            (
                "order",
                "User",
                "balance, visits, points, parent, first, lock -> balance, points, visits, parent, first, lock",
            )
        ],
    ),
    "width": (
        [("    visits:  u32\n", "    visits:  u64\n")],
        [("width", "User.visits", "u32 -> u64")],
    ),
    "a sign is no width": (
        [
            ("    visits:  u32\n", "    visits:  i32\n"),
            ("visits = note", "visits = note else TooMuch"),
            ("visits = by", "visits = by else TooMuch"),
        ],
        [("type", "User.visits", "u32 -> i32")],
    ),
    "width of bytes": (
        [("code:     bytes[8]", "code:     bytes[9]"), ('b"12345678"', 'b"123456789"')],
        [("width", "Config.code", "bytes[8] -> bytes[9]")],
    ),
    "width of a unit": (
        [("unit Points: u32", "unit Points: u64")],
        [("width", "Points", "u32 -> u64, wherever the unit is stored or sent")],
    ),
    "type": (
        [
            ("limit:    Sompi", "limit:    u64"),
            ("limit: LIMIT", "limit: 7"),
            ("    where   amount + 1 <=", "    where   note + 1 <="),
        ],
        [
            ("type", "Config.limit", "Sompi -> u64"),
            ("condition", "pay", "`where amount + 1 <= config.limit` is gone"),
            ("stronger", "pay", "`where note + 1 <= config.limit` is new"),
        ],
    ),
    "variants": (
        [("{ Open, Closed }", "{ Paused, Open, Closed }")],
        [("variants", "Phase", "Open, Closed -> Paused, Open, Closed")],
    ),
    "derivation": (
        [('label("config")', 'label("settings")')],
        [("derivation", "Config", 'at label("config") -> at label("settings")')],
    ),
    "tag": (
        [("instruction deposit(", "instruction nothing()\n    reads config: Config\n{ }\n\ninstruction deposit(")],
        [
            ("tag", "deposit and more", "`deposit` 3 -> 4, `leave` 4 -> 5, `count` 5 -> 6, `vote` 6 -> 7"),
            ("added", "nothing", "an instruction with tag 3"),
        ],
    ),
    "instruction": (
        [
            ("instruction count(by: u32,", "instruction counting(by: u64,"),
            (".visits = by", ".visits = by else TooMuch"),
        ],
        [("instruction", "count", "tag 5 is gone"), ("added", "counting", "an instruction with tag 5")],
    ),
    "parameters": (
        [("pay(amount: Sompi, note: u32)", "pay(note: u32, amount: Sompi)")],
        [("parameters", "pay", "(amount: Sompi, note: u32) -> (note: u32, amount: Sompi)")],
    ),
    "roles": (
        [
            (
                "    writes  source: User\n    credits target: User\n",
                "    credits target: User\n    writes  source: User\n",
            )
        ],
        [("roles", "pay", "`config`, `source`, `target` -> `config`, `target`, `source`")],
    ),
    "roles no longer create": (
        [
            ("user: User at lock(lock) or creates", "user: User at lock(lock)"),
            (BASE[BASE.index("    match user") : BASE.index("instruction leave") - 3], "    user.balance.put(coins)\n"),
        ],
        [("roles", "deposit.user", "no longer creates the resource when it is not there")],
    ),
    "access": (
        [
            (
                "    credits target: User\n    auth    source.lock",
                "    writes  target: User\n    auth    all of (source.lock, target.lock)",
            ),
            ("source.visits = note", "target.visits = note"),
        ],
        [
            ("access", "pay.target", "credits -> writes"),
            ("stronger", "pay", "`source.lock` is no longer enough"),
        ],
    ),
    "address": (
        [("user: User at lock(lock) or creates", "user: User or creates")],
        [("address", "deposit.user", "at lock(id(lock)) -> any")],
    ),
    "aliasing": (
        [("    auth   all of (user.lock", "    may_alias(user, other)\n    auth   all of (user.lock")],
        [("aliasing", "count", "`other`, `user` may be the same now")],
    ),
    "authority": (
        [
            (
                "    auth   all of (user.lock, other.lock)",
                '    auth   any of (user.lock, other.lock)\n    permissionless("it")',
            )
        ],
        [("authority", "count", "`other.lock` is enough now"), ("permissionless", "count", "is permissionless now")],
    ),
    "permissionless": (
        [("    auth   user.lock\n", '    auth   user.lock\n    permissionless("the owner agrees in any case")\n')],
        [("permissionless", "leave", "is permissionless now")],
    ),
    "authority of another key": (
        [("0xf9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9", "0x" + "11" * 32)],
        [("authority", "init", f"`key 0x{'11' * 32}` is enough now (`GENESIS`)")],
    ),
    "condition": (
        [("    where   amount + 1 <= config.limit else TooMuch\n", "    where   config.limit > 0\n")],
        [
            ("condition", "pay", "`where amount + 1 <= config.limit` is gone"),
            ("stronger", "pay", "`where config.limit > 0` is new"),
        ],
    ),
    "value": (
        [
            ("    exits  Sompi\n", ""),
            ("leave(amount: Sompi, to: L1Script)\n", "leave(amount: Sompi, to: L1Script)\n    credits heir: User\n"),
            ("    exit(coins, to)", "    heir.balance.put(coins)"),
        ],
        [
            ("roles", "leave", "`user` -> `heir`, `user`"),
            ("value", "leave", "exits `Sompi` -> exits nothing"),
        ],
    ),
    "code": (
        [('    NotEnough "not enough"\n', '    Never "never"\n    NotEnough "not enough"\n')],
        [
            ("code", "NotEnough and more", "`NotEnough` 256 -> 257, `TooMuch` 257 -> 258"),
            ("added", "Never", "an error with code 256"),
        ],
    ),
    "code of a renamed error": (
        [("TooMuch", "Excessive")],
        [("code", "TooMuch", "code 257 is gone"), ("added", "Excessive", "an error with code 257")],
    ),
    "another error of a condition": (
        [("config.limit else TooMuch", "config.limit else NotEnough")],
        [("code", "pay", "`where amount + 1 <= config.limit` else TooMuch -> else NotEnough")],
    ),
    "the error that a condition has by itself": (
        [("config.limit else TooMuch", "config.limit")],
        [("code", "pay", "`where amount + 1 <= config.limit` else TooMuch -> else Unrelated")],
    ),
    "another type and its place": (
        [("code:     bytes[8]", "code:     bytes<=8")],
        [("type", "Config.code", "bytes[8] -> bytes<=8")],
    ),
    "stronger": (
        [("    auth   user.lock\n", "    auth   all of (user.lock, key(GENESIS))\n")],
        [("stronger", "leave", "`user.lock` is no longer enough")],
    ),
    "less": (
        [
            (
                "    writes other: User\n    auth   all of (user.lock, other.lock)",
                "    reads  other: User\n    auth   user.lock",
            ),
            ("    other.points = reward", "    user.parent = other.id"),
        ],
        [("authority", "count", "`user.lock` is enough now"), ("less", "count.other", "writes -> reads")],
    ),
    "renamed": (
        [
            ("visits", "calls"),
            ("User", "Member"),
            (" source", " payer"),
            ("note", "remark"),
            ("instruction leave", "instruction quit"),
        ],
        [
            ("renamed", "User", "is now `Member`, with the same kind"),
            ("renamed", "Member.visits", "is now `calls`, with the same bytes"),
            ("renamed", "pay.note", "is now `remark`, with the same bytes"),
            ("renamed", "pay.source", "is now `payer`, at the same place"),
            ("renamed", "leave", "is now `quit`, with the same tag"),
        ],
    ),
    "renamed unit": (
        [("Sompi", "Coin")],
        [("renamed", "Sompi", "is now `Coin`, with the same bytes")],
    ),
    "renamed units, one of them wider": (
        [("Sompi", "Coin"), ("Points", "Stars"), ("unit Stars: u32", "unit Stars: u64")],
        [
            ("type", "User.points", "Points -> Stars"),
            ("parameters", "count", "(by: u32, reward: Points) -> (by: u32, reward: Stars)"),
            ("renamed", "Sompi", "is now `Coin`, with the same bytes"),
        ],
    ),
    "renamed enum": ([("Phase", "State")], [("renamed", "Phase", "is now `State`, with the same bytes")]),
    "renamed variant": ([("Closed", "Shut")], [("renamed", "Phase.Closed", "is now `Shut`, with the same number")]),
    "renamed variants": (
        [("Open", "Begun"), ("Closed", "Shut")],
        [
            ("renamed", "Phase.Open", "is now `Begun`, with the same number"),
            ("renamed", "Phase.Closed", "is now `Shut`, with the same number"),
        ],
    ),
    "a new variant before a renamed one": (
        [("{ Open, Closed }", "{ Sold, Begun, Closed }"), ("Phase.Open", "Phase.Begun")],
        [("variants", "Phase", "Open, Closed -> Sold, Begun, Closed")],
    ),
    "turned variants": (
        [("{ Open, Closed }", "{ Closed, Open }")],
        [("variants", "Phase", "Open, Closed -> Closed, Open")],
    ),
    "renamed struct": ([("Mark", "Sign")], [("renamed", "Mark", "is now `Sign`, with the same bytes")]),
    "renamed field of a struct": (
        [("weight", "heaviness")],
        [("renamed", "Mark.weight", "is now `heaviness`, with the same bytes")],
    ),
    "renamed constant": ([("LIMIT", "MOST")], [("renamed", "LIMIT", "is now `MOST`, with the same value")]),
    "renamed program": ([("program shop", "program store")], [("renamed", "shop", "the program is now `store`")]),
    "added": (
        [
            ("{ Open, Closed }", "{ Open, Closed, Sold }"),
            ('"too much"\n', '"too much"\n    Never     "never"\n'),
            ("event Paid", "event Seen {}\nevent Paid"),
        ],
        [
            ("added", "Phase", "variants Sold"),
            ("added", "Never", "an error with code 258"),
            ("added", "Seen", "an event"),
        ],
    ),
    "constant": ([("= 1000", "= 2000")], [("constant", "LIMIT", "1000 -> 2000")]),
    "bound": (
        [("    text:   text<=16", "    text:   text<=32"), ("vote(words: text<=16,", "vote(words: text<=32,")],
        [
            ("bound", "Mark.text", "text<=16 -> text<=32"),
            ("bound", "vote", "(words: text<=16, nonce: u64) -> (words: text<=32, nonce: u64)"),
        ],
    ),
    "struct": (
        [
            ("    weight: u8\n", "    weight: u8\n    level:  u8\n"),
            ("random(nonce, 256) }", "random(nonce, 256), level: 1 }"),
        ],
        [("field", "Mark.level", "`u8` is new")],
    ),
    "longer list": (
        [("list<Voter, max 4>\n    auth", "list<Voter, max 8>\n    auth")],
        [("bound", "vote.voters", "a list, max 4 -> a list, max 8")],
    ),
    "shorter list": (
        [("list<Voter, max 4>\n    auth", "list<Voter, max 2>\n    auth")],
        [("roles", "vote.voters", "a list, max 4 -> a list, max 2")],
    ),
    "fewer voters": (
        [
            ("2 of voters, all of voters", "2 of voters, any of voters, all of voters"),
            ("2 of voters, any", "1 of voters, any"),
        ],
        [("authority", "vote", "`config.lock` and `voters 1` and `voters every` is enough now")],
    ),
    "chain": (
        [("    random\n    after(nonce)\n", ""), ("random(nonce, 256)", "7")],
        [
            ("condition", "vote", "`after(nonce)` is gone"),
            ("less", "vote", "no longer says `after`"),
            ("less", "vote", "no longer says `random`"),
        ],
    ),
    "view": (
        [("-> u8\n", "-> u16\n"), ("var found: u8 =", "var found: u16 =")],
        [("view", "heaviest", "asks for something else, or answers something else")],
    ),
    "event": (
        [
            ("{ user: Address<User>, amount: Sompi }", "{ amount: Sompi }"),
            ("Paid { user: source.id, amount }", "Paid { amount }"),
        ],
        [("event", "Paid", "has other fields")],
    ),
}


def edited(name: str) -> str:
    text = BASE
    for old, new in PAIRS[name][0]:
        assert old in text, old
        text = text.replace(old, new)
    return text
