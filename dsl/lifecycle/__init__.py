"""New, live, deleted: on every path, in this order."""
