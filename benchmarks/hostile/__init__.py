"""Hostile articles by the million: made, fed to ingestion, and counted."""
