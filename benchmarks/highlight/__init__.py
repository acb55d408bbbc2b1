"""Which sentence of a passage answers: our marks, and how well it is chosen."""
