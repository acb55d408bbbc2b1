"""Passages in, something that can be searched out: published whole, verified before use."""
