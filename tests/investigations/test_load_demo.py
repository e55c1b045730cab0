"""The demo world: invented, marked so, the same in every load, and apart from the published record."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.test import override_settings

from countries.models import Country
from investigations.management.demo import DEMO_LOGINS, DEMO_PASSWORD, MORE_LOGINS
from investigations.management.demo.returns import DERIVED
from investigations.models import (
    Activity,
    ActivityKind,
    CellState,
    Investigation,
    JointResult,
    JointState,
    Partner,
    PartnerState,
    Qualifier,
    Result,
    Status,
    Trend,
)
from jpa.accounts.models import User
from jpa.accounts.policy import Role
from jpa.audit.models import Event
from jpa.codes.models import Indicator
from jpa.common.labels import Label, strictest
from jpa.dashboards.queries import participations_with_cases
from jpa.periods.models import Attendance, FocusArea, Participation, Period, ReturnState, Stage, Workshop

KEY = "jpa-demo"
STATUS_OF = {ReturnState.SUBMITTED: {Status.SUBMITTED}, ReturnState.ACCEPTED: {Status.ACCEPTED, Status.CORRECTED}}


def load_demo() -> str:
    told = StringIO()
    call_command("load_demo", stdout=told)
    return told.getvalue()


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: object) -> Iterator[Period]:
    """The demo world beside the published record, loaded once for the tests that only read it."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        call_command("load_reference", stdout=StringIO())
        call_command("load_published", stdout=StringIO())
        load_demo()
        yield Period.objects.get(pk=KEY)
        transaction.set_rollback(True)


def results() -> object:
    return Result.objects.filter(source_key__startswith="demo-")


# --- the command


@pytest.mark.django_db
def test_it_refuses_outside_a_demo_database() -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError, match="DEMO") as refused:
        load_demo()
    assert refused.value.returncode == 2
    assert not User.objects.exists()


@pytest.mark.django_db
def test_it_asks_for_the_reference_data() -> None:
    with override_settings(DEMO=True), pytest.raises(CommandError, match="load_reference") as refused:
        load_demo()
    assert refused.value.returncode == 2
    assert not Period.objects.filter(pk=KEY).exists()


def test_a_second_load_does_nothing(demo: Period) -> None:
    before = Event.objects.count()
    assert load_demo() == "demo world: nothing to do\n"
    assert Event.objects.count() == before


@pytest.mark.django_db
def test_two_fresh_loads_are_the_same() -> None:
    def fresh() -> tuple[list, list, list]:
        with override_settings(DEMO=True), transaction.atomic():
            assert "60 investigations" in load_demo()
            references = list(Investigation.objects.order_by("source_key").values_list("source_key", "reference"))
            fields = ("source_key", "indicator", "value", "happened_on", "sex", "age_group", "state", "qualifier")
            rows = sorted(map(str, results().values_list(*fields)))
            trail = list(Event.objects.order_by("id").values_list("kind", "actor_name", "reference"))
            transaction.set_rollback(True)
        return references, rows, trail

    call_command("load_reference", stdout=StringIO())
    assert fresh() == fresh()


# --- people and period


def test_the_log_ins_work(demo: Period) -> None:
    for email, _ in DEMO_LOGINS + MORE_LOGINS:
        assert User.objects.get(email=email).check_password(DEMO_PASSWORD)
    starts = [email.split(".")[0].split("@")[0] for email, _ in DEMO_LOGINS]
    assert starts == ["focal", "approver", "cochair", "observer", "admin"]


def test_nobody_else_can_sign_in(demo: Period) -> None:
    named = dict(DEMO_LOGINS + MORE_LOGINS)
    others = User.objects.exclude(email__in=named)
    assert others.exists()
    assert not any(user.has_usable_password() for user in others)


def test_everything_invented_is_marked(demo: Period) -> None:
    assert demo.invented
    assert not User.objects.filter(invented=False).exists()
    assert not Investigation.objects.filter(source_key__startswith="demo-", invented=False).exists()
    assert not Investigation.objects.filter(invented=True).exclude(source_key__startswith="demo-").exists()
    unmarked = results().exclude(Q(period=demo) | Q(investigation__invented=True))
    assert not unmarked.exists()


