"""Layouts and kinds: what a resource can hold and how many there can be."""
