"""`load_period`: a later period without a change of code, and every sort of bad file refused with its place."""

import json
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from countries.models import Organisation, OrganisationKind
from investigations import models as records
from investigations.imports import structure
from investigations.models import Activity, Investigation, Result, Trend
from jpa.audit.models import Event
from jpa.codes.models import Code, CodeList, Indicator, Unit
from jpa.periods import models as periods
from jpa.periods.models import FocusArea, Note, Period, Workshop

LATER = Path(__file__).parent / "data" / "jpa-2024.json"


@pytest.fixture
def reference(db):
    call_command("load_reference", verbosity=0)


def stored() -> int:
    kinds = (Period, Workshop, FocusArea, Note, Investigation, Result, Activity, Trend)
    brought = Organisation.objects.filter(name="Airlines").count() + Indicator.objects.filter(tier=None).count() - 11
    return sum(kind.objects.count() for kind in kinds) + brought


def later(**changes) -> dict:
    return json.loads(LATER.read_text()) | changes


def refused(tmp_path: Path, content: dict | str | bytes, name: str = "period.json") -> str:
    """Load a bad file; return what was said. Nothing may have been stored, and the exit code is 2."""
    path = tmp_path / name
    raw = json.dumps(content) if isinstance(content, dict) else content
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    before = stored(), Event.objects.count()
    with pytest.raises(CommandError) as error:
        call_command("load_period", path)
    assert error.value.returncode == 2
    assert (stored(), Event.objects.count()) == before
    return str(error.value)


def test_a_later_period_loads_without_a_change_of_code(reference, capsys):
    call_command("load_period", LATER)
    assert capsys.readouterr().out == "jpa-2024: loaded\n"
    period = Period.objects.get(pk="jpa-2024")
    assert (period.start.iso(), period.end.iso(), str(period.ends_on)) == ("2024-01-15", "2024-12", "2024-12-31")
    case = Investigation.objects.get(source_key="vn-air-2024")
    assert case.corridor == "VN>TH>AU"
    assert case.partners.count() == 2
    rows = {r.source_key: r for r in Result.objects.all()}
    assert rows["part"].part_of == rows["whole"]
    assert (rows["case"].value, rows["case"].credited_to) == (Decimal(0), period)
    assert rows["money"].value == Decimal("1234.50")
    assert rows["said"].indicator.is_as_published
    assert (rows["later"].period, rows["later"].credited_to) == (None, period)
    assert Organisation.objects.get(name="Airlines").kind == OrganisationKind.PRIVATE


def test_the_same_file_again_is_nothing_to_do(reference, capsys):
    call_command("load_period", LATER)
    events = Event.objects.count()
    call_command("load_period", LATER)
    assert "jpa-2024: already loaded, nothing to do" in capsys.readouterr().out
    assert Event.objects.count() == events


def test_a_period_that_exists_with_other_content_is_refused(reference, tmp_path):
    call_command("load_period", LATER)
    assert "jpa-2024 is there already, with other content" in refused(tmp_path, later(year=2023))


def test_a_stored_case_is_the_same_case_in_a_later_file(reference, tmp_path):
    call_command("load_period", LATER)
    case = {"id": "vn-air-2024", "closed": "2025-06", "outcome": "Convicted"}
    following = {"key": "jpa-2025", "name": "The next", "year": 2025, "starts": "2025-01", "ends": "2025-12"}
    path = tmp_path / "next.json"
    path.write_text(json.dumps(following | {"stage": "closed", "investigations": [case]}))
    call_command("load_period", path, verbosity=0)
    found = Investigation.objects.get(source_key="vn-air-2024")
    assert set(found.linked_periods.values_list("pk", flat=True)) == {"jpa-2024", "jpa-2025"}
    assert (found.state, found.closed.iso(), found.title, found.partners.count()) == (
        "closed", "2025-06", "Smuggling by air", 2,
    )  # fmt: skip


