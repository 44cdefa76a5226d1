"""Values that a call has made old."""
