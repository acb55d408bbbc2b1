"""Sources in, cleaned articles and passages out."""
