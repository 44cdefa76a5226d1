# pragma version ~=0.4.0
# A fungible token with an owner who issues it: the same size and the same duties as examples/token/token.vprog, for
# the comparison in benches/versus.py.

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    amount: uint256

event Approval:
    owner: indexed(address)
    spender: indexed(address)
    amount: uint256

event Issued:
    receiver: indexed(address)
    amount: uint256

event Destroyed:
    holder: indexed(address)
    amount: uint256

event OwnerChanged:
    before: indexed(address)
    after: indexed(address)

NAME: constant(String[16]) = "Example token"
SYMBOL: constant(String[8]) = "EXT"
DECIMALS: constant(uint8) = 8

owner: public(address)
max_supply: public(immutable(uint256))
total_supply: uint256
balances: HashMap[address, uint256]
allowances: HashMap[address, HashMap[address, uint256]]


@deploy
def __init__(max_supply_: uint256):
    assert max_supply_ > 0, "nothing to issue"
    self.owner = msg.sender
    max_supply = max_supply_


@view
@external
def name() -> String[16]:
    return NAME


@view
@external
def symbol() -> String[8]:
    return SYMBOL


@view
@external
def decimals() -> uint8:
    return DECIMALS


@view
@external
def totalSupply() -> uint256:
    return self.total_supply


@view
@external
def balanceOf(holder: address) -> uint256:
    return self.balances[holder]


@view
@external
def allowance(holder: address, spender: address) -> uint256:
    return self.allowances[holder][spender]


@internal
def _move(sender: address, receiver: address, amount: uint256):
    assert receiver != empty(address), "no receiver"
    assert amount > 0, "the amount must not be zero"
    assert self.balances[sender] >= amount, "holds less"
    self.balances[sender] -= amount
    self.balances[receiver] += amount
    log Transfer(sender=sender, receiver=receiver, amount=amount)


@external
def transfer(receiver: address, amount: uint256) -> bool:
    self._move(msg.sender, receiver, amount)
    return True


@external
def transferFrom(sender: address, receiver: address, amount: uint256) -> bool:
    assert self.allowances[sender][msg.sender] >= amount, "not allowed that much"
    self.allowances[sender][msg.sender] -= amount
    self._move(sender, receiver, amount)
    return True


@external
def approve(spender: address, amount: uint256) -> bool:
    self.allowances[msg.sender][spender] = amount
    log Approval(owner=msg.sender, spender=spender, amount=amount)
    return True


@external
def issue(receiver: address, amount: uint256):
    assert msg.sender == self.owner, "not the owner"
    assert self.total_supply + amount <= max_supply, "more than there may be"
    self.total_supply += amount
    self.balances[receiver] += amount
    log Issued(receiver=receiver, amount=amount)


@external
def destroy(amount: uint256):
    assert self.balances[msg.sender] >= amount, "holds less"
    self.balances[msg.sender] -= amount
    self.total_supply -= amount
    log Destroyed(holder=msg.sender, amount=amount)


@external
def give_away(to: address):
    assert msg.sender == self.owner, "not the owner"
    log OwnerChanged(before=self.owner, after=to)
    self.owner = to
