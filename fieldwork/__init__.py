"""fieldwork: a terminal app for inspections of youth offending work."""

__version__ = "0.1.0"