def test_with_one_bad_file_of_two_nothing_is_stored(reference, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text("[]")
    with pytest.raises(CommandError, match="bad.json"):
        call_command("load_period", LATER, bad)
    assert stored() == 0


def test_without_reference_data_it_says_what_to_do(db, tmp_path):
    with pytest.raises(CommandError, match="load_reference"):
        call_command("load_period", LATER)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'{"key": "jpa-2024", "name": "\xff"}', "Byte 29: the file is not UTF-8."),
        ('{"key": "jpa"}'.encode("utf-16"), "Byte 0: the file is not UTF-8."),
        (LATER.read_text()[:900], "Line 25, column 2"),
        ("", "Line 1, column 1"),
        ('{"year": NaN}', "NaN is not a number"),
        ("[" * 100_000, "nested too deeply"),
        ('{"year": ' + "9" * 5000 + "}", "This is not JSON"),
        ('{"key": "a", "notes": [{"text": "x", "text": "y"}]}', "notes/0/text: This key stands twice"),
        ('{"key": "a", "name": "\\u0000"}', "name: This text holds a character"),
        ('{"key": "a", "name": "\\ud800"}', "name: This text holds a character"),
        ("[]", "[] is not an object."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_place(reference, tmp_path, content, place):
    assert place in refused(tmp_path, content)


def test_a_missing_file_is_refused(reference, tmp_path):
    with pytest.raises(CommandError, match="cannot be opened") as error:
        call_command("load_period", tmp_path / "nowhere.json")
    assert error.value.returncode == 2


def change(path: str, value: object) -> dict:
    """The later period with one value changed; `path` is a JSON pointer without the first slash."""
    content = later()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    at = content
    for step in steps:
        at = at[step]
    at[last] = value
    return content


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("colour", "blue", "This key is not known here."),
        ("results/0/colour", "blue", "This key is not known here."),
        ("year", "2024", '"2024" is not a whole number.'),
        ("stage", "over", '"over" is not one of: planned, open'),
        ("key", "JPA 2024", '"JPA 2024" is not allowed here.'),
        ("name", "", "This text is empty."),
        ("name", "x" * 121, "This text is longer than 120 characters."),
        ("starts", "2019-13", '"2019-13" is not a date such as'),
        ("starts", "2024-02-30", '"2024-02-30" is not a date such as'),
        ("starts", "", '"" is not a date such as'),
        ("ends", "2023-12", "2023-12 lies before 2024-01-15"),
        ("workshops/0/ends", "2024-12-01", "2024-12-01 lies before 2024-12-03"),
        ("investigations/0/closed", "2024-01", "2024-01 lies before 2024-02"),
        ("coverage/reported", 4, "More countries reported than were expected."),
        ("co_chairs/0/country", "XX", '"XX" is not a known country'),
        ("co_chairs/1/country", "NZ", "NZ stands here for the second time."),
        ("participations/1/country", "NZ", "NZ stands here for the second time."),
        ("participations/1/certainty", "sure", '"sure" is not one of'),
        ("workshops/0/attendances/1/organisation", "ACME", "neither a known organisation nor one of this file"),
        ("organisations/0/kind", "firm", '"firm" is not one of'),
        ("investigations/0/crime_type", "ARSON", "not a code of the list crime_type."),
        ("investigations/0/methods/0", "SM_ROCKET", "not a code of the list smuggling_method."),
        ("investigations/0/corridor/1/from", "MY", "Each leg starts where the one before ends."),
        ("investigations/0/corridor/1/to", "TH", "A leg goes from one country to another."),
        ("investigations/0/partners/0/country", "VN", "The case's own country cannot be its partner."),
        ("results/0/indicator", "ARESTS", "neither a known indicator nor one of this file"),
        ("results/1/value", -3, "A count cannot be negative."),
        ("results/1/value", 2.5, "Persons arrested is counted in whole persons."),
        ("results/1/value", True, "true is not a number or null."),
        ("results/1/value", 1e16, "is too large."),
        ("results/1/value", None, "A counted result needs a number"),
        ("results/4/value", 3, "has no number."),
        ("results/3/value", 1.005, "At most two decimals are kept."),
        ("results/3/currency", "XYZ", '"XYZ" is not a known currency'),
        ("results/1/currency", "NZD", "Money, and only money, has a currency"),
        ("results/4/qualifier", "about", "Only a counted result can be over or about a number."),
        ("results/1/id", "part", "part stands here for the second time."),
        ("results/0/part_of", "nothing", "There is no result nothing in this file."),
        ("results/0/part_of", "part", "A result cannot be inside itself."),
        ("results/0/part_of", "case", "The larger figure counts another indicator."),
        ("results/0/investigation", "zz", "neither a stored investigation nor one of this file"),
        ("results/0/happened", "2023-12", "mark it as follow_up."),
        ("results/5/happened", "2024-03", None),
        ("results/2/contributed/0", "ZZ", '"ZZ" is not a known country'),
        ("results/2/nationality", "Q1", "not a known country or special nationality."),
        ("results/2/sex", "X", "not a code of the list sex."),
        ("results/0/credited_to", "jpa-1999", "is not a known period."),
        ("activities/0/sessions", 0, "0 is less than 1."),
        ("trends/0/mode", "TR_BALLOON", "not a code of the list transport_mode."),
    ],
)
def test_one_wrong_value_is_named_with_its_place(reference, tmp_path, path, value, said):
    told = refused(tmp_path, change(path, value))
    if said is None:
        path, said = "results/5/follow_up", "It happened inside the period and is no follow-up."
    assert any(line.startswith(f"  {path}: ") and said in line for line in told.splitlines()), told


