"""Makes encoders in 8 bits from models' own weights: `make weights`, or where one is wanted."""
