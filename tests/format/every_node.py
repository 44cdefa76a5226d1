"""A text with every node of the grammar, whatever later phases think of it."""

EVERY_NODE = """\
program every_node
const TABLE: list<u8, max 4> = [1, 2, 3_kas]
use std::token
pub use std::token { transfer , Holder, LIMIT, }
use shares
const PAIR: list<Address<token::Holder>> = [ ]
type Votes = map<PubKey, u8, max token::SIZE>
struct Point { x: u64, y: u64 }
linear struct Ticket { amount: Sompi owner: Address<User> }
struct Nothing2 { }
unit Kas: u64 { kas: 100_000_000, dime: 10_000_000 }
unit Shares: u64 { }
storm { throughput: 1_000, w_seq = 2 }
storm { }
fn fee(amount: Sompi, coin: coins Sompi, user: token::Holder) -> coins Sompi { return amount << 2 >> SHIFT * 3 }
pub fn flat ( amount : Sompi ) : Sompi {
    let Ticket { amount, owner: who, } = token::open(amount)
    let token::Ticket { } = what
    let shape = Shape.Circle { radius: 5 }
    amount <<= 1 amount >>= 2 else token::Short { amount, }
    emit token::Paid
    match shape { Circle(r) => return , Shape.Point => return (r) token::Wide | none => return }
    let view = random(nonce) + after ( score )
    if view { return }
    return token::Shape.Wide { shape }
}
fn nothing() { }
view balance() -> u64 { return 1 }
view balance_of(kind: u8)
    reads user: User random limits ( cycles: 1_000_000, gas: 500, ) after
    ensures a >= old ( b ) -> Sompi { return user.balance }
invariant "conserved" on transfer, token::mint: old(a + b) == a + b
invariant "solvent" on Pool: reserve >= debt
migrate UserV2 from User { balance: old.balance, lock, }
migrate token::Two from token::One auth any of (2 of voters, all of voters) after(score + 1) permissionless("x") { }
property "sums" ( ) { }
property "adds" ( amount: Sompi, n: u8, ) where amount > 0 and n < 3 {
    run token::add(amount) with voters: [ alice, bob ], others: [], more: carol after 100 + n fails token::Short
    run add ( n ) fails Wrong after 3
    expect n == 1
}
const LOW: i8 = - 5
const HIGH: u8 = (1 + 2)*3
unit Sompi: u64
error { Never "never" , Wrong "{a} and {b}" { a: u8, b: bytes[8] } }
enum Shape { Circle { radius: u8 }, Square { side: u8, name: text <= SIZE }, Point, }
event Nothing { }
resource Board at label ( "board" ) {
    cells: [u8; 9], names: held Sompi, more: map<Hash, bytes<=16, max 3>
    set: set<u8, max SIZE>
    owner: Address<Board>?, lock: Lock }
instruction bare() { }
instruction body() {
    move a from board.cash to other.cash
    delete board into (other.cash, board.cash,)
    delete other into board.cash
    delete third
    f(a, ) else Never
    require true or false else Wrong { }
    create board = Board { }
    let nested = (Board { a: b"x", c: "y\\\\u{41}" })
}
instruction loops() {
    for y in board.cells { x = y / 2 }
    for z in 0 .. SIZE { }
    match shape { Shape.Circle(radius) => x = radius, Square(side, name) | Point => { x = 1 } none => { } }
    match a { }
}
instruction full(a: u8, b: u8?,)
    deletes board: Board
    creates other: Board at (a, id(lock),)
    auth any of (board.lock, 2 of (board.lock, other.lock, key(KEY)), all of (board.lock))
    where a == b
    where a != b else Never
    where a < b or not a > b and a >= 3 else (Wrong { a, b: b, })
    may_alias(board, other)
    permissionless("why not")
    claims Sompi, Shares
    exits Sompi
{
    var x: u64 = 0x00ff else Wrong
    x += table[3] x -= -a x *= 2 x %= 3
    if a { } else if b { return } else { emit Nothing }
    if a { x = 1 }
}
test "all" {
    let alice = User { a: none }
    let many : list < u8 , max 3 > = [1, 2,]
    run full(1, none,) with board: alice, other: bob signed ALICE, BOB paying deposit(c, 9), deposit(c, 8) fails Wrong
    run bare()
    expect alice.a == none
}
"""
