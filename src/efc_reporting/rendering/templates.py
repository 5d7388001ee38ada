"""Templates and assets: where they are looked for and how they are filled."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from efc_reporting.base.links import is_web_link
from efc_reporting.base.process import EndedError, Limits, call_for_text
from efc_reporting.errors import TemplateError

if TYPE_CHECKING:
    import jinja2

ADDED = ("filters", "tests", "globals")
"""What plugins add to an environment, and what goes with a template into another process."""

Additions = Mapping[str, Mapping[str, object]]


def _leave(environment: jinja2.Environment, format_name: str) -> None:
    """Prepare nothing."""


@attrs.frozen
class _Found:
    """One file of the chain: what it holds and how messages call it."""

    data: bytes
    origin: str
    is_own: bool


class _OwnTemplateError(Exception):
    """A template of a user is asked for where only shipped ones are filled."""


@attrs.frozen(kw_only=True)
class Templates:
    """The chain of places for templates: the user's folders first, then plugins', then ours.

    Names are paths with `/` below such a place: `html/document.html.j2`, `shared/emblem.svg`.
    `limits` hold for templates in the user's folders, which are filled in a process of their own.
    `given` are single files of the user, found by their names alone.
    """

    folders: tuple[Path, ...] = ()
    given: tuple[Path, ...] = ()
    packages: tuple[str, ...] = ("efc_templates",)
    prepare: Callable[[jinja2.Environment, str], None] = attrs.field(default=_leave, eq=False)
    limits: Limits = Limits()

    def render(self, name: str, /, *, format_name: str, **values: object) -> str:
        """Fill the template `name` with `values` and return the text.

        Values are plain frozen data; strings among them are escaped wherever they are shown.
        Whatever goes wrong is a TemplateError that names the template, the line and the places.
        """
        added: dict[str, dict[str, object]] = {}

        def prepare(environment: jinja2.Environment) -> None:
            before = {kind: dict(getattr(environment, kind)) for kind in ADDED}
            self.prepare(environment, format_name)
            for kind in ADDED:
                now = getattr(environment, kind)
                added[kind] = {k: v for k, v in now.items() if before[kind].get(k) is not v}

        try:
            return self._fill(name, values, prepare, may_be_own=False)
        except _OwnTemplateError as own:
            return self._fill_apart(name, values, added, str(own))

    def _fill(
        self,
        name: str,
        values: Mapping[str, object],
        prepare: Callable[[jinja2.Environment], None],
        *,
        may_be_own: bool,
    ) -> str:
        from jinja2 import FunctionLoader

        from efc_reporting.rendering.sandbox import Sandbox

        names: dict[str, str] = {}

        def load(wanted: str) -> tuple[str, str, None] | None:
            found = self._find(wanted)
            if found is None:
                return None
            if found.is_own and not may_be_own:
                raise _OwnTemplateError(wanted)
            names[found.origin] = wanted
            return self._decode(found, wanted), found.origin, None

        environment = Sandbox(FunctionLoader(load))
        environment.tests["web_link"] = is_web_link
        prepare(environment)
        environment.autoescape = True  # whatever a plugin prepared
        try:
            return environment.get_template(name).render(values)
        except _OwnTemplateError:
            raise
        except Exception as error:
            raise self._explain(error, name, names) from error

    def _fill_apart(
        self, name: str, values: Mapping[str, object], added: Additions, own: str
    ) -> str:
        """Fill a template of which a part, `own`, is the user's, and end it where it does not."""
        plain = attrs.evolve(self, prepare=_leave)
        try:
            answer = call_for_text(_answer, plain, name, values, added, limits=self.limits)
        except EndedError as error:
            raise self._error(own, error.problem) from error
        if "text" in answer:
            return str(answer["text"])
        raise self._error(answer["template"], answer["problem"], answer["line"])

    def asset(self, name: str) -> bytes:
        """Return the bytes of a style sheet, a font or a picture of the chain."""
        found = self._find(name)
        if found is None:
            raise self._error(name, "is not there")
        return found.data

    def with_given(self, template: str) -> tuple[Templates, str]:
        """Return the chain with a template, and its name in it.

        A template is named as in the chain, or given by its path where the chain has none of that
        name.
        """
        path = Path(template)
        try:
            is_known = self._find(template) is not None
        except TemplateError:
            is_known = False
        if is_known or not path.is_file():
            return self, template
        return attrs.evolve(self, given=(*self.given, path)), path.name

    def _find(self, name: str) -> _Found | None:
        for path in self.given:
            if path.name == name:
                return _Found(path.read_bytes(), str(path), True)
        parts = name.split("/")
        if any(part in {"", ".", ".."} or set(part) & set("\\:\0") for part in parts):
            raise self._error(name, "is no plain path below the folders of templates")
        for folder in self.folders:
            root = folder.resolve()
            path = root.joinpath(*parts).resolve()
            if not path.is_relative_to(root):
                raise self._error(name, f"is a link that leads out of {folder}")
            if path.is_file():
                return _Found(path.read_bytes(), str(path), True)
        for package in self.packages:
            resource = files(package).joinpath(*parts)
            if resource.is_file():
                return _Found(resource.read_bytes(), f"{package}/{name}", False)
        return None

    def _decode(self, found: _Found, name: str) -> str:
        try:
            return found.data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._error(name, "is not written in UTF-8") from error

    def _explain(self, error: Exception, name: str, names: dict[str, str]) -> TemplateError:
        from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
        from jinja2.exceptions import SecurityError

        where, line = _place(error, names) or (name, None)
        asked_by = f" (asked for by {where}, line {line})" if line else ""
        match error:
            case TemplateError():
                return self._error(error.template, error.problem + asked_by, error.line)
            case TemplateNotFound():
                return self._error(error.message or name, "is not there" + asked_by)
            case TemplateSyntaxError():
                return self._error(error.name or where, str(error.message), error.lineno)
            case MemoryError():
                return self._error(where, f"takes more than {self.limits.megabytes} MB", line)
            case RecursionError():
                return self._error(where, "extends, includes or calls itself without end", line)
            case UndefinedError() | SecurityError():
                return self._error(where, str(error.message), line)
            case _:
                return self._error(where, f"{type(error).__name__}: {error}", line)

    def _error(self, name: str, problem: str, line: int | None = None) -> TemplateError:
        searched = (*map(str, self.folders), *self.packages)
        return TemplateError(template=name, line=line, problem=problem, searched=searched)


def _answer(
    templates: Templates, name: str, values: Mapping[str, object], added: Additions
) -> Mapping[str, object]:
    """Fill a template in a process of its own, and say how it went."""

    def prepare(environment: jinja2.Environment) -> None:
        for kind, some in added.items():
            getattr(environment, kind).update(some)

    try:
        return {"text": templates._fill(name, values, prepare, may_be_own=True)}
    except TemplateError as error:
        return {"template": error.template, "line": error.line, "problem": error.problem}


def _place(error: Exception, names: dict[str, str]) -> tuple[str, int] | None:
    """Return the innermost template and line that an error went through."""
    frames = traceback.walk_tb(error.__traceback__)
    places = [(frame.f_code.co_filename, line) for frame, line in frames]
    return next(((names[file], line) for file, line in reversed(places) if file in names), None)
