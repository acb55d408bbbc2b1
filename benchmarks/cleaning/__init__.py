"""How well cleaning tells advice from junk, measured against labels made by hand."""
