"""Templates of what `vprog new` writes."""
