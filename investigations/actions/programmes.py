"""What is done to activities and trends."""

from typing import Any

from investigations.actions.labels import change_labelled
from investigations.models import Activity, Trend
from jpa.audit import actions as audit


def record_activity(*, by: Any, **fields: Any) -> Activity:
    """Record an awareness, outreach or training programme. Raises Invalid."""
    return audit.create(Activity(**fields), by=by, kind="activity.recorded")


def change_activity(
    activity: Activity, changes: dict[str, Any], *, by: Any, version: int, reason: str = ""
) -> Activity:
    """Change an activity. Raises Stale, Invalid; a lower label needs a reason."""
    return change_labelled(activity, changes, by=by, version=version, kind="activity.changed", reason=reason)


def record_trend(*, by: Any, **fields: Any) -> Trend:
    """Record what a country sees changing. Raises Invalid."""
    return audit.create(Trend(**fields), by=by, kind="trend.recorded")


def change_trend(trend: Trend, changes: dict[str, Any], *, by: Any, version: int, reason: str = "") -> Trend:
    """Change a trend. Raises Stale, Invalid; a lower label needs a reason."""
    return change_labelled(trend, changes, by=by, version=version, kind="trend.changed", reason=reason)
