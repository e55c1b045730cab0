from jpa.periods.models.participation import Answer, Certainty, Participation, ReturnState
from jpa.periods.models.period import CoChair, FocusArea, Note, NoteKind, Period, Stage
from jpa.periods.models.workshop import Attendance, Capacity, Workshop, WorkshopKind

__all__ = [
    "Answer",
    "Attendance",
    "Capacity",
    "Certainty",
    "CoChair",
    "FocusArea",
    "Note",
    "NoteKind",
    "Participation",
    "Period",
    "ReturnState",
    "Stage",
    "Workshop",
    "WorkshopKind",
]
