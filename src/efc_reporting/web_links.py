"""Which links lead to the web or to a mailbox, and how their addresses are written."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`\[\]]")
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def link_target(link: str) -> str:
    """Return the address of a link to the web or to a mailbox, "" for any other.

    Word calls a file damaged when one address in it is none, so doubtful ones stay plain text.
    """
    try:
        parts = urlsplit(link.strip())
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    is_mailbox = parts.scheme == "mailto" and "@" in parts.path
    if not (is_web or is_mailbox) or _UNSAFE.search(parts.netloc):
        return ""
    return _UNSAFE.sub(_percent, _LONE_PERCENT.sub("%25", link.strip()))


def same_target(link: str) -> str:
    """Return an address in a form that is equal for addresses of one page.

    Office programs write letters as per cent signs, and a slash behind a bare host.
    """
    return unquote(link_target(link)).rstrip("/")


def _percent(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"
