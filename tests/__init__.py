"""Makes `tests` our own package, whatever else is installed under that name."""
