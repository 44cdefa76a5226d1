"""The front end, in the order data flows: source, syntax, names, types, analyses, typed program, interpreter."""
