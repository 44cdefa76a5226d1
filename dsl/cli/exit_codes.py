"""What the exit status of every command means; scripts may rely on it."""

OK = 0
REJECTED = 1
"""The program has errors, a test failed, an instruction failed."""
USAGE = 2
"""Wrong arguments, or a file that cannot be read or written."""
TOOL = 3
"""Another tool that the command needs is missing or failed."""
UNKNOWN = 4
"""`vprog verify` refuted nothing, but could not prove everything."""
INTERNAL = 70
"""A fault of the toolchain itself."""
