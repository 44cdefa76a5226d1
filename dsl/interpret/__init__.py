"""The reference interpreter of typed programs: what a program means, without Rust.

`Interpreter(program).process(blob)` takes the very input blob a guest takes and gives the very outputs and journal.
"""
