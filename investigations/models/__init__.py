from investigations.models.activity import Activity, ActivityKind
from investigations.models.base import ACCEPTED, HANDED_IN, Status
from investigations.models.investigation import (
    CaseState,
    Investigation,
    Leg,
    Partner,
    PartnerState,
    Position,
    worked_on,
)
from investigations.models.result import CellState, JointResult, JointState, Qualifier, Result
from investigations.models.trend import Direction, Trend

__all__ = [
    "ACCEPTED",
    "HANDED_IN",
    "Activity",
    "ActivityKind",
    "CaseState",
    "CellState",
    "Direction",
    "Investigation",
    "JointResult",
    "JointState",
    "Leg",
    "Partner",
    "PartnerState",
    "Position",
    "Qualifier",
    "Result",
    "Status",
    "Trend",
    "worked_on",
]
