"""One file a format; `formats.READERS` knows them all."""
