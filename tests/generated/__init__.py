"""Programs by chance, and what must hold for each: they compile, they format, and interpreter and guests agree."""
