"""What each shipped format says of itself: its name, its files, and for whom it comes first."""

from __future__ import annotations

import pytest

from projects import shipped_formats

SAID = {
    "csv": ("CSV table", ".csv", "text/csv", True),
    "docx": (
        "Word document",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        False,
    ),
    "html": ("Web page", ".html", "text/html", False),
    "pdf": ("PDF", ".pdf", "application/pdf", False),
    "pdf-typst": ("PDF (Typst)", ".pdf", "application/pdf", False),
    "xlsx": (
        "Excel workbook",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        True,
    ),
}
INFOS = {
    report_format.info.name: report_format.info
    for plugin in shipped_formats()
    for report_format in plugin.efc_register_formats()
}


def test_each_format_is_registered() -> None:
    """None is left out, and none is made twice."""
    assert sorted(INFOS) == sorted(SAID)


@pytest.mark.parametrize("name", SAID)
def test_files_are_named_and_sent_as_what_they_are(name: str) -> None:
    """Title, ending and media type are those by which programs know the files."""
    info = INFOS[name]

    assert (info.title, info.extension, info.media_type, info.is_tabular) == SAID[name]
    assert info.magic


def test_lists_are_made_by_typst() -> None:
    """Of two engines for PDF, Typst comes first for long lists, and for nothing else."""
    preferred = {name: set(info.preferred_for) for name, info in INFOS.items()}

    assert {name: found for name, found in preferred.items() if found} == {
        "pdf-typst": {"participant-list"}
    }


def test_formats_name_the_library_that_they_need() -> None:
    """A user without it is told its name instead of an ImportError."""
    needed = {name: info.requires for name, info in INFOS.items()}

    assert needed == {
        "csv": (),
        "docx": ("docx",),
        "html": (),
        "pdf": ("weasyprint",),
        "pdf-typst": ("typst",),
        "xlsx": ("xlsxwriter",),
    }
