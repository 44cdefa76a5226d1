"""Source and tree of every kind of node."""

EXPRESSIONS = [
    ("5", "5"),
    ("1_000", "1000"),
    ("5_kas", "IntLiteral(5 kas)"),
    ("1_000_kas", "IntLiteral(1000 kas)"),
    ("true", "BoolLiteral(True)"),
    ("false", "BoolLiteral(False)"),
    ("none", "NoneLiteral()"),
    ("0x00ff_0A", r"BytesLiteral(b'\x00\xff\n')"),
    ('b"ab\\x00"', r"BytesLiteral(b'ab\x00')"),
    (r'"a\n\u{e9}\"\\"', 'StringLiteral(a\né"\\)'),
    ("a", "a"),
    ("LIMIT", "LIMIT"),
    ("a.b", "Member(a b)"),
    ("Colour.Red", "Member(Colour Red)"),
    ("a.b.id", "Member(Member(a b) id)"),
    ("a[0]", "Index(a 0)"),
    ("id(a)", "Call(id [a])"),
    ("f()", "Call(f [])"),
    ("a.b.take(1, 2,)", "Call(Member(Member(a b) take) [1 2])"),
    ("Amount.mint(a)", "Call(Member(Amount mint) [a])"),
    ("mul_div(a, b, c, floor)", "Call(mul_div [a b c floor])"),
    ("not a", "Unary(not a)"),
    ("-a", "Unary(- a)"),
    ("- -1", "Unary(- Unary(- 1))"),
    ("a + b * c", "Binary(+ a Binary(* b c))"),
    ("a - b - c", "Binary(- Binary(- a b) c)"),
    ("a % b / c", "Binary(/ Binary(% a b) c)"),
    ("(a + b) * c", "Binary(* Parenthesised(Binary(+ a b)) c)"),
    ("-a.b + c", "Binary(+ Unary(- Member(a b)) c)"),
    ("a < b and c >= d or not e", "Binary(or Binary(and Binary(< a b) Binary(>= c d)) Unary(not e))"),
    ("not a == b", "Unary(not Binary(== a b))"),
    ("a != b", "Binary(!= a b)"),
    ("a <= b", "Binary(<= a b)"),
    ("a > b", "Binary(> a b)"),
    ("[]", "ListLiteral([])"),
    ("[a, 1]", "ListLiteral([a 1])"),
    ("User { balance: c, lock }", "Record(User [FieldValue(balance c) FieldValue(lock lock)])"),
    ("Unit {}", "Record(Unit [])"),
    ("(User { a: 1, }).a", "Member(Parenthesised(Record(User [FieldValue(a 1)])) a)"),
    ("Out { in_: Inner { a } }", "Record(Out [FieldValue(in_ Record(Inner [FieldValue(a a)]))])"),
    ("to + from", "Binary(+ to from)"),
    ("max(run, expect)", "Call(max [run expect])"),
]

TYPES = [
    ("u64", "NamedType(u64)"),
    ("Lock", "NamedType(Lock)"),
    ("bytes[8]", "SizedType(bytes 8)"),
    ("bytes[SIZE]", "SizedType(bytes SIZE)"),
    ("bytes<=64", "BoundedType(bytes 64)"),
    ("text<=SIZE", "BoundedType(text SIZE)"),
    ("[u8; 4]", "ArrayType(NamedType(u8) 4)"),
    ("Address<User>", "GenericType(Address [NamedType(User)] -)"),
    ("list<u8, max 16>", "GenericType(list [NamedType(u8)] 16)"),
    ("map<u8, Lock, max SIZE>", "GenericType(map [NamedType(u8) NamedType(Lock)] SIZE)"),
    ("Lock?", "OptionalType(NamedType(Lock))"),
    ("held Sompi", "HeldType(Sompi)"),
]

STATEMENTS = [
    ("let a = b", "Let(False a - b -)"),
    ("let a: u8 = b else Bad", "Let(False a NamedType(u8) b ErrorUse(Bad []))"),
    ("let a = b else Bad { c, d: 1 }", "Let(False a - b ErrorUse(Bad [FieldValue(c c) FieldValue(d 1)]))"),
    ("var a = 1", "Let(True a - 1 -)"),
    ("a.b = c", "Assign(Member(a b) = c -)"),
    ("a += 1 else Bad", "Assign(a += 1 ErrorUse(Bad []))"),
    ("a -= 1", "Assign(a -= 1 -)"),
    ("a *= 2", "Assign(a *= 2 -)"),
    ("a %= 2", "Assign(a %= 2 -)"),
    ("a[1] = 2", "Assign(Index(a 1) = 2 -)"),
    ("move n from a.b to c.d else Bad", "Move(n Member(a b) Member(c d) ErrorUse(Bad []))"),
    ("move n + 1 from a.b to c.d", "Move(Binary(+ n 1) Member(a b) Member(c d) -)"),
    ("require a > 0 else Bad", "Require(Binary(> a 0) ErrorUse(Bad []))"),
    ("if a { }", "If(a Block([]) -)"),
    ("if a == LIMIT { } else { }", "If(Binary(== a LIMIT) Block([]) Block([]))"),
    ("if a { } else if b { } else { }", "If(a Block([]) Block([If(b Block([]) Block([]))]))"),
    (
        "match r { new => return live => { return } }",
        "Match(r [Arm([Pattern(- new [])] Block([Return(-)])) Arm([Pattern(- live [])] Block([Return(-)]))])",
    ),
    (
        "match o { none => {}, some(v) => {}, }",
        "Match(o [Arm([Pattern(- none [])] Block([])) Arm([Pattern(- some [v])] Block([]))])",
    ),
    (
        "match c { Red | Colour.Blue => {} Circle(r, s) => {} }",
        "Match(c [Arm([Pattern(- Red []) Pattern(Colour Blue [])] Block([])) "
        "Arm([Pattern(- Circle [r s])] Block([]))])",
    ),
    ("for i in 0..N2 { }", "For(i Range(0 N2) Block([]))"),
    ("for x in list { }", "For(x list Block([]))"),
    ("emit Ev { a }", "Emit(Record(Ev [FieldValue(a a)]))"),
    ("emit Ev", "Emit(Record(Ev []))"),
    ("create r = Re { a: 1 }", "Create(r Record(Re [FieldValue(a 1)]))"),
    ("delete r", "Delete(r [])"),
    ("delete r into a.b", "Delete(r [Member(a b)])"),
    ("delete r into (a.b, c.d)", "Delete(r [Member(a b) Member(c d)])"),
    ("exit(coins, to)", "ExpressionStatement(Call(exit [coins to]) -)"),
    ("a.b.put(c) else Bad", "ExpressionStatement(Call(Member(Member(a b) put) [c]) ErrorUse(Bad []))"),
    ("return", "Return(-)"),
]

