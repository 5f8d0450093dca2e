"""What the shipped samples are made from; `scripts/build_samples.py` puts it together."""
