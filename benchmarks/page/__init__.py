"""How long visitors wait: one alone, and twenty at once while the index is built anew."""
