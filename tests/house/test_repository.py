"""Facts about the repository that would drift apart unnoticed."""

import ast
import re
import tomllib

import pytest
import yaml

from tests.house.tree import BASE, dotted, modules_of_tests
from tests.run import verdict

LOCKS = ("requirements.txt", "requirements-dev.txt")


def _entries(text: str) -> list[str]:
    """The lock's requirements, each with its hashes on one line, without comments."""
    text = re.sub(r"(?m)^\s*#.*$", "", text).replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_its_hashes(name: str):
    entries = _entries((BASE / name).read_text())
    assert entries
    assert [e for e in entries if not re.match(r"[\w.\-\[\],]+==\S+( ;.*?)?\s+--hash=sha256:", e)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_package_index(name: str):
    assert not re.search(r"--(index|extra-index|find-links)|https?://", (BASE / name).read_text())


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_has_its_reason(name: str):
    lines = [line for line in (BASE / name).read_text().splitlines() if line and line[0] not in "#-"]
    assert [line for line in lines if not re.fullmatch(r"\S+==\S+\s+# .{10,}", line)] == []


def test_what_is_asked_for_is_what_is_locked():
    for name in ("requirements", "requirements-dev"):
        asked = re.findall(r"(?m)^([\w\-]+)(?:\[[^\]]*\])?==(\S+)", (BASE / f"{name}.in").read_text())
        locked = (BASE / f"{name}.txt").read_text()
        assert [
            pin for pin in asked if not re.search(rf"(?m)^{pin[0]}(\[[^\]]*\])?=={re.escape(pin[1])} ", locked)
        ] == []


def _postgresql_named_in(text: str) -> set[str]:
    """The major versions a text names: "PostgreSQL 15", "postgres:15.2", "postgresql-15"."""
    return set(re.findall(r"(?i)\bpostgres(?:ql)?[ :/-](\d+)", text))


def test_one_postgresql_is_named_everywhere():
    compose = (BASE / "docker-compose.yml").read_text()
    texts = [BASE / "README.md", *(BASE / ".ci").iterdir(), *(BASE / "docs").rglob("*.md")]
    told = set().union(*(_postgresql_named_in(path.read_text()) for path in texts))
    assert told == _postgresql_named_in(compose)
    assert len(told) == 1


def test_compose_starts_web_worker_and_a_watched_database():
    services = yaml.safe_load((BASE / "docker-compose.yml").read_text())["services"]
    assert set(services) == {"web", "worker", "db"}
    assert services["db"]["healthcheck"]
    assert services["web"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert services["worker"]["depends_on"] == {"web": {"condition": "service_healthy"}}


def test_compose_and_make_start_the_same_command():
    services = yaml.safe_load((BASE / "docker-compose.yml").read_text())["services"]
    command = services["web"]["command"].removeprefix("python ")
    assert f"$(PY) {command}" in (BASE / "Makefile").read_text()


def test_warnings_are_errors():
    options = tomllib.loads((BASE / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    assert options["filterwarnings"][0] == "error"


def test_no_test_is_skipped():
    """A skipped test looks like a passed one: parametrize over what there is instead."""
    ways = {
        "pytest.skip",
        "pytest.xfail",
        "pytest.importorskip",
        "pytest.mark.skip",
        "pytest.mark.skipif",
        "pytest.mark.xfail",
    }
    used = [
        m.name
        for m in modules_of_tests()
        for n in ast.walk(m.tree)
        if isinstance(n, ast.Attribute) and dotted(n) in ways
    ]
    assert used == []


def test_one_version_is_told():
    from django.conf import settings

    project = tomllib.loads((BASE / "pyproject.toml").read_text())["project"]
    assert project["version"] == settings.VERSION
    assert f"## {settings.VERSION}" in (BASE / "CHANGELOG.md").read_text()


def test_all_folders_the_settings_name_are_there():
    from django.conf import settings

    folders = [*settings.LOCALE_PATHS, *settings.STATICFILES_DIRS, *settings.TEMPLATES[0]["DIRS"]]
    assert [folder for folder in folders if not folder.is_dir()] == []


def test_the_last_line_of_make_test_claims_no_more_than_was_run():
    assert verdict([], []) == "All passed."
    assert verdict([], ["the browser tests"]) == "All that was run passed."
    assert verdict(["ruff check", "coverage"], ["the browser tests"]) == "FAILED: ruff check, coverage"


def test_every_setting_is_in_the_operator_guide():
    """What jpa.settings asks the environment for."""
    asked = re.findall(r'env\.\w+\("([A-Z_]+)"', (BASE / "jpa" / "settings.py").read_text())
    guide = (BASE / "docs" / "operator-guide.md").read_text()
    assert asked
    assert [name for name in asked if f"`{name}`" not in guide] == []


def test_every_decision_has_its_number():
    names = sorted(p.name for p in (BASE / "docs" / "adr").glob("*.md"))
    assert [n for n in names if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", n)] == []
    assert [int(n[:4]) for n in names] == list(range(1, len(names) + 1))