def test_the_period_is_open_and_its_countries_frozen(demo: Period) -> None:
    assert (demo.stage, demo.short_name) == (Stage.OPEN, "JPA Demo")
    assert demo.due_at.isoformat() == "2026-12-11T16:59:00+00:00"
    assert demo.expected_frozen_at is not None
    assert set(demo.co_chairs.values_list("pk", flat=True)) == {"NZ", "TH"}
    assert FocusArea.objects.filter(period=demo).count() == 9
    assert Participation.objects.filter(period=demo, expected=True).count() == 14


def test_every_stage_of_the_board_is_there(demo: Period) -> None:
    taking_part = {p.country_id: p for p in Participation.objects.filter(period=demo)}
    assert {p.return_state for p in taking_part.values()} == set(ReturnState.values)
    assert not taking_part["WS"].focal_point_named
    assert taking_part["MV"].last_entry_on.isoformat() == "2026-10-02"
    assert (taking_part["BD"].return_state, taking_part["BD"].remark) == (ReturnState.SENT_BACK, "Check arrests")
    assert [code for code, p in taking_part.items() if p.nil_return] == ["FJ"]
    assert [code for code, p in taking_part.items() if p.corrected] == ["LK"]


def test_nobody_accepts_their_own_return(demo: Period) -> None:
    accepted = Event.objects.filter(kind="participation.changed", after__return_state=ReturnState.ACCEPTED)
    assert accepted.count() == 5
    for event in accepted:
        chair = User.objects.get(pk=event.actor_id)
        assert chair.role == Role.CO_CHAIR
        assert chair.country_id != event.country


def test_the_planning_workshop_was_attended_and_the_debrief_is_to_come(demo: Period) -> None:
    attended = Attendance.objects.values_list("workshop__kind", "capacity").annotate(n=Count("pk"))
    ours = attended.filter(workshop__period=demo).order_by("capacity")
    assert list(ours) == [("planning", "member", 14), ("planning", "observer", 2)]
    assert Workshop.objects.get(period=demo, kind="debrief").starts_on.isoformat() == "2026-12-16"


# --- investigations


def test_sixty_investigations_of_which_eighteen_were_carried_over(demo: Period) -> None:
    active = Investigation.objects.active_in(demo)
    assert active.count() == 60
    assert active.filter(opened_on__lt=demo.starts_on).count() == 18
    assert not active.filter(invented=False).exists()
    assert set(active.values_list("state", flat=True)) == {"open", "suspended", "closed"}


def test_no_real_period_has_an_invented_case_or_result(demo: Period) -> None:
    for real in Period.objects.filter(invented=False):
        assert not Investigation.objects.active_in(real).filter(invented=True).exists()
        assert not results().filter(Q(period=real) | Q(credited_to=real)).exists()
        if real.starts_on and real.ends_on:
            assert not results().filter(happened_on__range=(real.starts_on, real.ends_on)).exists()


def test_no_real_case_is_counted_in_the_demo_period(demo: Period) -> None:
    """The Indonesian organiser's case is closed on a day nobody knows: it is not active eleven years later."""
    assert Investigation.objects.filter(invented=False, country="ID", opened_on__year=2015).exists()
    chair = User.objects.get(email="cochair.nz@demo.example")
    counted = {p.country_id: p.inv_active for p in participations_with_cases([demo], chair)}
    assert counted["ID"] == Investigation.objects.filter(invented=True, country="ID").count()


def test_the_label_red_keeps_the_reference_only(demo: Period) -> None:
    closed = Investigation.objects.get(label=Label.RED)
    assert (closed.title, closed.summary, closed.corridor) == ("", "", "")
    assert set(Investigation.objects.filter(invented=True).values_list("label", flat=True)) == {
        Label.RED,
        Label.AMBER_STRICT,
        Label.AMBER,
        Label.GREEN,
    }


