"""A file that LibreOffice opened and saved gives all its sections back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pull_projects import STATE, Pulling, outcomes, section

from by_libreoffice import converted
from efc_reporting.workflows.pull.results import Outcome

FILTER = "docx:MS Word 2007 XML"


def saved_by_libreoffice(folder: Path, **texts: str) -> Pulling:
    """Return a project whose report was opened and saved by LibreOffice, which rewrites it all."""
    pulling = Pulling(folder, **texts)
    pulling.write(audience="partners")
    pulling.file.write_bytes(converted(pulling.file.read_bytes(), folder, FILTER))
    return pulling


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Pulling:
    """Return the project with its usual texts."""
    return saved_by_libreoffice(tmp_path_factory.mktemp("office"))


@pytest.mark.tool("soffice")
def test_first_paragraphs_keep_their_bold_words_and_links(tmp_path: Path) -> None:
    """Behind a text with a field it would begin a control of its own in them."""
    pulling = saved_by_libreoffice(
        tmp_path,
        state="- **Bonn.** {{ total }} people.\n- Potsdam\n",
        deviations="[The page](https://example.org/page) is **new**.\n",
        next_steps="## Ahead\n\n**Perugia** plans.\n",
    )

    assert set(outcomes(pulling.pull()).values()) == {Outcome.UNCHANGED}


@pytest.mark.tool("soffice")
def test_saving_alone_is_no_edit(saved: Pulling) -> None:
    """No section, figure, picture or line changed, and no byte of the folder."""
    before = saved.state()
    result = saved.pull()

    assert set(outcomes(result)) == {"state", "deviations", "next-steps"}
    assert set(outcomes(result).values()) == {Outcome.UNCHANGED}
    assert not result.needs_attention
    assert saved.state() == before


@pytest.mark.tool("soffice")
def test_an_edit_in_a_saved_file_is_taken_over(saved: Pulling) -> None:
    """The field, the picture and the rest of the text stay as they are."""
    before, original = saved.state(), saved.file.read_bytes()
    saved.edit(("The end.", "The very end."))
    after = section(saved.pull(is_dry_run=True)).after
    saved.file.write_bytes(original)

    assert after == STATE.partition("\n\n")[2].strip().replace("The end.", "The very end.")
    assert saved.state() == before


@pytest.mark.tool("soffice")
def test_a_figure_edited_in_a_saved_file_is_told(saved: Pulling) -> None:
    """The bookmark of the field tells what the control, which lost its tag, does not."""
    original = saved.file.read_bytes()
    saved.edit((">53<", ">54<"))
    result = saved.pull(is_dry_run=True)
    saved.file.write_bytes(original)

    assert [(figure.was, figure.now) for figure in result.figures] == [("53", "54")]
