"""The reference interpreter against the vectors, the examples' own tests and docs/program-abi.md."""
