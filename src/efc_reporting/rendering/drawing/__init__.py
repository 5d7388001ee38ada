"""Charts and maps, drawn once and written as SVG or PNG."""
