"""What an instruction costs to prove: static bounds on the guest's cycles, gas, and transactions that come near them."""
