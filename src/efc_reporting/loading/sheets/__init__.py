"""Participant lists: from the sheets of an office to its people, row by row."""
