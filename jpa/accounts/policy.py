"""Who may do what, on one page: roles and the names of rights. The predicates live in each app's `rules`."""

from django.db import models


class Role(models.TextChoices):
    """A user has one role, in one country or organisation, plus what follows from it (policy.md)."""

    OBSERVER = "observer", "Observer"
    FOCAL_POINT = "focal_point", "Focal point"
    APPROVER = "approver", "Approver"
    CO_CHAIR = "co_chair", "Co-chair"
    ADMINISTRATOR = "administrator", "Administrator"
    AUDITOR = "auditor", "Auditor"
    PARTNER_SYSTEM = "partner_system", "Partner system"


class Can(models.TextChoices):
    """A right by name."""

    READ_REFERENCE = "read_reference", "countries, indicators, code lists"
    READ_PERIODS = "read_periods", "periods and focus areas; the rest of the published ones"
    READ_ALL_OF_PERIODS = "read_all_of_periods", "participation, workshops and notes of every period"
    READ_RECORDS = "read_records", "investigations, results, activities, trends, as labels allow"
    READ_PUBLISHED = "read_published", "the published record"
    READ_LIVE_FIGURES = "read_live_figures", "figures of a period that is not published"
    WRITE_OWN_COUNTRY = "write_own_country", "records of the own country"
    ANSWER_PARTNERS = "answer_partners", "accept or decline a partnership"
    RUN_PERIOD = "run_period", "a period the own country chairs"
    USE_ADMIN = "use_admin", "the administration screens"
    EDIT_REFERENCE = "edit_reference", "countries, organisations, indicators, periods"
    READ_REGISTER = "read_register", "reference, country, state, label and dates of cases"
    MANAGE_ACCOUNTS = "manage_accounts", "accounts of all"


_EVERYONE = frozenset({Can.READ_REFERENCE, Can.READ_PERIODS, Can.READ_PUBLISHED})
_INSIDE = _EVERYONE | {Can.READ_ALL_OF_PERIODS}
_MEMBER = _INSIDE | {Can.READ_RECORDS, Can.READ_LIVE_FIGURES, Can.WRITE_OWN_COUNTRY}
_APPROVER = _MEMBER | {Can.ANSWER_PARTNERS, Can.USE_ADMIN}

GRANTS: dict[str, frozenset[str]] = {
    Role.OBSERVER: _EVERYONE,
    Role.FOCAL_POINT: _MEMBER,
    Role.APPROVER: _APPROVER,
    Role.CO_CHAIR: _MEMBER | {Can.RUN_PERIOD, Can.USE_ADMIN},
    Role.ADMINISTRATOR: _INSIDE | {Can.USE_ADMIN, Can.EDIT_REFERENCE, Can.READ_REGISTER, Can.MANAGE_ACCOUNTS},
    Role.AUDITOR: _INSIDE,
    Role.PARTNER_SYSTEM: _EVERYONE,
}

# Roles that stand for a country, for either a country or an organisation, and for neither.
COUNTRY_ROLES = (Role.FOCAL_POINT, Role.APPROVER, Role.CO_CHAIR)
UNBOUND_ROLES = (Role.ADMINISTRATOR, Role.AUDITOR)
