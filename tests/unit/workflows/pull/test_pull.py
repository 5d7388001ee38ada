"""An edited file returns to the folder: what really changed, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from pull_projects import STATE, Pulling, outcomes, paragraph, run, section

from efc_reporting import load_project
from efc_reporting.errors import NotAcceptedError, UnknownNameError
from efc_reporting.workflows.pull.results import Outcome

END = '<w:p><w:r><w:t xml:space="preserve">The end.</w:t></w:r></w:p>'
TOTAL = '<w:t xml:space="preserve">53</w:t>'


@pytest.mark.parametrize("audience", ["agency", "partners", "internal"])
@pytest.mark.parametrize("document", ["interim", "narrative"])
def test_an_unedited_file_changes_no_byte(pulling: Pulling, document: str, audience: str) -> None:
    """Nothing is written, not even a time, and there is nothing to look at."""
    pulling.write(document, audience=audience)
    before = pulling.state()
    result = pulling.pull()

    assert pulling.state() == before
    assert set(outcomes(result).values()) <= {Outcome.UNCHANGED}
    assert not result.needs_attention


def test_only_the_edited_paragraph_changes(pulling: Pulling) -> None:
    """Front matter and all other lines, however they are written, stay byte for byte."""
    pulling.edit(("The end.", "The very end."))
    result = pulling.pull()

    assert pulling.text() == STATE.replace("The end.", "The very end.")
    assert result.written == ("narrative/en/state.md",)
    assert section(result).outcome is Outcome.CHANGED
    assert not result.needs_attention


def test_a_second_pull_changes_nothing(pulling: Pulling) -> None:
    """The same file, pulled again, finds its text in the folder."""
    pulling.edit((END, END + paragraph("More.")))
    pulling.pull()
    before = pulling.state()
    result = pulling.pull()

    assert pulling.state() == before
    assert section(result).outcome is Outcome.UNCHANGED


@pytest.mark.parametrize("is_dry_run", [False, True])
def test_a_file_of_another_project_is_refused(pulling: Pulling, is_dry_run: bool) -> None:
    """Its texts would be compared with those of a stranger; the message names both."""
    toml = pulling.folder / "project.toml"
    toml.write_text(toml.read_text("utf-8").replace("A network", "Other towns"), "utf-8")
    before = pulling.state()
    with pytest.raises(NotAcceptedError, match="'A network', and this is 'Other towns'"):
        pulling.pull(is_dry_run=is_dry_run)

    assert pulling.state() == before


def test_a_project_that_is_renamed_takes_its_files_back(tmp_path: Path) -> None:
    """One of title, acronym and reference number is enough."""
    pulling = Pulling(tmp_path)
    toml = pulling.folder / "project.toml"
    toml.write_text('acronym = "NET"\n' + toml.read_text("utf-8"), "utf-8")
    pulling.write()
    toml.write_text(toml.read_text("utf-8").replace("A network", "Other towns"), "utf-8")

    result = pulling.pull()

    assert set(outcomes(result).values()) == {Outcome.UNCHANGED}
    assert not result.needs_attention


def test_a_dry_run_writes_nothing(pulling: Pulling) -> None:
    """What would be written is told."""
    pulling.edit(("The end.", "The very end."))
    before = pulling.state()
    result = pulling.pull(is_dry_run=True)

    assert pulling.state() == before
    assert result.written == ("narrative/en/state.md",)


def test_ends_of_lines_stay_as_they_are(pulling: Pulling) -> None:
    """A file with the line ends of Windows and a byte order mark keeps both."""
    path = pulling.folder / "narrative/en/deviations.md"
    path.write_bytes("\ufeffOne.\r\n\r\nTwo.\r\n".encode())
    pulling.write()
    pulling.edit(("Two.", "Three."))
    pulling.pull()

    assert path.read_bytes() == "\ufeffOne.\r\n\r\nThree.\r\n".encode()


def test_a_heading_that_comes_first_is_no_title(pulling: Pulling) -> None:
    """The text may begin with a heading; the section keeps its own."""
    pulling.put("deviations", "Away.\n\n# Why\n\nBecause.\n")
    pulling.write()
    pulling.edit((paragraph("Away.").replace(' w:rsidR="00A1B2C3"', ""), ""))
    pulling.pull()
    found = load_project(pulling.folder).section("deviations", "en")

    assert found is not None
    assert (found.title, found.markdown) == ("", "# Why\n\nBecause.")


# Two people, and the folder meanwhile


def test_what_changed_in_both_places_is_a_conflict(pulling: Pulling) -> None:
    """Both texts are shown, and neither is touched."""
    pulling.edit(("The end.", "The end in the file."))
    pulling.put("state", STATE.replace("The end.", "The end in the folder."))
    before = pulling.state()
    result = pulling.pull()
    found = section(result)

    assert pulling.state() == before
    assert found.outcome is Outcome.CONFLICT
    assert "The end in the folder." in found.before
    assert "The end in the file." in found.after
    assert "+The end in the file." in list(found.diff())
    assert result.needs_attention


def test_a_conflict_holds_up_no_other_section(pulling: Pulling) -> None:
    """The other texts of the file are taken over all the same."""
    pulling.edit(("The end.", "In the file."), ("Opole came later.", "Opole came early."))
    pulling.put("state", STATE.replace("The end.", "In the folder."))
    result = pulling.pull()

    assert result.written == ("narrative/en/deviations.md",)
    assert "Opole came early." in pulling.text("deviations")


def test_what_changed_in_the_folder_alone_is_no_conflict(pulling: Pulling) -> None:
    """The file holds the older text as it was given: nobody edited it there."""
    pulling.put("state", STATE.replace("The end.", "In the folder."))
    before = pulling.state()
    result = pulling.pull()

    assert pulling.state() == before
    assert section(result).outcome is Outcome.OLDER
    assert not result.needs_attention


def test_the_same_edit_in_both_places_is_no_conflict(pulling: Pulling) -> None:
    """Where both say the same, nothing is to be decided."""
    pulling.edit(("The end.", "Over."))
    pulling.put("state", STATE.replace("The end.", "Over."))

    assert section(pulling.pull()).outcome is Outcome.UNCHANGED


def test_copies_of_several_partners_are_pulled_one_after_the_other(
    pulling: Pulling, tmp_path: Path
) -> None:
    """Each copy brings its own section, though the other was pulled in between."""
    copies = {}
    for partner in ("opole", "perugia"):
        pulling.file = copies[partner] = tmp_path / f"{partner}.docx"
        pulling.write(recipient=partner)
    for partner, words in (("opole", "Opole came later."), ("perugia", "Perugia plans a meeting.")):
        pulling.file = copies[partner]
        pulling.edit((words, f"{partner} wrote this."))
    for partner, name in (("opole", "deviations"), ("perugia", "next-steps")):
        pulling.file = copies[partner]
        result = pulling.pull()

        assert result.written == (f"narrative/en/{name}.md",)
        assert f"{partner} wrote this." in pulling.text(name)
    assert "owner: perugia" in pulling.text("next-steps")


def test_a_partner_cannot_write_for_another(pulling: Pulling) -> None:
    """An edit in a section of somebody else is told and not taken over."""
    pulling.write(recipient="opole")
    pulling.edit(("Perugia plans a meeting.", "Perugia plans nothing."))
    before = pulling.state()
    result = pulling.pull()

    assert pulling.state() == before
    assert section(result, "next-steps").outcome is Outcome.NOT_THEIRS
    assert section(result, "next-steps").owner == "perugia"
    assert result.needs_attention


# Figures and other computed words


def test_a_figure_that_was_edited_stays_a_field(pulling: Pulling) -> None:
    """What it was, what it is and what the lists say is told; the text keeps its field."""
    pulling.edit((TOTAL, TOTAL.replace("53", "54")), ("The end.", "Over."))
    result = pulling.pull()
    (figure,) = result.figures

    assert (figure.field, figure.was, figure.now, figure.says) == ("{{ total }}", "53", "54", "53")
    assert "{{ total }} people came" in pulling.text()
    assert result.needs_attention


def test_a_figure_of_older_lists_is_no_edit(pulling: Pulling) -> None:
    """The lists grew since the file was written; nobody touched the figure in it."""
    path = pulling.folder / "project.toml"
    path.write_text(path.read_text().replace("count = 27", "count = 30"))
    result = pulling.pull()

    assert result.figures == ()
    assert section(result).outcome is Outcome.UNCHANGED


def test_an_edited_line_outside_the_texts_is_told(pulling: Pulling) -> None:
    """A computed cell is compared with what the lists say today, and not taken over."""
    xml = pulling.xml()
    table = xml[xml.rindex(">53</w:t>") :]
    pulling.edit((table, table.replace("53", "54", 1)))
    (line,) = pulling.pull().lines

    assert (line.was, line.now) == ("53", "54")


def test_a_new_line_outside_the_texts_is_told(pulling: Pulling) -> None:
    """What somebody wrote beside the places for text is never lost silently."""
    pulling.edit(("<w:sectPr", paragraph("By the way.") + "<w:sectPr"))
    (line,) = pulling.pull().lines

    assert line.now == "By the way."


# Places for texts that are not there yet


def test_partners_get_room_for_what_is_not_written_yet(pulling: Pulling) -> None:
    """The prompt alone is no text; what stands there instead becomes a new file."""
    prompt = "Nothing is written here yet: put your text here."
    pulling.write("narrative", audience="partners")
    unedited = pulling.pull()
    pulling.edit((prompt, "The world is better now."))
    result = pulling.pull()

    assert unedited.written == ()
    assert len(result.written) == 1
    assert (pulling.folder / result.written[0]).read_text() == "The world is better now.\n"


def test_text_beside_the_prompt_counts_alone(pulling: Pulling) -> None:
    """Whoever leaves the prompt standing has written what stands below it."""
    prompt = "put your text here.</w:t></w:r></w:p>"
    pulling.write("narrative", audience="partners")
    pulling.edit((prompt, prompt + paragraph("We agreed.")))
    result = pulling.pull()

    assert (pulling.folder / result.written[0]).read_text() == "We agreed.\n"


def test_the_agency_gets_no_empty_places(pulling: Pulling) -> None:
    """A report that leaves the house shows no prompt."""
    pulling.write("narrative", audience="partners")
    partners = pulling.xml()
    pulling.write("narrative", audience="agency")

    assert "put your text here" in partners
    assert "put your text here" not in pulling.xml()


def test_the_public_gets_no_marks(pulling: Pulling) -> None:
    """No control, no bookmark and no property of ours tells how the file was made."""
    texts: list[str] = []
    for audience in ("agency", "public"):
        pulling.write(audience=audience)
        pulling.rewrite(lambda found: texts.append(" ".join(map(str, found.items()))))
    agency, public = texts
    for mark in ("efc_1_", "efc:1", "docProps/custom.xml"):
        assert mark in agency
        assert mark not in public


# Marks that were lost or forged


def test_a_section_that_was_deleted_stays_in_the_folder(pulling: Pulling) -> None:
    """Its place is gone from the file: that is told, and no text is taken for empty."""
    xml = pulling.xml()
    start = xml.rindex("<w:sdt>", 0, xml.index("Opole came later."))
    end = xml.index("</w:sdt>", start) + len("</w:sdt>")
    pulling.edit((xml[start:end], ""))
    before = pulling.state()
    result = pulling.pull()

    assert pulling.state() == before
    assert section(result, "deviations").outcome is Outcome.MISSING


def test_sections_are_known_without_properties(pulling: Pulling) -> None:
    """Word's inspector takes custom properties out; the tags of the controls remain."""
    pulling.edit(("The end.", "The very end."))
    pulling.rewrite(lambda parts: parts.pop("docProps/custom.xml") and None)
    result = pulling.pull()

    assert section(result).outcome is Outcome.CHANGED


