"""Which links lead to the web or to a mailbox, and how their addresses are written."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

LINK_SCHEMES = ("https://", "http://", "mailto:")
"""The beginnings of links that a reader can follow; `javascript:` and `file:` are none."""

_FILE_BESIDE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""The name of a file in the folder of the document itself, as in the index of a dossier."""

_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`\[\]]")
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def link_target(link: str) -> str:
    """Return the address of a link to the web or to a mailbox, "" for any other.

    Word calls a file damaged when one address in it is none, so doubtful ones stay plain text.
    """
    address = link.strip()
    if not address.lower().startswith(LINK_SCHEMES):
        return ""
    try:
        parts = urlsplit(address)
        is_web = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    is_mailbox = parts.scheme == "mailto" and "@" in parts.path
    if not (is_web or is_mailbox) or _UNSAFE.search(parts.netloc):
        return ""
    return _UNSAFE.sub(_percent, _LONE_PERCENT.sub("%25", address))


def is_web_link(link: str) -> bool:
    """Say whether a link may be shown as one; templates ask `{% if run.link is web_link %}`."""
    is_address = link == link.strip() and link_target(link)
    return bool(is_address or _FILE_BESIDE.fullmatch(link))


def same_target(link: str) -> str:
    """Return an address in a form that is equal for addresses of one page.

    Office programs write letters as per cent signs, and a slash behind a bare host.
    """
    return unquote(link_target(link)).rstrip("/")


def _percent(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"
