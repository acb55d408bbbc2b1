"""An article and its passages as references: one file a format, and `FORMATS`, which knows all."""
