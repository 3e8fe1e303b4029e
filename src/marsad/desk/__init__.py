"""The use cases that every surface calls with the same words: read, explain, check."""
