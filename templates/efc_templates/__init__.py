"""Templates, fonts and pictures that the shipped formats read as package data."""
