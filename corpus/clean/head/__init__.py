"""The trained head: how likely each unit is junk, from how it looks and what stands around it."""

MODEL = 3  # goes up with every training; part of every decision's rule id
