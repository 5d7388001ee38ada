"""From what really happened in a town-twinning project to the reports that its funder accepts."""
