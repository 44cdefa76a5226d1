"""The program whose changes are told apart."""

BASE = """\
program shop

const GENESIS: PubKey = 0xf9308a019258c31049344f85f89d5229b531c845836f99b08601f113bce036f9
const LIMIT: Sompi = 1000

unit Sompi: u64
unit Points: u32

enum Phase { Open, Closed }

error {
    NotEnough "not enough"
    TooMuch   "too much"
}

event Paid { user: Address<User>, amount: Sompi }

resource Config at label("config") {
    limit:    Sompi
    covenant: CovenantId
    phase:    Phase
    code:     bytes[8]
    lock:     Lock
}

resource User at lock(first) {
    balance: held Sompi
    visits:  u32
    points:  Points
    parent:  Address<User>
    first:   LockId
    lock:    Lock
}

instruction init(covenant: CovenantId, lock: Lock)
    creates config: Config
    auth    key(GENESIS)
{
    create config = Config { limit: LIMIT, covenant, phase: Phase.Open, code: b"12345678", lock }
}

instruction pay(amount: Sompi, note: u32)
    reads   config: Config
    writes  source: User
    credits target: User
    auth    source.lock
    where   amount + 1 <= config.limit else TooMuch
{
    move amount from source.balance to target.balance else NotEnough
    source.visits = note
    emit Paid { user: source.id, amount }
}

instruction deposit(output: OutputIndex, lock: Lock)
    reads   config: Config
    credits user: User at lock(lock) or creates
    claims  Sompi
{
    let coins = claim(output, config.covenant)
    match user {
        new  => create user = User { balance: coins, visits: 0, points: 0, parent: user.id, first: id(lock), lock }
        live => user.balance.put(coins)
    }
}

instruction leave(amount: Sompi, to: L1Script)
    writes user: User
    auth   user.lock
    exits  Sompi
{
    let coins = user.balance.take(amount) else NotEnough
    exit(coins, to)
}

instruction count(by: u32, reward: Points)
    writes user: User
    writes other: User
    auth   all of (user.lock, other.lock)
{
    user.visits = by
    other.points = reward
}

struct Mark {
    text:   text<=16
    weight: u8
}

resource Voter at (number, founder) {
    mark:    Mark
    number:  u32
    founder: LockId
    lock:    Lock
}

instruction vote(words: text<=16, nonce: u64)
    reads  config: Config
    writes voters: list<Voter, max 4>
    auth   all of (config.lock, 2 of voters, all of voters)
    random
    after(nonce)
{
    for voter in voters {
        voter.mark = Mark { text: words, weight: random(nonce, 256) }
    }
}

view heaviest(least: u8)
    reads voters: list<Voter, max 4>
    -> u8
{
    var found: u8 = least
    for voter in voters { found = max(found, voter.mark.weight) }
    return found
}
"""
