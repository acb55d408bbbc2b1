"""Large collections: what they cost, how fast they answer, and what a larger one would take."""
