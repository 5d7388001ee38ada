"""Every error of the library: each says where, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable

import attrs


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the remedy for an unknown word: the nearest known one, else all of them."""
    from difflib import get_close_matches

    choices = list(dict.fromkeys(known))
    near = get_close_matches(word, choices, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(choices) or 'none'}"


class RemovedInNextMajorWarning(DeprecationWarning):
    """Something that a plugin or a program uses will be gone in the next major version.

    Its sentence names the replacement. An argument of a hook gives it by
    `@hookspec(warn_on_impl_args={"name": RemovedInNextMajorWarning("…")})`, so that the author of
    a plugin who still asks for it is told when the plugin is loaded.
    """


class ReportingError(Exception):
    """Root of all errors that this library raises on purpose."""


@attrs.define(kw_only=True, auto_exc=True)
class InvalidValueError(ReportingError, ValueError):
    """A value of the model that cannot be."""

    where: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}; {self.remedy}"


@attrs.frozen(kw_only=True)
class Problem:
    """One mistake in the user's files.

    `place` is a path in a TOML file (`meetings[1].sittings[0].start`) or a sheet and cell
    (`Sheet1!C7`); "" for the file as a whole. `remedy` says what to do.
    """

    file: str
    place: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.problem}" + (f"; {self.remedy}" if self.remedy else "")


@attrs.define(kw_only=True, auto_exc=True)
class LoadError(ReportingError):
    """The project folder cannot be read; all its problems at once."""

    folder: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        count = f"{len(self.problems)} problem" + ("" if len(self.problems) == 1 else "s")
        return "\n".join(
            [f"{self.folder}: {count}", *(f"  {problem}" for problem in self.problems)]
        )


@attrs.define(kw_only=True, auto_exc=True)
class UnknownNameError(ReportingError, LookupError):
    """A document, format, measure, option or audience that nobody registered."""

    kind: str
    name: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known)
        return f"there is no {self.kind} {self.name!r}; {hint}"


@attrs.define(kw_only=True, auto_exc=True)
class NotAcceptedError(ReportingError):
    """A document, audience or language that a format or document does not take."""

    what: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what}: {self.problem}; {self.remedy}"


@attrs.define(kw_only=True, auto_exc=True)
class MissingRequirementError(ReportingError):
    """Something outside Python, or a package, that an output needs and that is not there."""

    what: str
    needed_for: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what} is missing, which {self.needed_for} needs; {self.remedy}"


@attrs.define(kw_only=True, auto_exc=True)
class PluginError(ReportingError):
    """A plugin that cannot be used."""

    plugin: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"plugin {self.plugin!r} {self.problem}; {self.remedy}"


@attrs.define(kw_only=True, auto_exc=True)
class RenderError(ReportingError):
    """A document that could not be composed or rendered; the other outputs go on.

    `plugin` is the name of the format or document, `distribution` and `version` say what it is
    from; where a plugin was handed over, `distribution` is its name and `version` empty. `place` is
    where in the document and in the plugin's code it stood, as far as that is known. The plugin's
    own error is the `__cause__`.
    """

    plugin: str
    distribution: str
    version: str
    document: str
    place: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        place = f", {self.place}" if self.place else ""
        origin = f"{self.distribution} {self.version}".strip()
        return f"{self.document}{place}: {self.plugin} from {origin} failed: {self.problem}" + (
            f"; {self.remedy}" if self.remedy else ""
        )


@attrs.define(kw_only=True, auto_exc=True)
class TemplateError(ReportingError):
    """A template that cannot be found or filled."""

    template: str
    line: int | None
    problem: str
    searched: tuple[str, ...]

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        return (
            f"template {self.template}{line}: {self.problem}; searched: {', '.join(self.searched)}"
        )


@attrs.define(kw_only=True, auto_exc=True)
class WriteError(ReportingError):
    """A file that could not be written; what stood there before stands there still."""

    path: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}; {self.remedy}"


class PluginWarning(UserWarning):
    """Something about a plugin that its user should know."""
