"""Turns one HTML page into an accessible PDF that is the same wherever and whenever it is made.

WeasyPrint by itself opens every address that a page names, from `file:` to the local network, and
says only in its log what it left out. Here nothing is opened but what the caller serves, and what
was left out is returned.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
import sys
import threading
import warnings
from codecs import BOM_UTF16_BE
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import attrs

from efc_reporting.errors import MissingRequirementError, NotAcceptedError, ReportingError
from efc_reporting.rendering.fonts import (
    characters_of_fonts,
    missing_characters,
    with_known_characters,
)
from efc_reporting.rendering.pdf_parts import Attachment, seal_pdf, with_pdfua_mark

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher


PANGO_REMEDY = (
    "on Debian and Ubuntu run `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0`, on macOS `brew install pango`, on Windows see "
    "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#windows"
)

LIBRARIES = ("fontconfig", "gobject", "harfbuzz", "pango")
"""Words in the names of the libraries that WeasyPrint looks for."""

LAST_LIBRARY = "libpangoft2-1.0.so.0"
"""The one that needs all others which WeasyPrint cannot do without, by its name on Linux."""

_ONE_AT_A_TIME = threading.Lock()


def import_weasyprint() -> Any:
    """Import WeasyPrint, or raise a MissingRequirementError that says what to install."""
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        # A computer without fonts is fine: ours come with the page.
        warnings.filterwarnings("ignore", "No fonts configured|FontConfig cannot load")
        try:
            if "weasyprint" in sys.modules:
                return import_module("weasyprint")
            with _known_libraries():
                return import_module("weasyprint")
        except ImportError as error:
            raise MissingRequirementError(
                what="WeasyPrint", needed_for="PDF", remedy="run `pip install 'weasyprint>=70'`"
            ) from error
        except OSError as error:
            raise MissingRequirementError(
                what="Pango", needed_for="PDF", remedy=PANGO_REMEDY
            ) from error


@contextmanager
def _known_libraries() -> Iterator[None]:
    """Spare Linux the search for libraries that are where they should be.

    WeasyPrint tries their names on Windows and macOS first, and for each of these, `find_library`
    runs `ldconfig`, a compiler and a linker: a quarter of a second.
    """
    if sys.platform != "linux" or not _is_loaded(LAST_LIBRARY):
        yield
        return
    import ctypes.util

    usual = ctypes.util.find_library

    def find_library(name: str) -> str | None:
        return None if any(word in name for word in LIBRARIES) else usual(name)

    ctypes.util.find_library = find_library  # cffi asks by this name
    try:
        yield
    finally:
        ctypes.util.find_library = usual


def _is_loaded(library: str) -> bool:
    """Load a library, and say whether it is there."""
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


ASSET_SCHEME = "efc-asset:"
FONTS = "fonts/fonts.css"
"""The style sheet of the fonts, always the first: without any font WeasyPrint ends the process."""

_MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
}

UNCLOSED = "{name}: a bracket or a comment is never closed, so that rules after it have no effect"
"""What is said of such a style sheet."""

_DATA_ADDRESS = re.compile(r"data:[^\s\"')]*")

# Pango is shared by all threads of a process.


@attrs.frozen(kw_only=True)
class PdfResult:
    """A PDF file, what it lacks, and the assets that went into it.

    `warnings` are English sentences: a character that no font of ours has, a picture that could
    not be read, a rule of a style sheet that was not understood.
    """

    data: bytes = attrs.field(repr=False)
    warnings: tuple[str, ...]
    served: tuple[str, ...]


def html_to_pdf(
    html: str,
    *,
    assets: Callable[[str], bytes] | Mapping[str, bytes],
    stylesheets: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
) -> PdfResult:
    """Render a page as a file that is PDF/UA-1 and PDF/A-3a, with a seal.

    `assets` serves what the page and its style sheets call `efc-asset:NAME`; usually it is
    `context.templates.asset`. It has to know `fonts/fonts.css` and the fonts named there.
    `stylesheets` are names of assets too. `data:` addresses are served, all others are refused
    with a NotAcceptedError. The dates of the file are those of the page's `dcterms.created` and
    `dcterms.modified`.
    """
    weasyprint = import_weasyprint()
    serve = assets.__getitem__ if isinstance(assets, Mapping) else assets
    fetcher = _make_fetcher(serve)
    texts = [serve(name).decode("utf-8") for name in (FONTS, *stylesheets)]
    known = characters_of_fonts(serve, texts[0])
    named = zip((FONTS, *stylesheets), texts, strict=True)
    problems = missing_characters([html, *texts], known)
    problems += [UNCLOSED.format(name=name) for name, text in named if not _is_closed(text)]
    output = io.BytesIO()
    with _ONE_AT_A_TIME, _collect_log(problems), _open_profile():
        fonts = _font_configuration()
        try:
            sheets = [
                weasyprint.CSS(string=text, url_fetcher=fetcher, font_config=fonts)
                for text in texts
            ]
            shown = with_known_characters(html, known)
            page = weasyprint.HTML(string=shown, url_fetcher=fetcher, base_url=None)
            page.write_pdf(
                output,
                stylesheets=sheets,
                font_config=fonts,
                pdf_variant="pdf/a-3a",
                pdf_identifier=hashlib.sha256(html.encode("utf-8")).digest()[:16],
                attachments=[_attached(attachment) for attachment in attachments],
                finisher=_finish,
            )
        except weasyprint.urls.FatalURLFetchingError as error:
            raise _refusal(error) from error
    if fetcher.refused:  # in SVG pictures WeasyPrint swallows even this error
        raise _refusal(fetcher.refused[0]) from fetcher.refused[0]
    served = tuple(sorted(fetcher.served))
    return PdfResult(data=seal_pdf(output.getvalue()), warnings=tuple(problems), served=served)


def _is_closed(style_sheet: str) -> bool:
    """Say whether a rule behind a style sheet would still be one; WeasyPrint says nothing of it."""
    import tinycss2

    *_, last = tinycss2.parse_stylesheet(f"{style_sheet}\n@behind;")
    return bool(last.type == "at-rule" and last.at_keyword == "behind")


def _attached(attachment: Attachment) -> Any:
    """Return an attachment as WeasyPrint takes it; without dates it would read the clock."""
    import weasyprint

    midnight = datetime.combine(attachment.day, time())
    return weasyprint.Attachment(
        string=attachment.data,
        name=attachment.name,
        description=attachment.description,
        relationship=str(attachment.relationship),
        created=midnight,
        modified=midnight,
    )


def _finish(document: Any, pdf: Any) -> None:
    """Put right what WeasyPrint writes otherwise than PDF/A and PDF/UA-1 together demand."""
    for item in pdf.objects:
        extra = getattr(item, "extra", {})
        if "Interpolate" in extra:  # of pictures; ISO 19005-3, 6.2.8: only false is allowed
            extra["Interpolate"] = "false"
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    metadata.stream = [with_pdfua_mark(b"".join(metadata.stream))]
    if "AF" in pdf.catalog:  # WeasyPrint names each file twice
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    for tree in pdf.catalog.get("Names", {}).values():
        if isinstance(tree, bytes):  # a reference: WeasyPrint keeps the attachments apart
            tree = pdf.objects[int(tree.split()[0])]
        _sort_names(tree["Names"])


def _sort_names(names: list[Any]) -> None:
    """Sort names, each with what it stands for, by their bytes: ISO 32000-1, 7.9.6."""
    pairs = sorted(zip(names[::2], names[1::2], strict=True), key=lambda pair: _bytes_of(pair[0]))
    names[:] = [item for pair in pairs for item in pair]


def _bytes_of(name: Any) -> bytes:
    """Return the bytes of a PDF string as WeasyPrint writes it."""
    if isinstance(name.string, bytes):
        return name.string
    text = str(name.string)
    return text.encode() if text.isascii() else BOM_UTF16_BE + text.encode("utf-16-be")


@cache
def _font_configuration() -> FontConfiguration:
    """Return the one font configuration of the process: a new one for each file leaks memory."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def _make_fetcher(serve: Callable[[str], bytes]) -> URLFetcher:
    """Return a fetcher that knows assets and `data:` addresses, and ends the rendering else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Opens no connection and no file."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)
            self.served: set[str] = set()
            self.refused: list[FatalURLFetchingError] = []

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            scheme = url.partition(":")[0].lower()
            if scheme == "data":
                return super().fetch(url, headers)
            if f"{scheme}:" != ASSET_SCHEME:
                raise self._refuse(url)
            name = unquote(url.partition(":")[2])
            try:
                data = serve(name)
            except (LookupError, ReportingError) as error:
                raise self._refuse(url) from error
            self.served.add(name)
            media_type = _MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

        def _refuse(self, url: str) -> FatalURLFetchingError:
            self.refused.append(FatalURLFetchingError(url))
            return self.refused[-1]

    return AssetFetcher()


def _refusal(error: BaseException) -> ReportingError:
    if isinstance(error.__cause__, ReportingError):
        return error.__cause__
    return NotAcceptedError(
        what=str(error),
        problem="the page asks for it, and nothing from outside the report is opened",
        remedy=f"name an asset as {ASSET_SCHEME}folder/file, or put a picture into the document",
    )


class _Collector(logging.Handler):
    """Puts what WeasyPrint logs into a list, each sentence once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        sentence = _DATA_ADDRESS.sub("data:…", record.getMessage())
        if sentence not in self._problems:
            self._problems.append(sentence)


@contextmanager
def _collect_log(problems: list[str]) -> Iterator[None]:
    handler = _Collector(problems)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def _open_profile() -> Iterator[None]:
    """Say nothing of the colour profile that WeasyPrint opens and leaves to be closed."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"unclosed file .*sRGB2014\.icc", ResourceWarning)
        yield
