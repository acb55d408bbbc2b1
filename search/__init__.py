"""A question in, ranked and cited passages out."""
