"""The named rules, a file for each family of junk; `order.RULES` is their order."""
