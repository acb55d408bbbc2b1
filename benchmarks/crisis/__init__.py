"""How well the crisis card's detector tells questions that call for help from those that do not."""