@pytest.mark.parametrize(
    ("corridor", "cases"),
    [
        ("BD>TH>MY", 6),
        ("ID>MY", 5),
        ("LK>ID>AU", 5),
        ("VN>TH", 4),
        ("TH>NZ", 4),
        ("PH>MY>AU", 3),
        ("PH>US", 3),
        ("FJ>WS>US", 2),
    ],
)
def test_the_routes_have_their_weights(demo: Period, corridor: str, cases: int) -> None:
    assert Investigation.objects.filter(corridor=corridor).count() == cases


def test_the_case_of_false_visas_has_partners_in_all_states_of_asking(demo: Period) -> None:
    case = Investigation.objects.get(title="False visitor visas to New Zealand")
    assert (case.country_id, case.opened_on.isoformat()) == ("TH", "2024-09-18")
    assert dict(case.partners.values_list("country", "state")) == {"NZ": "accepted", "VN": "accepted", "AU": "proposed"}
    assert set(Partner.objects.filter(investigation__invented=True).values_list("state", flat=True)) == set(
        PartnerState.values
    )


def test_partners_answer_by_their_own_approver(demo: Period) -> None:
    answers = Event.objects.filter(kind__in=["partner.accepted", "partner.declined"], actor_name__contains="@demo.")
    assert answers.count() > 30
    for event in answers.exclude(country=""):  # an organisation has no approver
        who = User.objects.get(pk=event.actor_id)
        assert (who.role, who.country_id) == (Role.APPROVER, event.country)


# --- results


def test_every_cell_state_and_qualifier_is_there(demo: Period) -> None:
    assert set(results().values_list("state", flat=True)) == set(CellState.values)
    assert set(results().values_list("qualifier", flat=True)) == set(Qualifier.values)


def test_no_label_is_looser_than_its_investigations(demo: Period) -> None:
    """V30."""
    rows = results().filter(investigation__isnull=False).values_list("label", "investigation__label")
    assert rows
    assert all(strictest(own, case) == own for own, case in rows)


def test_statuses_follow_the_return(demo: Period) -> None:
    for taking_part in Participation.objects.filter(period=demo):
        allowed = STATUS_OF.get(taking_part.return_state, {Status.DRAFT})
        for model in (Result, Activity, Trend):
            found = model.objects.filter(period=demo, country=taking_part.country).values_list("status", flat=True)
            assert set(found) <= allowed, (taking_part, model)
    assert list(results().filter(status=Status.CORRECTED).values_list("country", "indicator")) == [
        ("LK", "INTEL_SHARED")
    ]


def test_every_result_lies_in_the_period_or_between_periods(demo: Period) -> None:
    dated = results().filter(period=demo, happened_on__isnull=False)
    assert not dated.exclude(happened_on__range=(demo.starts_on, demo.ends_on)).exists()
    between = results().filter(period=None)
    assert between.count() == 3
    assert not between.exclude(follow_up=True, investigation__opened_on__lt=demo.starts_on).exists()
    assert set(results().values_list("credited_to", flat=True)) == {None, KEY}


def test_no_result_is_older_than_its_investigation(demo: Period) -> None:
    rows = results().filter(happened_on__isnull=False, investigation__isnull=False).select_related("investigation")
    assert all(row.happened_on >= row.investigation.opened_on for row in rows)


def test_finished_returns_leave_no_typed_tier_one_indicator_open(demo: Period) -> None:
    typed = set(Indicator.objects.filter(tier=1).exclude(pk__in=DERIVED).values_list("pk", flat=True))
    assert len(typed) + len(DERIVED) == 26
    handed_in = Participation.objects.filter(period=demo, return_state__in=["submitted", "accepted"])
    for country in handed_in.values_list("country", flat=True):
        told = set(Result.objects.filter(period=demo, country=country).values_list("indicator", flat=True))
        assert typed <= told, country


