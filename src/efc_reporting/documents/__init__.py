"""What the reports say: one module per document, without any layout."""
