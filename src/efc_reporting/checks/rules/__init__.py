"""The rules of a measure, and what breaks them."""