def test_sections_are_known_without_controls(pulling: Pulling) -> None:
    """Where controls are lost, bookmarks tell the same."""

    def without_controls(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:tag ", b"<w:tab ")

    pulling.edit(("The end.", "The very end."))
    pulling.rewrite(without_controls)
    result = pulling.pull()

    assert section(result).outcome is Outcome.CHANGED
    assert pulling.text() == STATE.replace("The end.", "The very end.")


def test_a_copied_section_is_told(pulling: Pulling) -> None:
    """The first one counts; that there is another is said."""
    xml = pulling.xml()
    start = xml.rindex("<w:sdt>", 0, xml.index("Opole came later."))
    end = xml.index("</w:sdt>", start) + len("</w:sdt>")
    copy = xml[start:end].replace("Opole came later.", "Another text.")
    pulling.edit((xml[start:end], xml[start:end] + copy))
    result = pulling.pull()

    assert section(result, "deviations").has_copies
    assert result.written == ()


def test_a_forged_section_writes_nowhere(pulling: Pulling) -> None:
    """A name that leads out of the folder is no section of the project."""
    pulling.rewrite(lambda parts: parts.pop("docProps/custom.xml") and None)
    pulling.edit((":en/deviations", ":en/../../x"), ("Opole came later.", "Gotcha."))
    result = pulling.pull()

    assert Outcome.UNKNOWN in outcomes(result).values()
    assert result.written == ()


def test_an_unknown_way_to_treat_changes_is_refused(pulling: Pulling) -> None:
    """The known ones are named."""
    with pytest.raises(UnknownNameError, match="did you mean 'accept'"):
        pulling.pull("acept")


def test_runs_that_word_split_are_one_text(pulling: Pulling) -> None:
    """Spelling marks, saved versions and split runs are no edit."""
    split = run("Opole ") + '<w:proofErr w:type="spellStart"/>' + run("came") + run(" later.")
    pulling.edit((run("Opole came later."), split))

    assert section(pulling.pull(), "deviations").outcome is Outcome.UNCHANGED
