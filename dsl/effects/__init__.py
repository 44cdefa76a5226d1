"""What an instruction reads, writes, moves and pays, against what its header says."""
