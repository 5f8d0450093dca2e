"""The checks of a report before it goes out: figures against the data, and what a text says against itself."""
