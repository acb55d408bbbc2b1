"""Who reads, cleans, cuts and embeds what a build needs: this machine alone, or others with it."""
