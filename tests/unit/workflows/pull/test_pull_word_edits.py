"""What people do in Word, as Word writes it into the file."""

from __future__ import annotations

import pytest
from pull_projects import STATE, Pulling, paragraph, picture, run, section

from efc_reporting.workflows.pull.results import Outcome

END = run("The end.")
END_PARAGRAPH = f"<w:p>{END}</w:p>"
QUOTE = '<w:pStyle w:val="Quote"/>'


def point(text: str, level: int, number: int) -> str:
    """Return a point of a list as Word writes it."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, f'<w:pStyle w:val="ListParagraph"/>{place}')


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        (paragraph("Added."), "Added."),
        (paragraph("A * b_c [d] # e &amp; f"), "A \\* b_c \\[d\\] # e & f"),
        (paragraph("# no heading"), "\\# no heading"),
        (paragraph("1. no list"), "1\\. no list"),
        (paragraph("- no list"), "\\- no list"),
        (paragraph("Found", '<w:pStyle w:val="Heading2"/>'), "## Found"),
        (paragraph("Said.", QUOTE) + paragraph("More.", QUOTE), "> Said.\n>\n> More."),
        (point("one", 0, 1) + point("two", 1, 1) + point("three", 0, 1), "- one\n  - two\n- three"),
        (f"<w:p>{run('so')}{run(' bold', '<w:b/>')}{run('.')}</w:p>", "so **bold**."),
        (f"<w:p>{run('it', '<w:i/><w:iCs/>')}{run('al', '<w:i/>')}{run('ics')}</w:p>", "*ital*ics"),
        (f"<w:p>{run('both', '<w:b/><w:i/>')}</w:p>", "***both***"),
        (
            f"<w:p>{run('not bold', '<w:b w:val=&quot;0&quot;/>')}</w:p>".replace("&quot;", '"'),
            "not bold",
        ),
        (
            f"<w:p>{run('styled', '<w:rStyle w:val=&quot;Strong&quot;/>')}</w:p>".replace(
                "&quot;", '"'
            ),
            "**styled**",
        ),
        (f"<w:p>{run('one')}<w:r><w:br/></w:r>{run('two')}</w:p>", "one\\\ntwo"),
        (f"<w:p>{run('hidden', '<w:vanish/>')}{run('seen')}</w:p>", "seen"),
        (paragraph("{{ total }} came."), "{{ total }} came."),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
            '"https://example.org/a" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
            f'</w:r>{run("here")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
            "[here](https://example.org/a)",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr/><w:p/></w:tc><w:tc>"
            f'{paragraph("a|b")}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
            f"{paragraph('wide')}{paragraph('cell')}</w:tc></w:tr></w:tbl><w:p/>",
            "|  | a\\|b |\n| --- | --- |\n| wide cell |  |",
        ),
    ],
)
def test_what_is_added_in_word_becomes_markdown(
    pulling: Pulling, written: str, markdown: str
) -> None:
    """It stands behind the last paragraph, and reads back as it looks."""
    pulling.edit((END_PARAGRAPH, END_PARAGRAPH + written))
    pulling.pull()

    assert pulling.text() == f"{STATE}\n{markdown}\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<w:body>", '<w:body><w:bookmarkStart w:id="9999" w:name="_GoBack"/>'),
        (END, run("The") + '<w:bookmarkStart w:id="9998" w:name="x"/>' + run(" end.")),
        (END, run("The end.", '<w:lang w:val="en-US"/><w:rFonts w:ascii="Arial"/>')),
        (END, run("The") + run(" ", "<w:b/>") + run("end.")),
        (END, f"<w:smartTag>{END}</w:smartTag>"),
        (END, f"{run('The ')}<w:r><w:lastRenderedPageBreak/><w:t>end.</w:t></w:r>"),
        (END_PARAGRAPH, f"{END_PARAGRAPH}<w:p/>"),
        (run("One town said: good."), run("One town said:  good. ")),
    ],
)
def test_noise_of_word_is_no_edit(pulling: Pulling, old: str, new: str) -> None:
    """Nothing of it changes what the text says, and no byte of the folder."""
    pulling.edit((old, new))
    before = pulling.state()
    result = pulling.pull()

    assert section(result).outcome is Outcome.UNCHANGED
    assert pulling.state() == before


def test_smart_quotes_alone_are_no_edit(pulling: Pulling) -> None:
    """Word sets them while somebody types; a text that says more has them in its new words."""
    pulling.put("deviations", 'It\'s "late".\n')
    pulling.write()
    pulling.edit(('It\'s "late".', "It’s “late”."))
    unchanged = pulling.pull()
    pulling.edit(("It’s “late”.", "It’s “too late”."))
    pulling.pull()

    assert section(unchanged, "deviations").outcome is Outcome.UNCHANGED
    assert pulling.text("deviations") == "It’s “too late”.\n"


def test_other_lists_of_word_keep_their_points(pulling: Pulling) -> None:
    """Word gives a list another number; what its points say is the same."""
    xml = pulling.xml()
    pulling.edit(
        (xml, xml.replace('<w:numId w:val="1"/>', '<w:numId w:val="77"/>')),
    )
    pulling.edit(
        (
            "</w:numbering>",
            '<w:num w:numId="77"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
        ),
        name="word/numbering.xml",
    )

    assert section(pulling.pull()).outcome is Outcome.UNCHANGED


def test_an_edited_list_keeps_the_rest(pulling: Pulling) -> None:
    """The list is written anew with its levels, the lines round it stay."""
    pulling.edit((run("read aloud"), run("sang")))
    pulling.pull()
    text = pulling.text()

    assert "## What we did\n\n- sang\n- listened, *very* long\n  1. to music\n\n> One town" in text


def test_an_edited_table_keeps_its_looks(pulling: Pulling) -> None:
    """Bold words of other cells are still bold."""
    pulling.edit(('<w:t xml:space="preserve">27</w:t>', "<w:t>28</w:t>"))
    text = STATE.replace("| 27 |", "| 28 |")
    pulling.pull()

    assert "| **Opole** | 28 |" in pulling.text()
    assert pulling.text().splitlines()[-5:] == text.splitlines()[-5:]


# Pictures


def test_a_picture_stays_the_one_of_the_project(pulling: Pulling) -> None:
    """Whoever moves it to another place moves its line."""
    xml = pulling.xml()
    begin = xml.rindex("<w:p>", 0, xml.index("<w:drawing>", xml.index("read aloud")))
    drawn = xml[begin : xml.index("</w:p>", begin) + len("</w:p>")]
    pulling.edit((drawn, ""), (END_PARAGRAPH, END_PARAGRAPH + drawn))
    pulling.pull()

    assert pulling.text().endswith("The end.\n\n![](pictures/market.png)\n")


def test_a_picture_in_the_place_of_another_is_kept(pulling: Pulling) -> None:
    """The project's own stays where it is; the new one lies beside it, and that is told."""

    def changed(parts: dict[str, bytes]) -> None:
        (name,) = [n for n, v in parts.items() if v == before]
        parts[name] = picture("#102030")

    before = _market(pulling)
    pulling.rewrite(changed)
    result = pulling.pull()
    (found,) = result.pictures

    assert found.picture_id == "market"
    assert (pulling.folder / found.file).is_file()
    assert pulling.text() == STATE


