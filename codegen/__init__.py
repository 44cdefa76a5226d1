"""The back ends: an emit model that holds every decision, and templates that hold none."""
