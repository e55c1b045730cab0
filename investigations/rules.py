"""Who may, with cases and their records."""

from typing import Any

from investigations.models import Investigation, Partner, Result, Status
from jpa.accounts.policy import Can, Role
from jpa.common.labels import Label
from jpa.periods.rules import chairs_a_period


def may_write(user: Any) -> bool:
    """Focal points and approvers; co-chairs while their country chairs a period (rulings, "Who")."""
    return user.may(Can.WRITE_OWN_COUNTRY) and (user.role != Role.CO_CHAIR or chairs_a_period(user))


def may_write_for(user: Any, country_id: str | None) -> bool:
    """Own country's records only (policy.md, matrix)."""
    return may_write(user) and country_id is not None and user.country_id == country_id


def has_narrative(case: Investigation) -> bool:
    """TLP:RED keeps a reference and "ask the focal point"; everything else tells its story."""
    return case.label != Label.RED


def tells_its_story(result: Result, *, case_visible: bool) -> bool:
    """Figures are open before stories (rulings): remarks on a row stay with its case, unless they were published."""
    return result.investigation_id is None or case_visible or result.status == Status.PUBLISHED_RECORD


def may_edit(user: Any, target: Any) -> bool:
    """The own country edits its investigations, results, activities and trends."""
    return may_write_for(user, getattr(target, "country_id", None))


def may_see_records(user: Any, target: Any = None) -> bool:
    """Members read records, administrators the register; which ones is the query's to say."""
    return user.may(Can.READ_RECORDS) or user.may(Can.READ_REGISTER)


def may_record(user: Any, target: Any = None) -> bool:
    """Enter something new for the own country."""
    return may_write(user) if target is None else may_edit(user, target)


def may_change_draft(user: Any, target: Any) -> bool:
    """A result, activity or trend is the own country's to change until it is handed in (domain rule 24)."""
    return may_edit(user, target) and target.status == Status.DRAFT


def may_propose_partner(user: Any, target: Partner | None = None) -> bool:
    """The country that leads the investigation asks others to join."""
    return may_write(user) if target is None else may_edit(user, target.investigation)


def may_answer_partner(user: Any, target: Partner | None = None) -> bool:
    """An approver of the country that was asked."""
    return user.may(Can.ANSWER_PARTNERS) and (target is None or target.country_id == user.country_id)