def test_derived_figures_are_typed_only_with_a_reason(demo: Period) -> None:
    rows = results().filter(indicator__in=DERIVED)
    assert [(row.country_id, row.indicator_id, bool(row.overrides)) for row in rows] == [("MY", "INV_ACTIVE", True)]


def test_the_nil_return_counts_zeros(demo: Period) -> None:
    fiji = results().filter(country="FJ")
    assert set(fiji.values_list("state", "value")) == {("counted", 0)}
    assert not Investigation.objects.filter(invented=True, country="FJ").exists()
    contributed = results().filter(contributed=Country.objects.get(pk="FJ"))
    assert list(contributed.values_list("country", "indicator")) == [("NZ", "ARRESTS")]


def test_one_row_is_part_of_another(demo: Period) -> None:
    part = results().get(part_of__isnull=False)
    assert (part.part_of.qualifier, part.part_of.country_id) == (Qualifier.OVER, part.country_id)
    assert part.value < part.part_of.value


def test_one_joint_result_is_agreed_and_one_is_not(demo: Period) -> None:
    agreed = JointResult.objects.get(period=demo, state=JointState.CONFIRMED)
    assert set(agreed.results.values_list("country", "value")) == {("AU", 2), ("MY", 2)}
    asked = JointResult.objects.get(period=demo, state=JointState.PROPOSED)
    assert set(asked.results.values_list("country", flat=True)) == {"ID", "LK"}


def test_money_comes_in_its_own_currency(demo: Period) -> None:
    australia = results().filter(country="AU", indicator="ASSET_SEIZED")
    assert set(australia.values_list("currency", flat=True)) == {"AUD", "USD"}


def test_victims_are_known_by_status_and_age(demo: Period) -> None:
    victims = results().filter(indicator="VIC_IDENT", value__gt=0)
    statuses = set(victims.values_list("victim_identification_status", flat=True))
    assert statuses == {"VI_FORMAL", "VI_PRESUMED", "VI_POTENTIAL"}
    helped = results().filter(indicator="VIC_ASSISTED")
    assert helped.filter(age_group="Y_LT18").aggregate(sum=Sum("value"))["sum"] == 37
    assert {"Y_LT18", "Y_GE18", ""} <= set(helped.values_list("age_group", flat=True))


# --- activities, trends, trail


def test_activities_add_up(demo: Period) -> None:
    activities = Activity.objects.filter(period=demo)
    awareness = activities.exclude(kind=ActivityKind.TRAINING).aggregate(sum=Sum("sessions"))["sum"]
    assert awareness == 77
    assert activities.filter(sessions=None).count() == 2
    assert set(activities.values_list("kind", flat=True)) == set(ActivityKind.values)


def test_some_trends_are_seen_by_several_countries(demo: Period) -> None:
    subjects = Trend.objects.filter(period=demo).values("crime_type", "direction", "mode")
    shared = subjects.annotate(countries=Count("country", distinct=True)).filter(countries__gt=1)
    assert shared.filter(mode="TR_AIR").exists()
    assert shared.filter(mode="TR_SEA").exists()


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        (User, "user.added"),
        (Investigation, "investigation.opened"),
        (Partner, "partner.proposed"),
        (Result, "result.recorded"),
        (JointResult, "joint_result.proposed"),
        (Activity, "activity.recorded"),
        (Trend, "trend.recorded"),
        (Participation, "participation.added"),
    ],
)
def test_the_trail_tells_of_every_record(demo: Period, model: type, kind: str) -> None:
    told = Event.objects.filter(kind=kind, actor_name__contains="demo.example")
    told = told | Event.objects.filter(kind=kind, object_type="accounts.user")
    invented = {
        User: Q(invented=True),
        Investigation: Q(invented=True),
        Partner: Q(investigation__invented=True),
        Result: Q(source_key__startswith="demo-"),
    }.get(model, Q(period=demo))
    stored = {str(pk) for pk in model.objects.filter(invented).values_list("pk", flat=True)}
    assert stored
    assert set(told.values_list("object_id", flat=True)) == stored
    assert set(told.values_list("channel", flat=True)) == {"import"}
