"""Takes an edited Word file back: its text returns to the project folder as Markdown."""
