"""A text with every node of the grammar, whatever later phases think of it."""

EVERY_NODE = """\
program every_node
const TABLE: list<u8, max 4> = [1, 2, 3_kas]
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
    for y in board.cells { x = y / 2 }
    for z in 0 .. SIZE { }
    match shape { Shape.Circle(radius) => x = radius, Square(side, name) | Point => { x = 1 } none => { } }
    match a { }
    move a from board.cash to other.cash
    delete board into (other.cash, board.cash,)
    delete other into board.cash
    delete third
    f(a, ) else Never
    require true or false else Wrong { }
    create board = Board { }
    let nested = (Board { a: b"x", c: "y\\\\u{41}" })
}
test "all" {
    let alice = User { a: none }
    run full(1, none,) with board: alice, other: bob signed ALICE, BOB paying deposit(c, 9), deposit(c, 8) fails Wrong
    run bare()
    expect alice.a == none
}
"""
