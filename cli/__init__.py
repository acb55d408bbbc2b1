"""The command `wellread`: the verbs of the page, for a terminal and for programs."""
