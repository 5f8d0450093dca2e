"""The glossary: what the terms of the field mean, and finding one from whatever an inspector types."""
