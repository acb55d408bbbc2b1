"""Keeps what a reader came for, drops the rest, and gives an account of both."""
