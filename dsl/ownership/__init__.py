"""Modules own their resources, their units and their linear structs."""
