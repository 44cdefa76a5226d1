"""Value is used exactly once on every path."""