def test_what_a_file_lacks_is_named(reference, tmp_path):
    content = later()
    del content["year"], content["results"][0]["country"]
    del content["workshops"][0]["attendances"][0]["country"], content["investigations"][0]["title"]
    told = refused(tmp_path, content)
    assert "  year: This is missing." in told
    assert "  results/0/country: This is missing." in told
    assert "  workshops/0/attendances/0: Give either a country or an organisation." in told
    assert "  investigations/0/title: A case that is not stored yet needs this." in told


def test_all_problems_are_told_at_once(reference, tmp_path):
    content = later(colour="blue", starts="2019-13")
    content["results"][1]["value"] = -1
    content["results"][0]["country"] = "XX"
    content["results"][0]["part_of"] = "nothing"
    content["trends"][0] = "more by sea"
    content["participations"][2]["country"] = "NZ"
    told = refused(tmp_path, content).splitlines()
    assert told[0].endswith("7 problems, nothing stored.")
    places = {line.strip().partition(":")[0] for line in told[1:]}
    assert places == {
        "colour", "starts", "results/1/value", "results/0/country", "results/0/part_of", "trends/0",
        "participations/2/country",
    }  # fmt: skip


def test_an_organisation_by_its_name_and_by_its_acronym_is_one(reference, tmp_path):
    name = Organisation.objects.get(acronym="UNODC").name
    content = later(organisations=[{"name": "Airlines", "acronym": "AIRL", "kind": "private"}])
    content["workshops"][0]["attendances"] += [{"organisation": name, "capacity": "observer"}]
    content["investigations"][0]["partners"] += [{"organisation": "AIRL"}]
    content["results"][1]["value"] = -1
    told = refused(tmp_path, content).splitlines()
    assert f"  workshops/0/attendances/2/organisation: {name} stands here for the second time." in told
    assert "  investigations/0/partners/2/organisation: Airlines stands here for the second time." in told
    assert "  results/1/value: A count cannot be negative." in told


def test_a_part_of_a_row_from_another_time_is_named(reference, tmp_path):
    content = change("results/5/indicator", "ARRESTS")
    content["results"][5]["part_of"] = "whole"
    assert "results/5/part_of: The larger figure is of another period." in refused(tmp_path, content)


