"""Figures, scores, tallies and findings: pure functions from values to values (no file, no screen, no clock)."""