CLAUSES = [
    ("reads a: Re", "RoleClause(reads a NamedType(Re) - False)"),
    (
        "credits a: Re at lock(b) or creates",
        "RoleClause(credits a NamedType(Re) AddressClause(lock [b]) True)",
    ),
    (
        "writes a: Re at (b.id, id(c))",
        "RoleClause(writes a NamedType(Re) AddressClause(- [Member(b id) Call(id [c])]) False)",
    ),
    ("deletes a: Re", "RoleClause(deletes a NamedType(Re) - False)"),
    ("creates a: Re", "RoleClause(creates a NamedType(Re) - False)"),
    ("reads a: list<Re, max 4>", "RoleClause(reads a GenericType(list [NamedType(Re)] 4) - False)"),
    ("auth a.lock", "AuthClause(AuthOne(Member(a lock)))"),
    ("auth key(KEY)", "AuthClause(AuthOne(Call(key [KEY])))"),
    ("auth all of (a.lock, b.lock)", "AuthClause(AuthGroup(all [AuthOne(Member(a lock)) AuthOne(Member(b lock))]))"),
    (
        "auth any of (a.lock, 2 of (b.lock, c.lock, d.lock))",
        "AuthClause(AuthGroup(any [AuthOne(Member(a lock)) AuthGroup(2 [AuthOne(Member(b lock)) "
        "AuthOne(Member(c lock)) AuthOne(Member(d lock))])]))",
    ),
    ("where a == b", "WhereClause(Binary(== a b) -)"),
    ("where a == b else Bad", "WhereClause(Binary(== a b) ErrorUse(Bad []))"),
    ("where a else (Bad { b })", "WhereClause(a ErrorUse(Bad [FieldValue(b b)]))"),
    ("may_alias(a, b)", "MayAliasClause([a b])"),
    ('permissionless("why")', "PermissionlessClause(StringLiteral(why))"),
    ("claims Sompi", "ClaimsClause([Sompi])"),
    ("exits Sompi, Other", "ExitsClause([Sompi Other])"),
]

ITEMS = [
    ("const MAX: u8 = 5", "Const(MAX NamedType(u8) 5)"),
    ("unit Sompi: u64", "Unit(Sompi NamedType(u64))"),
    ("enum Colour { Red, Blue, }", "Enum(Colour [Variant(Red []) Variant(Blue [])])"),
    ("enum Shape { Circle { r: u8 } }", "Enum(Shape [Variant(Circle [Field(r NamedType(u8))])])"),
    (
        'error { Bad "bad {a}" { a: u8 } Worse "worse" }',
        "ErrorBlock([ErrorDeclaration(Bad StringLiteral('bad {a}') [Field(a NamedType(u8))]) "
        "ErrorDeclaration(Worse StringLiteral(worse) [])])",
    ),
    ("event Ev { a: u8, b: u8 }", "Event(Ev [Field(a NamedType(u8)) Field(b NamedType(u8))])"),
    (
        'resource Re at label("x") { a: u8 b: Lock? c: u8 }',
        "Resource(Re AddressClause(label [StringLiteral(x)]) [Field(a NamedType(u8)) "
        "Field(b OptionalType(NamedType(Lock))) Field(c NamedType(u8))])",
    ),
    ("resource Re at (a, b) { }", "Resource(Re AddressClause(- [a b]) [])"),
    (
        "instruction f(a: u8, b: Lock) reads r: Re auth r.lock { return }",
        "Instruction(f [Field(a NamedType(u8)) Field(b NamedType(Lock))] [RoleClause(reads r NamedType(Re) - False) "
        "AuthClause(AuthOne(Member(r lock)))] Block([Return(-)]))",
    ),
    ('test "t" { }', "Test(StringLiteral(t) [])"),
]

TEST_STATEMENTS = [
    ("let a = Re { b: 1 }", "TestLet(a Record(Re [FieldValue(b 1)]))"),
    ("let a = schnorr(ALICE)", "TestLet(a Call(schnorr [ALICE]))"),
    ("run f()", "Run(f [] [] [] [] -)"),
    (
        "run f(1, none) with a: b, c: d signed ALICE, BOB paying deposit(x, 9) fails Bad",
        "Run(f [1 NoneLiteral()] [RoleBinding(a b) RoleBinding(c d)] [ALICE BOB] [Call(deposit [x 9])] Bad)",
    ),
    ("expect a.b == 1", "Expect(Binary(== Member(a b) 1))"),
]
