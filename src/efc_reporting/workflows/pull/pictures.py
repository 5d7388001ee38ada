"""Pictures of an edited file: those of the project are known again, all others are kept."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from hashlib import sha256

import attrs

from efc_reporting.base.toml_tables import BadValueError
from efc_reporting.blocks.content import Run
from efc_reporting.blocks.passages import Passage, PassageKind
from efc_reporting.loading.pictures import ENDINGS, normal_picture
from efc_reporting.model import Picture, Project
from efc_reporting.workflows.pull.reading import NEW_PICTURE, EditedSection
from efc_reporting.workflows.pull.results import PictureChange

_SIDE = 16
_ALIKE = 6.0
"""Mean difference of grey, of 255, up to which two small pictures show the same."""

_SHAPE = 0.02
_SIGNS = re.compile(r"[\[\]()\\*_`<>!|\s]+")


@attrs.frozen(kw_only=True)
class SectionPictures:
    """The passages of a section with new pictures named, and what is to be kept and told."""

    passages: tuple[Passage, ...]
    files: Mapping[str, bytes]
    changes: tuple[PictureChange, ...]
    left_out: tuple[str, ...]


def with_pictures(
    section: EditedSection, found: Mapping[str, bytes], project: Project
) -> SectionPictures:
    """Return the section with its pictures told apart; `found` are those of the file."""
    taking = _Taking(section, found, {picture.id: picture for picture in project.pictures})
    passages = tuple(passage for p in section.passages if (passage := taking.passage(p)))
    for picture in section.pictures:
        taking.compare(picture.picture_id, picture.relation)
    return SectionPictures(
        passages=passages,
        files=taking.files,
        changes=tuple(taking.changes),
        left_out=tuple(taking.left_out),
    )


class _Taking:
    def __init__(
        self, section: EditedSection, found: Mapping[str, bytes], known: Mapping[str, Picture]
    ) -> None:
        self.files: dict[str, bytes] = {}
        self.changes: list[PictureChange] = []
        self.left_out: list[str] = []
        self._section_id = section.mark.section_id
        self._found = found
        self._known = known
        self._relations = {p.picture_id: p.relation for p in section.pictures}

    def passage(self, passage: Passage) -> Passage | None:
        """Return a passage with a name for its picture, None where that cannot be kept."""
        if passage.kind is not PassageKind.PICTURE or passage.picture in self._known:
            return passage
        relation = passage.picture.removeprefix(NEW_PICTURE)
        relation = self._relations.get(passage.picture, relation)
        words = "".join(run.text for run in passage.text)
        file = self._keep(relation, "picture", "", words)
        if not file:
            return None
        alternative = _SIGNS.sub(" ", words).strip()
        run = Run(text=alternative, source=f"![{alternative}]({file})")
        return Passage(kind=PassageKind.PARAGRAPH, text=(run,))

    def compare(self, picture_id: str, relation: str) -> None:
        """Keep the picture that somebody put in the place of one of the project's."""
        known = self._known.get(picture_id)
        data = self._found.get(relation, b"")
        if known is not None and data != known.data and not _is_alike(data, known.data):
            self._keep(relation, picture_id, picture_id, "")

    def _keep(self, relation: str, name: str, picture_id: str, alternative: str) -> str:
        try:
            data, media_type = normal_picture(self._found.get(relation, b""))
        except BadValueError:
            self.left_out.append("picture that is neither PNG nor JPEG")
            return ""
        file = f"pictures/{name}-{sha256(data).hexdigest()[:8]}{ENDINGS[media_type]}"
        self.files[file] = data
        self.changes.append(
            PictureChange(
                section_id=self._section_id,
                picture_id=picture_id,
                file=file,
                alternative=alternative,
            )
        )
        return file


def _is_alike(data: bytes, other: bytes) -> bool:
    """Say whether two files show one picture: office programs make pictures smaller."""
    from PIL import Image, ImageChops, ImageStat

    try:
        plain, _ = normal_picture(data)
    except BadValueError:
        return False
    with Image.open(io.BytesIO(plain)) as one, Image.open(io.BytesIO(other)) as two:
        if abs(one.width / one.height - two.width / two.height) > _SHAPE:
            return False
        small = [p.convert("RGB").resize((_SIDE, _SIDE)).convert("L") for p in (one, two)]
    return ImageStat.Stat(ImageChops.difference(*small)).mean[0] <= _ALIKE
