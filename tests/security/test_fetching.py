"""Making a PDF opens no connection and no file, whatever the page asks for."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import attrs
import pikepdf
import pytest

from efc_reporting.errors import NotAcceptedError
from efc_reporting.rendering.html_to_pdf import html_to_pdf
from efc_reporting.rendering.templates import Templates

SECRET = "kept-from-the-page"


@attrs.frozen
class Server:
    """A server on this computer, and the paths that were asked of it."""

    address: str
    asked: list[str]


@pytest.fixture
def server() -> Iterator[Server]:
    """Run a server that notes every request."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever)
    thread.start()
    yield Server(f"http://127.0.0.1:{http.server_port}", asked)
    http.shutdown()
    thread.join()
    http.server_close()


def page(body: str, head: str = "") -> str:
    """Return a page."""
    return f'<html lang="en"><head><title>t</title>{head}</head><body>{body}</body></html>'


def data_address(svg: str) -> str:
    """Return an SVG picture as an address."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def vectors(address: str) -> dict[str, str]:
    """Return pages that ask for an address in every way that we know."""
    svg = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    image = f'<image xlink:href="{address}/p.png" width="9" height="9"/>'
    picture = f'<svg {svg} width="9" height="9">{image}</svg>'
    return {
        "img": page(f'<img src="{address}/a.png" alt="a">'),
        "upper case": page(f'<img src="{address.replace("http", "HTTP")}/a.png" alt="a">'),
        "background": page("x", f"<style>body {{ background: url({address}/b.png) }}</style>"),
        "list style": page(f'<ul style="list-style-image: url({address}/l.png)"><li>x</ul>'),
        "content": page("x", f"<style>p::before {{ content: url({address}/c.png) }}</style><p>x"),
        "import": page("x", f'<style>@import "{address}/i.css";</style>'),
        "import url": page("x", f"<style>@import url({address}/i.css);</style>"),
        "link": page("x", f'<link rel="stylesheet" href="{address}/l.css">'),
        "attachment": page("x", f'<link rel="attachment" href="{address}/t.txt">'),
        "linked attachment": page(f'<a rel="attachment" href="{address}/t.txt">x</a>'),
        "font": page(
            "<p style='font-family: evil'>x",
            f"<style>@font-face {{ font-family: evil; src: url({address}/f.ttf) }}</style>",
        ),
        "object": page(f'<object data="{address}/o.svg"></object>'),
        "embed": page(f'<embed src="{address}/e.svg">'),
        "svg image": page(picture),
        "svg in img": page(f'<img src="{data_address(picture)}" alt="a">'),
        "svg use": page(f'<svg {svg} width="9" height="9"><use href="{address}/u.svg#a"/></svg>'),
        "svg style": page(
            f'<svg {svg} width="9" height="9"><style>@import "{address}/s.css";</style></svg>'
        ),
        "base": page('<img src="a.png" alt="a">', f'<base href="{address}/">'),
        "border image": page(
            f'<p style="border: 9px solid; border-image: url({address}/r.png) 9">x</p>'
        ),
        "margin box": page(
            "x", f"<style>@page {{ @top-left {{ content: url({address}/m.png) }} }}</style>"
        ),
        "page ground": page("x", f"<style>@page {{ background: url({address}/g.png) }}</style>"),
        "set of sources": page(f'<img srcset="{address}/z.png 2x" src="{address}/y.png" alt="a">'),
        "typed image": page(f'<input type="image" src="{address}/n.png" alt="a">'),
        "style in a page": page(f'<p style="background: url({address}/q.png)">x</p>'),
        "svg in css": page(
            "x", f"<style>body {{ background: url({data_address(picture)}) }}</style>"
        ),
        "css in css": page(
            "x",
            "<style>@import url(data:text/css;base64,"
            + base64.b64encode(f"@import '{address}/k.css';".encode()).decode()
            + ");</style>",
        ),
        "frame": page(f'<iframe src="{address}/w.html"></iframe>'),
    }


def outcome(html: str) -> tuple[str, bytes]:
    """Return the address that was refused, or the file that was made without it."""
    try:
        return "", html_to_pdf(html, assets=Templates().asset).data
    except NotAcceptedError as error:
        return error.what, b""


def attached_to(data: bytes) -> list[str]:
    """Return the names of the files inside a PDF."""
    if not data:
        return []
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(pdf.attachments)


SILENT = {"svg use", "svg style", "embed", "frame", "typed image"}
"""What WeasyPrint does not even try to open; the page is made without it."""


def test_many_ways_are_tried() -> None:
    """The ways are counted, so that none gets lost."""
    assert len(vectors("http://x")) >= 25


@pytest.mark.parametrize("name", sorted(vectors("http://x")))
def test_no_connection_is_opened(name: str, server: Server) -> None:
    """The server next door hears of nothing, and the address is named in the error."""
    refused, _ = outcome(vectors(server.address)[name])

    assert server.address in refused.lower() or name in SILENT
    assert server.asked == []


@pytest.mark.parametrize("name", sorted(vectors("http://x")))
def test_no_file_is_opened(name: str, tmp_path: Path) -> None:
    """What stands on the disk stays there, be it a picture, a style sheet or an attachment."""
    for file in ("t.txt", "i.css", "l.css", "s.css"):
        (tmp_path / file).write_text(f"p::after {{ content: '{SECRET}' }}", encoding="utf-8")
    refused, data = outcome(vectors(tmp_path.as_uri())[name])

    assert "file:" in refused or name in SILENT
    assert SECRET.encode() not in data
    assert attached_to(data) == []


def test_a_style_sheet_of_the_caller_fetches_nothing(server: Server) -> None:
    """The style sheets that are named beside the page stand under the same rule."""
    shipped = Templates().asset

    def assets(name: str) -> bytes:
        return f'@import "{server.address}/x.css";'.encode() if name == "x.css" else shipped(name)

    with pytest.raises(NotAcceptedError):
        html_to_pdf(page("x"), assets=assets, stylesheets=["x.css"])

    assert server.asked == []


def test_a_relative_address_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a base no relative address leads anywhere, and the loss is reported."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.svg").write_text(f"<svg><title>{SECRET}</title></svg>", encoding="utf-8")
    result = html_to_pdf(page('<img src="a.svg" alt="a">'), assets=Templates().asset)

    assert any("Relative URI" in warning for warning in result.warnings)
    assert result.served == ()
    assert SECRET.encode() not in result.data


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    """An SVG picture cannot read a file by an entity."""
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    svg = (
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="9"><text y="9">&x;</text></svg>'
    )
    result = html_to_pdf(page(f'<img src="{data_address(svg)}" alt="a">'), assets=Templates().asset)

    assert SECRET not in str(result.warnings)
    assert SECRET.encode() not in result.data
