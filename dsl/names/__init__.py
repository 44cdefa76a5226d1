"""Which declaration a name stands for."""
