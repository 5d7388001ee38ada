"""What the grant comes to: who counts, what the table pays, how far the next row is."""

from efc_reporting.facts.grant.amounts import LumpSum, LumpSumScope, Stay, Step, Way
from efc_reporting.facts.grant.counting import Basis, CountedMeeting, NotCounted, Reason
from efc_reporting.facts.grant.forecast import Forecast, costs_of_signatures, forecast

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
