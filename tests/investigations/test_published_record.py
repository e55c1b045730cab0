"""What the repository's own files say of four periods, as it stands in the database after loading."""

from decimal import Decimal

import pytest
from django.core.management import call_command

from investigations.models import (
    Activity,
    CaseState,
    CellState,
    Investigation,
    PartnerState,
    Qualifier,
    Result,
    Status,
    Trend,
)  # fmt: skip
from jpa.audit.models import Event
from jpa.common.labels import Label
from jpa.periods.models import Attendance, Capacity, Certainty, FocusArea, Note, Participation, Period, WorkshopKind


@pytest.fixture
def record(db):
    call_command("load_reference", verbosity=0)
    call_command("load_published", verbosity=0)


def row(key: str) -> Result:
    return Result.objects.get(source_key=key)


def test_the_figures_of_the_first_period_stand_under_no_country(record):
    counted = Result.objects.filter(period="jpa-2015", state=CellState.COUNTED)
    assert {r.indicator_id: (int(r.value), r.qualifier) for r in counted} == {
        "VIC_ASSISTED": (59, "exact"), "SEARCH_WARR": (7, "exact"), "SUSP_IDENT": (63, "exact"),
        "ARRESTS": (32, "exact"), "INV_OPENED": (8, "exact"), "ENQ_SENT": (70, "over"),
        "AWARE_EVENTS": (68, "exact"), "TRAIN_SESS": (12, "exact"), "TRAIN_PERS": (485, "exact"),
    }  # fmt: skip
    assert not Result.objects.filter(period="jpa-2015", country__isnull=False).exists()


def test_the_first_period_has_day_dates_coverage_and_its_own_focus(record):
    first = Period.objects.get(pk="jpa-2015")
    assert (first.start.iso(), first.end.iso()) == ("2015-09-28", "2015-10-28")
    assert (first.published_reported, first.published_expected) == (8, 8)
    assert sum(p.is_certain for p in first.participations.all()) == 8
    assert first.focus_areas.count() == 3
    assert set(first.co_chairs.values_list("pk", flat=True)) == {"NZ", "LK"}


def test_separate_operations_of_2015_are_a_note_and_no_investigation(record):
    assert not Investigation.objects.filter(linked_periods="jpa-2015").exists()
    assert Note.objects.filter(period="jpa-2015", topic="Separate, co-ordinated operations").exists()


def test_the_arrest_of_2016_is_inside_the_larger_figure(record):
    arrest, larger = row("JPA2-R03"), row("JPA2-R02")
    assert arrest.part_of == larger
    assert (larger.value, larger.qualifier, larger.country) == (Decimal(30), Qualifier.OVER, None)
    assert (arrest.country_id, arrest.happened.iso()) == ("ID", "2016-09")
    assert arrest not in Result.objects.summable()


def test_networks_disrupted_in_2016_were_said_and_not_counted(record):
    said = Result.objects.filter(indicator="NET_DISRUPTED")
    assert set(said.values_list("country", "state")) == {(c, "not_counted") for c in ("MY", "MV", "PH", "TH", "US")}


def test_inferred_countries_are_kept_and_not_counted(record):
    inferred = Participation.objects.filter(period="jpa-2016", certainty=Certainty.INFERRED)
    assert set(inferred.values_list("country", flat=True)) == {"AU", "BD"}
    assert sum(p.is_certain for p in Period.objects.get(pk="jpa-2016").participations.all()) == 8


def test_the_third_period_has_one_figure_and_no_dates(record):
    third = Period.objects.get(pk="jpa-2017")
    assert (third.starts_on, third.ends_on, third.published_expected) == (None, None, None)
    only = Result.objects.get(period=third)
    assert (only.indicator_id, only.value, only.country_id) == ("PUB_PROSECUTIONS_SUCCESSFUL", 10, "ID")


def test_one_case_spans_periods(record):
    case = Investigation.objects.get(source_key="id-maritime-venture-2015")
    assert (case.opened.iso(), case.state, case.corridor) == ("2015-05", CaseState.CLOSED, "ID>NZ")
    assert set(case.linked_periods.values_list("pk", flat=True)) == {"jpa-2016", "jpa-2017"}
    assert set(case.results.values_list("source_key", flat=True)) == {"JPA2-R03", "JPA2-F01", "JPA3-R01"}


def test_a_case_closed_on_an_unknown_day_is_active_only_where_it_is_linked(record):
    case = Investigation.objects.get(source_key="id-maritime-venture-2015")
    found = {p.pk for p in Period.objects.all() if case in Investigation.objects.active_in(p)}
    assert found == {"jpa-2016", "jpa-2017"}


