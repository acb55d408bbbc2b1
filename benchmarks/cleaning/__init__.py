"""How well cleaning tells advice from junk, measured against pages labelled line by line."""