def _market(pulling: Pulling) -> bytes:
    from efc_reporting import load_project

    return load_project(pulling.folder).pictures[0].data


def test_a_new_picture_is_kept_and_named(pulling: Pulling) -> None:
    """It lies in the folder, and the text tells where it belongs."""
    xml = pulling.xml()
    begin = xml.rindex("<w:p>", 0, xml.index("<w:drawing>", xml.index("read aloud")))
    drawn = xml[begin : xml.index("</w:p>", begin) + len("</w:p>")]
    relation = drawn[drawn.index('r:embed="') + 9 :].partition('"')[0]
    own = drawn.replace(relation, "rId900").replace("The market", "Our [new] hall")
    own = own.replace(" market", "")
    pulling.edit((END_PARAGRAPH, END_PARAGRAPH + own))
    pulling.edit(
        (
            "</Relationships>",
            '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/image" Target="media/own.png"/></Relationships>',
        ),
        name="word/_rels/document.xml.rels",
    )
    pulling.rewrite(lambda parts: parts.update({"word/media/own.png": picture("#FF0000")}))
    result = pulling.pull()
    (found,) = result.pictures
    again = pulling.pull()

    assert (pulling.folder / found.file).is_file()
    assert pulling.text().endswith(f"The end.\n\n![Our new hall]({found.file})\n")
    assert found.alternative == "Our [new] hall"
    assert section(again).outcome is Outcome.UNCHANGED


def test_what_markdown_cannot_hold_is_told(pulling: Pulling) -> None:
    """A footnote is left out of the text, and somebody hears of it."""
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    pulling.edit((END, END + note))
    result = pulling.pull()

    assert section(result).left_out == ("footnote",)
    assert result.needs_attention
