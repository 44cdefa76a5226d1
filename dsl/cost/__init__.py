"""What an instruction costs to prove: static bounds on cycles, gas, and transactions that come near them."""
