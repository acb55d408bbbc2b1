"""Numbers that go up when the same source would become another article; part of every recipe.

They stand apart from what they number, so that a search can compare them without loading it.
"""

CLEANER = 8  # when the same source would be cleaned differently: all that `corpus.clean` does
PREPARE = f"{CLEANER}.9"  # the same, of everything from a source's bytes to a prepared article
