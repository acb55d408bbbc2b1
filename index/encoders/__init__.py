"""One file an encoder; `catalogue.open_encoder` knows them all."""
