"""The press release keeps what every document has to keep."""

from __future__ import annotations

from efc_press_release.document import PressRelease

from efc_reporting.testing import DocumentContract


class TestPressRelease(DocumentContract):
    """The document keeps the contract, without any exception."""

    document = PressRelease()
