"""Makes the weights that come with Wellread: `make weights`. Nothing else imports it."""
