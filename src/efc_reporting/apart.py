"""The old public path of `Limits`, which is `efc_reporting.Limits` now."""

from efc_reporting.base.process import Limits as Limits
