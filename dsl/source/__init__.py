"""Source files: text, lines, spans."""
