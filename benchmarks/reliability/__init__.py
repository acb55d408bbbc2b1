"""The reports of the soak, and the tables made of them."""
