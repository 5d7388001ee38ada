"""The command line `efc-report`: the only place of the library that prints."""

from efc_reporting.cli.program import main

__all__ = ["main"]