def test_the_sentence_between_periods_is_follow_up_without_credit(record):
    sentence = row("JPA2-F01")
    assert (sentence.indicator_id, sentence.value, sentence.follow_up) == ("CONVICTED", 1, True)
    assert (sentence.period, sentence.credited_to, sentence.happened.iso()) == (None, None, "2017-03-16")


def test_seven_participated_and_eleven_attended_in_2019(record):
    fifth = Period.objects.get(pk="jpa-2019")
    assert (fifth.start.iso(), fifth.end.iso()) == ("2019-07", "2019-12")
    assert (fifth.published_participants, fifth.published_attending) == (7, 11)
    assert (fifth.published_reported, fifth.published_expected) == (None, 7)
    assert fifth.participations.count() == 0
    debrief = fifth.workshops.get(kind=WorkshopKind.DEBRIEF)
    assert (str(debrief.when), debrief.city) == ("3 December 2019", "Bangkok")
    there = Attendance.objects.filter(workshop=debrief)
    assert there.filter(capacity=Capacity.MEMBER).count() == 11
    observers = there.filter(capacity=Capacity.OBSERVER)
    assert set(observers.values_list("country", "organisation__acronym")) == {
        ("CA", None), (None, "RSO"), (None, "IOM"), (None, "UNODC"),
    }  # fmt: skip


def test_over_fifty_children_are_counted_by_the_united_states(record):
    children = row("JPA5-R01")
    assert (children.value, children.qualifier, children.country_id) == (50, Qualifier.OVER, "US")
    assert list(children.contributed.values_list("pk", flat=True)) == ["TH"]
    assert (children.age_group, children.period_id) == ("Y_LT18", "jpa-2019")


def test_five_results_of_2019_were_said_and_not_counted(record):
    said = Result.objects.filter(period="jpa-2019", state=CellState.NOT_COUNTED)
    assert said.count() == 5
    assert Result.objects.filter(period="jpa-2019").count() == 6
    assert all(r.note and r.quote for r in said)


def test_investigations_of_2019_have_their_partners(record):
    malaysia = Investigation.objects.get(country="MY")
    assert list(malaysia.partners.values_list("organisation__acronym", "state")) == [
        ("INTERPOL", PartnerState.ACCEPTED)
    ]
    states = Investigation.objects.get(country="US")
    assert {p.who for p in states.partners.select_related("country", "organisation")} == {
        "Thailand", "Private companies", "Non-governmental organisations",
    }  # fmt: skip


def test_trends_and_activities_of_2019_stand_by_country(record):
    assert set(Trend.objects.values_list("country", flat=True)) == {None, "NZ", "LK", "CA", "VN", "MY", "PH", "US"}
    assert set(Activity.objects.values_list("country", flat=True)) == {"BD", "AU"}
    by_air = Trend.objects.filter(direction="up", country=None, mode="TR_AIR").get()
    assert by_air.crime_type == "SOM"


def test_nine_priorities_wait_for_the_next_period(record):
    waiting = FocusArea.objects.filter(period=None, agreed_in="jpa-2019")
    assert waiting.count() == 9


def test_conflicts_and_inferences_are_kept_with_sources(record):
    conflicts = Note.objects.filter(kind="conflict")
    assert conflicts.count() == 9
    assert all(note.source_urls and note.resolution for note in conflicts)
    assert Note.objects.filter(kind="inference").count() == 4


def test_all_of_it_is_published_record_marked_clear(record):
    for model in (Result, Activity, Trend):
        assert set(model.objects.values_list("status", "label")) == {(Status.PUBLISHED_RECORD, Label.CLEAR)}
        assert not model.objects.filter(source_url="").exists()
    assert set(Investigation.objects.values_list("label", flat=True)) == {Label.CLEAR}
    assert not Period.objects.exclude(is_published_record=True).exists()


def test_loading_again_changes_nothing(record, capsys):
    events = Event.objects.count()
    call_command("load_published")
    assert capsys.readouterr().out.count("already loaded, nothing to do") == 4
    assert Event.objects.count() == events


def test_a_period_that_differs_is_a_notice_and_the_rest_goes_on(record, capsys):
    Period.objects.filter(pk="jpa-2015").update(source_digest="of another file")
    call_command("load_published")
    told = capsys.readouterr().out
    assert "jpa-2015 is there already, with other content" in told
    assert "jpa-2019: already loaded" in told


def test_every_write_is_in_the_trail(record):
    written = Event.objects.filter(channel="import", actor_name="System")
    assert written.count() == Event.objects.count()
    assert written.filter(kind="result.recorded").count() == Result.objects.count()
