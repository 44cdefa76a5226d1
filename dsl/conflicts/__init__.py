"""Which instructions can run in parallel, and why not: from the headers alone."""
