"""In whose favour amounts are rounded."""
