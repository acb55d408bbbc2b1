"""Quality and speed, measured: `make bench`."""
