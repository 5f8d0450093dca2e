"""Measurements, as ratios to a baseline measured in the same run. Not tests: `make bench`."""
