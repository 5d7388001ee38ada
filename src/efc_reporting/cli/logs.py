"""What the library logs and warns of, shown on stderr: each sentence once."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import click

from efc_reporting.base.text import clean


class _Shown(logging.Handler):
    """Shows records of level WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._seen: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        sentence = record.getMessage()
        if sentence not in self._seen:
            self._seen.add(sentence)
            say_warning(sentence)


@contextmanager
def shown_log() -> Iterator[None]:
    """Show what is logged meanwhile.

    What pypdf has to say of a broken file is left out: our message says what it means.
    """
    handlers = {"efc_reporting": _Shown(), "pypdf": logging.NullHandler()}
    for name, handler in handlers.items():
        logging.getLogger(name).addHandler(handler)
    try:
        yield
    finally:
        for name, handler in handlers.items():
            logging.getLogger(name).removeHandler(handler)


@contextmanager
def shown_warnings(category: type[Warning]) -> Iterator[None]:
    """Show warnings of a category as sentences, without the line of code that gave them."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", category)
        yield
    for warning in caught:
        say_warning(str(warning.message))


def say_warning(sentence: str) -> None:
    """Print one warning on stderr."""
    click.echo(f"warning: {clean(sentence)}", err=True)
