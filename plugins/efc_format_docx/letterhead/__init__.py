"""Reports on the letterhead of a municipality: any Word file of its own."""
