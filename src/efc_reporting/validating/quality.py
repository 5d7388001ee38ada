"""The checklist of quality: what users and other programs expect of a distribution."""

from __future__ import annotations

import re
from collections.abc import Iterator

from efc_reporting.validating.reading import PluginSource
from efc_reporting.validating.remarks import Remark, note, warning

_OWN = re.compile(r"efc[-_.]reporting(?![-_.\w])", re.IGNORECASE)


def remarks_on_quality(source: PluginSource) -> Iterator[Remark]:
    """Yield what the metadata and the folder lack."""
    yield from _remarks_on_metadata(source)
    for package in source.packages:
        is_package = package in source.modules and source.modules[package].is_package
        if is_package and not any(f.endswith(f"{package}/py.typed") for f in source.files):
            yield note(package, "type checkers do not see its types", "add an empty py.typed")
    if not source.is_wheel:
        yield from _remarks_on_folder(source)


def _remarks_on_metadata(source: PluginSource) -> Iterator[Remark]:
    metadata, where = source.metadata, "METADATA" if source.is_wheel else "pyproject.toml"
    dynamic = metadata.get("dynamic")
    computed = set(dynamic) if isinstance(dynamic, list) else set()
    dependencies = metadata.get("dependencies")
    listed = [str(name) for name in dependencies] if isinstance(dependencies, list) else []
    own = [name for name in listed if _OWN.match(name)]
    if not own and "dependencies" not in computed:
        yield warning(
            where,
            "the dependencies do not name efc-reporting, so that no version of it is asked for",
            'add "efc-reporting>=0.1" to them',
        )
    elif own and not any(sign in own[0] for sign in "<>=~"):
        yield note(where, "any version of efc-reporting will do", 'ask for "efc-reporting>=0.1"')
    for key, why, remedy in (
        ("description", "lists of packages say nothing of it", "add a sentence"),
        ("readme", "its page on a package index stays empty", 'add readme = "README.md"'),
        ("requires-python", "it installs on any Python", 'add requires-python = ">=3.11"'),
        ("license", "nobody may use it without a licence", 'add license = "MIT" or another'),
        ("classifiers", "nobody finds it by its subject", "add classifiers"),
    ):
        if not metadata.get(key) and key not in computed:
            yield note(where, f"it has no {key}: {why}", remedy)


def _remarks_on_folder(source: PluginSource) -> Iterator[Remark]:
    files = {file.casefold() for file in source.files}
    tops = {file.partition("/")[0] for file in files}
    for name, beginning, remedy in (
        ("README", "readme", "add README.md: what it is for, how to install it, an example"),
        ("licence", ("licen", "copying"), "add LICENSE"),
        ("list of changes", ("changelog", "changes", "history"), "add CHANGELOG.md"),
        ("tests", "test", "add tests; FormatContract of efc_reporting.testing brings most of them"),
    ):
        if not any(top.startswith(beginning) for top in tops):
            yield note("the folder", f"it has no {name}", remedy)
    if source.tests and not any("Contract" in text for text in source.tests):
        yield note(
            "the tests",
            "none of them is the contract that our own formats keep",
            "subclass FormatContract, DocumentContract or MeasureContract",
        )
