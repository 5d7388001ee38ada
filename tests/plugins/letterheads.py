"""Letterheads as a town might have them, made by hand; the towns and their people are fictional.

Styles carry the ids of a German Word: only their names are those that every Word knows.
"""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt
from docx_sample import picture

TOWN = "Stadt Beispielstadt"
STYLES = f"""
<w:styles {nsdecls("w")}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>
<w:sz w:val="22"/><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/>
<w:pPr><w:spacing w:after="120"/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="Absatz-Standardschriftart">
<w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="NormaleTabelle"><w:name w:val="Normal Table"/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
<w:basedOn w:val="Standard"/><w:next w:val="Standard"/><w:pPr><w:keepNext/>
<w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/><w:color w:val="7A1F1F"/><w:sz w:val="30"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>
<w:basedOn w:val="Standard"/><w:next w:val="Standard"/><w:pPr><w:keepNext/>
<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr>
<w:rPr><w:b/><w:color w:val="7A1F1F"/><w:sz w:val="25"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/>
<w:basedOn w:val="Standard"/><w:next w:val="Standard"/><w:pPr><w:spacing w:after="200"/></w:pPr>
<w:rPr><w:color w:val="7A1F1F"/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kopfzeile"><w:name w:val="header"/>
<w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Fuzeile"><w:name w:val="footer"/>
<w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Notiz des Amtes"/>
<w:basedOn w:val="Standard"/></w:style>
</w:styles>
"""


def blank() -> WordDocument:
    """Return an empty file with the styles of the town on a page with wide margins."""
    file = docx.Document()
    file.part._styles_part._element = parse_xml(STYLES)
    relations = file.part.rels
    for name, relation in list(relations.items()):
        if relation.reltype.endswith(("numbering", "stylesWithEffects", "customXml")):
            del relations[name]
    for child in list(file.element.body):
        if not child.tag.endswith("}sectPr"):
            file.element.body.remove(child)
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(30), Mm(25)
    page.top_margin, page.bottom_margin = Mm(40), Mm(30)
    return file


def saved(file: WordDocument) -> bytes:
    """Return the bytes of a file whose headers and footers have the styles of the town."""
    for relation in file.part.rels.values():
        for kind, style in (("header", "Kopfzeile"), ("footer", "Fuzeile")):
            if relation.reltype.endswith(f"/{kind}"):
                for named in relation.target_part.element.iter(qn("w:pStyle")):
                    named.set(qn("w:val"), style)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def one_section() -> bytes:
    """Return a page with header and footer, a line of text and empty lines below it."""
    file = blank()
    page = file.sections[0]
    page.header.paragraphs[0].text = f"{TOWN} · {{{{ project.acronym }}}}"
    run = page.header.paragraphs[0].add_run()
    run.add_picture(io.BytesIO(picture(60, 60)), height=Mm(10))
    page.footer.paragraphs[0].text = "Rathausplatz 1 · 01234 Beispielstadt"
    file.add_paragraph("Büro für Städtepartnerschaften")
    for _ in range(3):
        file.add_paragraph()
    return saved(file)


def first_page_different(mark: str = "bookmark") -> bytes:
    """Return a first page with an address block, the place for the text marked after it."""
    file = blank()
    page = file.sections[0]
    page.different_first_page_header_footer = True
    page.first_page_header.paragraphs[0].text = TOWN
    page.first_page_header.paragraphs[0].runs[0].font.size = Pt(26)
    page.header.paragraphs[0].text = f"{TOWN}, Fortsetzung"
    page.footer.paragraphs[0].text = "Seite "
    page.footer.paragraphs[0]._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )
    lines = ("An die Agentur", "", "Unser Zeichen: {{ project.reference }}", "", "Text hier", "")
    for text in (*lines, "Mit freundlichen Grüßen"):
        file.add_paragraph(text)
    place = file.paragraphs[4]._p
    if mark == "bookmark":
        place.insert(
            0, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="efc_report"/>')
        )
        place.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))
    else:
        control = parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Bericht"/><w:tag w:val="efc-report"/>'
            '<w:id w:val="1"/></w:sdtPr><w:sdtContent/></w:sdt>'
        )
        place.addprevious(control)
        control[-1].append(place)
    return saved(file)


def landscape_annex() -> bytes:
    """Return an upright section without text and an annex across."""
    file = blank()
    file.sections[0].header.paragraphs[0].text = TOWN
    file.add_paragraph()
    annex = file.add_section(WD_SECTION.NEW_PAGE)
    annex.orientation = WD_ORIENTATION.LANDSCAPE
    annex.page_width, annex.page_height = annex.page_height, annex.page_width
    annex.header.is_linked_to_previous = False
    annex.header.paragraphs[0].text = f"{TOWN} – Anlage"
    file.add_paragraph("Anlage: Bilder der Treffen", style="heading 1")
    return saved(file)


def with_members(data: bytes, **changes: bytes | None) -> bytes:
    """Return a file with other members; `__` in a name stands for a slash, None drops one."""
    given = {name.replace("__", "/").replace("_xml", ".xml"): v for name, v in changes.items()}
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            if name not in given:
                target.writestr(name, source.read(name))
        for name, content in given.items():
            if content is not None:
                target.writestr(name, content)
    return written.getvalue()


SHAPES = {
    "one section": one_section,
    "first page different": first_page_different,
    "landscape annex": landscape_annex,
}