def test_an_indicator_without_a_code_is_told_beside_a_row_without_one(reference, tmp_path):
    content = later()
    del content["indicators"][0]["code"], content["results"][0]["indicator"]
    told = refused(tmp_path, content)
    assert "  indicators/0/code: This is missing." in told
    assert "  results/0/indicator: This is missing." in told


@pytest.mark.parametrize("key", ["published", "coverage"])
def test_numbers_are_null_one_by_one(reference, tmp_path, key):
    assert f"  {key}: null is not an object." in refused(tmp_path, later(**{key: None}))
    assert f"  {key}: null" not in refused(tmp_path, later(**{key: dict.fromkeys(later()[key])}, colour="blue"))


def test_parts_that_go_round_in_a_circle_are_named(reference, tmp_path):
    content = later()
    content["results"][1]["part_of"] = "part"
    told = refused(tmp_path, content)
    assert "results/0/part_of: A result cannot be inside itself." in told
    assert "results/1/part_of: A result cannot be inside itself." in told


def test_a_known_case_of_another_country_is_refused(reference, tmp_path):
    call_command("load_period", LATER)
    content = later(key="jpa-2025", name="The next", organisations=[{"name": "Airlines", "kind": "ngo"}])
    content["investigations"][0]["country"] = "TH"
    content["indicators"][0]["unit"] = "persons"
    told = refused(tmp_path, content)
    assert "investigations/0/country: vn-air-2024 is stored as a case of VN." in told
    assert "organisations/0/kind: Airlines is stored as 'private'." in told
    assert "indicators/0/unit: PUB_AIRPORTS_VISITED is stored with the unit 'items'." in told


def test_a_name_that_another_period_has_is_refused(reference, tmp_path):
    call_command("load_period", LATER)
    assert "name: Another period is called" in refused(tmp_path, later(key="jpa-2025"))


def test_the_schema_is_one_and_its_words_are_the_models_own(reference):
    schema = structure.schema()
    Draft202012Validator.check_schema(schema)
    lists = schema["properties"]
    inside = {
        name: lists[name]["items"]["properties"] for name in lists if "properties" in lists[name].get("items", {})
    }
    assert lists["stage"]["enum"] == periods.Stage.values
    assert inside["participations"]["certainty"]["enum"] == [c for c in periods.Certainty.values if c != "recorded"]
    assert inside["workshops"]["kind"]["enum"] == periods.WorkshopKind.values
    assert inside["notes"]["kind"]["enum"] == periods.NoteKind.values
    assert inside["organisations"]["kind"]["enum"] == OrganisationKind.values
    assert inside["indicators"]["unit"]["enum"] == Unit.values
    assert inside["investigations"]["state"]["enum"] == records.CaseState.values
    assert inside["results"]["qualifier"]["enum"] == records.Qualifier.values
    assert inside["results"]["state"]["enum"] == records.CellState.values
    assert inside["activities"]["kind"]["enum"] == records.ActivityKind.values
    assert inside["trends"]["direction"]["enum"] == records.Direction.values
    assert set(structure.CODE_LISTS) <= set(CodeList.objects.values_list("pk", flat=True))
    assert Code.objects.filter(code_list="nationality_special").exists()


def test_every_key_of_the_format_is_documented():
    page = (Path(__file__).parents[2] / "docs" / "period-format.md").read_text()
    schema = json.loads((files("jpa.periods") / "data" / "period.schema.json").read_text())
    missing = [name for name in schema["properties"] if f"`{name}`" not in page]
    assert missing == []


def test_the_small_file_of_the_documentation_loads(reference, tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "period-format.md").read_text(encoding="utf-8")
    example = tmp_path / "example.json"
    example.write_text(page.partition("```json")[2].partition("```")[0], encoding="utf-8")
    call_command("load_period", example)
    assert Result.objects.filter(period="jpa-2031").count() == 3
