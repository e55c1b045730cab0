"""Migrations: none missing, each with a name that says what it does."""

import re

import pytest
from django.core.management import call_command

from tests.house.tree import BASE, PACKAGES

ALL = [p for package in PACKAGES for p in (BASE / package).rglob("migrations/*.py") if p.name != "__init__.py"]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("path", ALL, ids=lambda p: str(p.relative_to(BASE)))
def test_a_migration_says_what_it_does(path):
    assert re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", path.stem)
    assert "_auto_" not in path.stem


@pytest.mark.parametrize("path", ALL, ids=lambda p: str(p.relative_to(BASE)))
def test_moving_data_is_a_step_of_its_own_and_can_be_undone(path):
    text = path.read_text()
    if "RunPython" in text or "RunSQL" in text:
        assert "reverse_code" in text or "reverse_sql" in text
        assert not re.search(r"migrations\.(Create|Add|Alter|Remove|Rename|Delete)", text)
