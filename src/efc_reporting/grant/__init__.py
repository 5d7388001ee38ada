"""What the grant comes to: who counts, what the table pays, how far the next row is."""

from efc_reporting.grant.amounts import LumpSum, LumpSumScope, Step
from efc_reporting.grant.counting import Basis, CountedMeeting, NotCounted, Reason
from efc_reporting.grant.forecast import Forecast, forecast
from efc_reporting.grant.formula_terms import Stay, Way
from efc_reporting.grant.signatures import costs_of_signatures

__all__ = [
    "Basis",
    "CountedMeeting",
    "Forecast",
    "LumpSum",
    "LumpSumScope",
    "NotCounted",
    "Reason",
    "Stay",
    "Step",
    "Way",
    "costs_of_signatures",
    "forecast",
]
