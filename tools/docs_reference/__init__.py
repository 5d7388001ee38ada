"""The parts of the reference pages that the code itself says, one module for each page."""
