"""How a program may change: the record of what others rely on, and the comparison of two of them."""
