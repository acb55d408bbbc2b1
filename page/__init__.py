"""What a visitor sees: a file a page, and the parts that they share."""
