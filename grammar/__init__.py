"""The one grammar of the language, and the table of its words."""
