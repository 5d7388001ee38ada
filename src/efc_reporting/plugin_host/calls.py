"""The calls into plugins, one at a time: each guarded and checked, and isolated where asked."""

from __future__ import annotations

import copy
import logging
import pickle
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from efc_reporting.base.process import EndedError, Limits, call_isolated, described
from efc_reporting.base.values import as_tuple
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import (
    DocumentKind,
    FormatInfo,
    ReportContext,
    ReportFormat,
    WrittenReport,
)
from efc_reporting.errors import MissingRequirementError, RenderError
from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Project
from efc_reporting.plugin_host.guard import (
    check_document,
    check_result,
    failure,
    guarded,
    restored,
)
from efc_reporting.plugin_host.registry import HookCall, PluginRecord
from efc_reporting.programme import Measure
from efc_reporting.rendering.templates import Templates
from efc_reporting.sheets import Sheet, SheetReader, UnreadableSheetError

if TYPE_CHECKING:
    import jinja2

log = logging.getLogger("efc_reporting")

T = TypeVar("T")


@attrs.frozen
class Handed(Generic[T]):
    """What a plugin gets, and a function that says whether it changed that since."""

    values: T
    is_changed: Callable[[], bool]


def handed_to(plugin: PluginRecord, values: T) -> Handed[T]:
    """Return what a plugin is handed of some values, of which several come as a tuple.

    A shipped plugin gets the frozen values as they are: our tests prove that it changes nothing.
    Another one gets a copy that it may ruin without harm, and is caught at it; only what has no
    copy it gets itself.
    """
    if plugin.is_shipped:
        return Handed(values, lambda: False)
    given = _copied(values)
    before = _state(given)
    return Handed(given, lambda: _state(given) != before)


def _copied(values: T) -> T:
    """Return a copy; of a context the templates, the translator and the way to warn are shared."""
    shared = [
        part
        for value in _each(values)
        if isinstance(value, ReportContext)
        for part in (value.templates, value.translator, value.warn)
    ]
    try:
        return copy.deepcopy(values, {id(part): part for part in shared})
    except Exception:  # a block or an option of a plugin may hold what has no copy
        return values


def _state(values: object) -> bytes:
    """Return the present state of values: the same bytes, nothing changed."""
    watched = [part for value in _each(values) for part in _watched(value)]
    try:
        return pickle.dumps(watched)
    except Exception:  # classes made within a function cannot be pickled, but can be shown
        return repr(watched).encode("utf-8", "surrogatepass")


def _each(values: object) -> tuple[object, ...]:
    return values if isinstance(values, tuple) else (values,)


def _watched(value: object) -> Iterator[object]:
    """Yield what is watched of a value: a context without what it shares with others."""
    if not isinstance(value, ReportContext):
        yield value
        return
    yield from (value.project, value.facts, value.findings, value.measure)
    yield from (value.audience, value.language, value.as_of, value.document_options)


@attrs.frozen(kw_only=True)
class GuardedReader:
    """A reader of a plugin; with `limits` it reads in a process of its own."""

    reader: SheetReader
    owner: PluginRecord
    limits: Limits | None = None

    @property
    def extensions(self) -> frozenset[str]:
        """The endings that it reads."""
        return self.reader.extensions

    def read(self, data: bytes, name: str) -> Sequence[Sheet]:
        """Return the sheets of a file; raise UnreadableSheetError, whatever the reader does."""
        if self.limits is None:
            return sheets_of(self.reader, self.owner, data, name)
        try:
            return call_isolated(sheets_of, self.reader, self.owner, data, name, limits=self.limits)
        except EndedError as error:
            raise _failed(self.owner, error.problem) from error


