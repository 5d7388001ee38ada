"""The warning before something public goes."""

from __future__ import annotations


class RemovedInNextMajorWarning(DeprecationWarning):
    """Something that a plugin or a program uses will be gone in the next major version.

    Its sentence names the replacement. An argument of a hook gives it by
    `@hookspec(warn_on_impl_args={"name": RemovedInNextMajorWarning("…")})`, so that the author of
    a plugin who still asks for it is told when the plugin is loaded.
    """
