"""Lets plugins prepare the environment of templates; one that fails is named and left out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import attrs

from efc_reporting.guarding import described
from efc_reporting.registry import HookCall, PluginRecord
from efc_reporting.restoring import restored
from efc_reporting.templating import Templates
from efc_reporting.tuples import as_tuple

if TYPE_CHECKING:
    import jinja2

log = logging.getLogger("efc_reporting")


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