def sheets_of(
    reader: SheetReader, owner: PluginRecord, data: bytes, name: str
) -> tuple[Sheet, ...]:
    """Return the sheets of a file, checked."""
    try:
        with restored(owner.name):
            sheets = tuple(reader.read(data, name))
        for sheet in sheets:
            if not isinstance(sheet, Sheet):
                raise TypeError(f"it returned {type(sheet).__name__} instead of Sheet")
    except (UnreadableSheetError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise _failed(owner, described(error)) from error
    return sheets


def _failed(owner: PluginRecord, problem: str) -> UnreadableSheetError:
    return UnreadableSheetError(
        problem=f"the reader of the plugin {owner.name} ({owner.origin}) failed: {problem}",
        remedy="tell the author of the plugin, or disable it and save the sheet as .xlsx",
    )


@attrs.frozen
class Preparation:
    """The hooks that prepare templates; it can be handed to another process."""

    calls: tuple[HookCall, ...] = attrs.field(converter=as_tuple)

    def __call__(self, environment: jinja2.Environment, format_name: str) -> None:
        """Call the hooks one by one; a template that misses what one did not add says so itself."""
        for call in self.calls:
            try:
                with restored(call.plugin):
                    call(environment=environment, format_name=format_name)
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                log.warning(
                    "plugin %s (%s) failed to prepare the templates of %s: %s; "
                    "tell its author, or disable it",
                    call.plugin,
                    call.owner.origin,
                    format_name,
                    described(error),
                )


def strangers(templates: Templates) -> tuple[PluginRecord, ...]:
    """Return the plugins of others that add something to templates."""
    prepare = templates.prepare
    calls = prepare.calls if isinstance(prepare, Preparation) else ()
    return tuple(dict.fromkeys(call.owner for call in calls if not call.owner.is_shipped))


Files = tuple[tuple[str, Document], ...]


@attrs.frozen(kw_only=True)
class Calls:
    """Calls plugins in this process, or with `limits` each time in a process of its own.

    In a process of their own are all formats, and whatever plugins of others do. Each method raises
    RenderError where the plugin fails, whatever it does.
    """

    limits: Limits | None = None

    def render(
        self,
        report_format: ReportFormat[Any],
        document: Document,
        context: ReportContext,
        options: object,
        plugin: PluginRecord,
    ) -> bytes:
        """Return the file that a format makes of a document; what it lacks is told before."""
        info = report_format.info
        _refuse_without_requirements(info, plugin)
        if self.limits is None:
            return rendered(report_format, document, context, options, plugin)
        work = partial(
            _rendered_apart, report_format, document, _portable(context), options, plugin
        )
        data, warnings = self._run(work, plugin, info.name, document.kind, self.limits)
        for warning in warnings:
            context.warn(warning)
        return data

    def compose(self, kind: DocumentKind, context: ReportContext, plugin: PluginRecord) -> Document:
        """Return what a document says."""
        work = partial(composed, kind, _portable(context), plugin)
        return self._run(work, plugin, kind.info.name, kind.info.name, self._for_others(plugin))

    def compose_files(
        self, kind: DocumentKind, context: ReportContext, plugin: PluginRecord
    ) -> Files:
        """Return what a document says, file by file."""
        work = partial(composed_files, kind, _portable(context), plugin)
        return self._run(work, plugin, kind.info.name, kind.info.name, self._for_others(plugin))

    def check(
        self, call: HookCall, project: Project, facts: ProjectFacts, measure: Measure
    ) -> tuple[Finding, ...]:
        """Return what a check finds."""
        work = partial(findings_of, call, project, facts, measure)
        limits = self._for_others(call.owner)
        return self._run(work, call.owner, call.plugin, call.hook, limits)

    def tell(self, call: HookCall, report: WrittenReport) -> None:
        """Tell a plugin of a file that was written."""
        work = partial(told, call, report)
        self._run(work, call.owner, call.plugin, report.document, self._for_others(call.owner))

    def _for_others(self, plugin: PluginRecord) -> Limits | None:
        return None if plugin.is_shipped else self.limits

    def _run(
        self,
        work: Callable[[], T],
        plugin: PluginRecord,
        name: str,
        document: str,
        limits: Limits | None,
    ) -> T:
        if limits is None:
            return work()
        try:
            return call_isolated(work, limits=limits)
        except EndedError as error:
            raise failure(plugin, name, document, error.problem, remedy=error.remedy) from (
                error.__cause__ or error
            )


def rendered(
    report_format: ReportFormat[Any],
    document: Document,
    context: ReportContext,
    options: object,
    plugin: PluginRecord,
) -> bytes:
    """Return the file of a format, checked."""
    info = report_format.info
    # A shipped format changes nothing, but the filters that others add to its templates might.
    others = strangers(context.templates) if plugin.is_shipped else ()
    handed = handed_to(others[0] if others else plugin, (document, context, options))
    result = guarded(
        lambda: report_format.render(*handed.values),
        plugin=plugin,
        name=info.name,
        document=document.kind,
        composed=handed.values[0],
    )
    if handed.is_changed():
        raise _changed(plugin, others, info.name, document.kind)
    return check_result(
        result,
        info.magic,
        plugin=plugin,
        name=info.name,
        document=document.kind,
        extension=info.extension,
    )


def _changed(
    plugin: PluginRecord, others: Sequence[PluginRecord], name: str, document: str
) -> RenderError:
    if not others:
        return failure(plugin, name, document, "it changed what it was given to render")
    names = " or ".join(repr(other.name) for other in others)
    problem = f"what {names} added to the templates of {name} changed what was to be rendered"
    return failure(others[0], others[0].name, document, problem)


def _rendered_apart(
    report_format: ReportFormat[Any],
    document: Document,
    context: ReportContext,
    options: object,
    plugin: PluginRecord,
) -> tuple[bytes, tuple[str, ...]]:
    """Return the file of a format, and what the format warned of."""
    warnings: list[str] = []
    listening = attrs.evolve(context, warn=warnings.append)
    return rendered(report_format, document, listening, options, plugin), tuple(warnings)


def _portable(context: ReportContext) -> ReportContext:
    """Return a context that can be handed to another process."""
    return attrs.evolve(context, warn=log.warning)


def composed(kind: DocumentKind, context: ReportContext, plugin: PluginRecord) -> Document:
    """Return the document of a kind, checked."""
    return _composed(kind, context, plugin, lambda given: check_document(kind.compose(given)))


def composed_files(kind: DocumentKind, context: ReportContext, plugin: PluginRecord) -> Files:
    """Return the files of a kind of document, checked."""

    def files(given: ReportContext) -> Files:
        return tuple((str(name), check_document(d)) for name, d in kind.compose_files(given))

    return _composed(kind, context, plugin, files)


def _composed(
    kind: DocumentKind,
    context: ReportContext,
    plugin: PluginRecord,
    work: Callable[[ReportContext], T],
) -> T:
    name = kind.info.name
    handed = handed_to(plugin, context)
    result = guarded(lambda: work(handed.values), plugin=plugin, name=name, document=name)
    if handed.is_changed():
        raise failure(plugin, name, name, "it changed the project that it was given to report on")
    return result


def findings_of(
    call: HookCall, project: Project, facts: ProjectFacts, measure: Measure
) -> tuple[Finding, ...]:
    """Return the findings of a check, checked."""
    handed = handed_to(call.owner, (project, facts, measure))

    def found() -> tuple[Finding, ...]:
        project, facts, measure = handed.values
        some = tuple(call(project=project, facts=facts, measure=measure))
        for finding in some:
            if not isinstance(finding, Finding):
                raise TypeError(f"it returned {type(finding).__name__} instead of Finding")
        if handed.is_changed():
            raise ValueError("it changed the project that it was given to check")
        return some

    return guarded(found, plugin=call.owner, name=call.plugin, document=call.hook)


def told(call: HookCall, report: WrittenReport) -> None:
    """Tell a plugin of a written file."""
    given = handed_to(call.owner, report).values
    guarded(
        lambda: call(report=given), plugin=call.owner, name=call.plugin, document=report.document
    )


def _refuse_without_requirements(info: FormatInfo, plugin: PluginRecord) -> None:
    for name in info.requires:
        if find_spec(name.partition(".")[0]) is None:
            source = plugin.distribution or "the plugin"
            raise MissingRequirementError(
                what=f"the package {name}",
                needed_for=f"the format {info.name}",
                remedy=f"install it, or {source} anew with all that it needs",
            )
