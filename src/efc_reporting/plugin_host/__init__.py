"""How plugins are found, refused, called and kept apart."""
