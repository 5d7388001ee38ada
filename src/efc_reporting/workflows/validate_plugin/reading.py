"""Reads a plugin's metadata and source from its folder or its wheel; nothing of it is run."""

from __future__ import annotations

import configparser
import sys
import tomllib
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from email.parser import HeaderParser
from importlib.metadata import EntryPoint
from pathlib import Path, PurePosixPath

import attrs

from efc_reporting.base.process import EndedError, Limits, call_isolated
from efc_reporting.base.values import as_tuple
from efc_reporting.errors import NotAcceptedError
from efc_reporting.plugin_host.hookspecs import PLUGIN_NAMESPACE
from efc_reporting.plugin_host.loading import load_plugins
from efc_reporting.plugin_host.registry import PluginRecord, PluginState
from efc_reporting.plugin_host.sources import PluginSettings, Source
from efc_reporting.workflows import builtin

MOST_BYTES = 5_000_000
"""A source file longer than this is not looked at."""

_LEFT_OUT = frozenset({"build", "dist", "node_modules", "site-packages", "venv"})


@attrs.frozen(kw_only=True)
class PluginSource:
    """A distribution as its author gives it.

    `metadata` has the keys of `[project]`, as far as they are there. `targets` are the entry points
    by name, as in `{"text": "efc_format_text"}`. `modules` are the sources by the name of the
    module, `files` the names of all files. `roots` are folders or a wheel to put on `sys.path`.
    `tests` are the sources of the tests.
    """

    name: str
    version: str
    metadata: Mapping[str, object]
    targets: Mapping[str, str]
    modules: Mapping[str, Module]
    files: frozenset[str]
    roots: tuple[str, ...] = attrs.field(converter=as_tuple)
    tests: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, repr=False)
    is_wheel: bool = False

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages, or modules at the top, that the entry points name."""
        return _packages(self.targets)


@attrs.frozen(kw_only=True)
class Module:
    """One module: its file as messages call it, and its source."""

    file: str
    source: str = attrs.field(repr=False)
    is_package: bool = False


def read_distribution(path: Path) -> PluginSource:
    """Return what stands in a folder with a pyproject.toml, or in a wheel.

    Raise NotAcceptedError where `path` is neither, or cannot be read.
    """
    if path.is_dir() and (path / "pyproject.toml").is_file():
        return _from_folder(path)
    if path.suffix == ".whl" and path.is_file():
        return _from_wheel(path)
    raise NotAcceptedError(
        what=str(path),
        problem="it is neither a folder with a pyproject.toml nor a wheel",
        remedy="name the folder of the plugin, or the .whl file that `python -m build` makes",
    )


def _from_folder(folder: Path) -> PluginSource:
    try:
        content = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NotAcceptedError(
            what=str(folder / "pyproject.toml"), problem=str(error), remedy="correct the file"
        ) from error
    project = content.get("project", {})
    entries = project.get("entry-points", {}).get(PLUGIN_NAMESPACE, {})
    targets = {str(name): str(target) for name, target in entries.items()}
    files = list(_files_in(folder))
    roots = list(
        dict.fromkeys(root for name in _packages(targets) for root in _roots_of(name, files))
    )
    return PluginSource(
        name=str(project.get("name", folder.name)),
        version=str(project.get("version", "")),
        metadata=project,
        targets=targets,
        modules={name: module for root in roots for name, module in _modules_in(folder, root)},
        files=frozenset(path.relative_to(folder).as_posix() for path in files),
        roots=[str(root.resolve()) for root in roots],
        tests=[
            _text_of(path)
            for path in files
            if path.suffix == ".py" and path.relative_to(folder).parts[0].startswith("test")
        ],
    )


def _packages(targets: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({t.partition(":")[0].partition(".")[0] for t in targets.values()}))


def _roots_of(package: str, files: list[Path]) -> list[Path]:
    """Return the folder from which a package is imported; of several the nearest to the top."""
    found = [path.parent for path in files if path.name == f"{package}.py"]
    found += [
        path.parent.parent
        for path in files
        if path.name == "__init__.py" and path.parent.name == package
    ]
    return sorted(found, key=lambda root: len(root.parts))[:1]


def _files_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in _LEFT_OUT:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files_in(path)
        elif path.is_file():
            yield path


def _modules_in(folder: Path, root: Path) -> Iterator[tuple[str, Module]]:
    for path in _files_in(root):
        if path.suffix == ".py" and path.stat().st_size <= MOST_BYTES:
            file = path.relative_to(folder).as_posix()
            yield _module(path.relative_to(root).as_posix(), file, _text_of(path))


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _module(path: str, file: str, source: str) -> tuple[str, Module]:
    parts = PurePosixPath(path).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return name, Module(file=file, source=source, is_package=is_package)


def _from_wheel(path: Path) -> PluginSource:
    try:
        with zipfile.ZipFile(path) as wheel:
            names = wheel.namelist()
            found = {PurePosixPath(n).name: n for n in names if ".dist-info/" in n}
            headers = HeaderParser().parsestr(wheel.read(found["METADATA"]).decode("utf-8"))
            entries = wheel.read(found["entry_points.txt"]) if "entry_points.txt" in found else b""
            modules = dict(
                _module(name, name, wheel.read(name).decode("utf-8", "replace"))
                for name in names
                if name.endswith(".py") and wheel.getinfo(name).file_size <= MOST_BYTES
            )
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, OSError) as error:
        raise NotAcceptedError(
            what=str(path), problem=f"it is no wheel ({error})", remedy="build it anew"
        ) from error
    metadata = {
        "name": headers["Name"],
        "version": headers["Version"],
        "description": headers["Summary"],
        "requires-python": headers["Requires-Python"],
        "license": headers["License-Expression"] or headers["License"],
        "readme": str(headers.get_payload() or "").strip(),
        "classifiers": headers.get_all("Classifier"),
        "dependencies": headers.get_all("Requires-Dist"),
    }
    return PluginSource(
        name=str(headers["Name"]),
        version=str(headers["Version"]),
        metadata={key: value for key, value in metadata.items() if value},
        targets=_entries(entries.decode("utf-8", "replace"), path),
        modules=modules,
        files=frozenset(names),
        roots=[str(path.resolve())],
        is_wheel=True,
    )


def _entries(text: str, path: Path) -> dict[str, str]:
    parser = configparser.ConfigParser(delimiters=("=",), interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign,assignment]  # names keep their capitals
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise NotAcceptedError(
            what=f"{path}: entry_points.txt", problem=str(error), remedy="build the wheel anew"
        ) from error
    return dict(parser[PLUGIN_NAMESPACE]) if parser.has_section(PLUGIN_NAMESPACE) else {}


LIMITS = Limits(seconds=30.0, megabytes=1024)


def load_apart(source: PluginSource, limits: Limits = LIMITS) -> tuple[PluginRecord, ...]:
    """Return what becomes of each entry point beside the core and the shipped formats."""
    records = []
    for name, target in source.targets.items():
        record = PluginRecord(name=name, distribution=source.name, version=source.version)
        try:
            records.append(call_isolated(_load, source.roots, record, target, limits=limits))
        except EndedError as error:
            reason = f"when it is loaded, {error.problem}; {error.remedy}"
            records.append(attrs.evolve(record, state=PluginState.BROKEN, reason=reason))
    return tuple(records)


def _load(roots: tuple[str, ...], record: PluginRecord, target: str) -> PluginRecord:
    sys.path[:0] = roots
    entry = EntryPoint(name=record.name, value=target, group=PLUGIN_NAMESPACE)
    source = Source(record=record, load=entry.load)
    only_shipped = PluginSettings(only=frozenset())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the reason stands in the record
        return load_plugins(builtin, [source], only_shipped).records[-1]
