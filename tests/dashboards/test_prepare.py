"""Preparing a database and becoming the server."""

import io
import os

import pytest
from django.core.management import call_command

from jpa.dashboards.management.commands import prepare
from jpa.periods.models import Period


@pytest.fixture
def static_root(tmp_path, settings):
    settings.STATIC_ROOT = str(tmp_path / "static")
    return tmp_path / "static"


@pytest.fixture
def loaded(monkeypatch) -> list[str]:
    """The commands that `prepare` calls, instead of calling them."""
    called = []

    def note(name, *args, stdout=None, **options):
        called.append(name)
        if stdout:
            stdout.write(f"{name}: one added\nmore: nothing to do\n")

    monkeypatch.setattr(prepare, "call_command", note)
    monkeypatch.setattr(prepare, "collect_static", lambda: called.append("static"))
    return called


def test_static_files_are_collected_when_they_changed(static_root):
    assert prepare.collect_static()
    assert list(static_root.rglob("*.css"))
    assert not list(static_root.rglob("redoc*"))
    assert not prepare.collect_static()
    (static_root / ".fingerprint").write_text("of yesterday")
    assert prepare.collect_static()


def test_it_loads_what_is_published(loaded):
    out = io.StringIO()
    call_command("prepare", stdout=out)
    assert loaded == ["static", "migrate", "load_reference", "load_published"]
    assert out.getvalue() == "load_reference: one added\nload_published: one added\n"


def test_a_demo_loads_its_world_too(loaded, settings):
    settings.DEMO = True
    call_command("prepare", stdout=io.StringIO())
    assert loaded[-1] == "load_demo"


def test_an_image_only_collects_static_files(loaded):
    call_command("prepare", "--static-only")
    assert loaded == ["static"]


@pytest.mark.django_db
def test_it_really_loads_and_says_nothing_the_second_time(static_root):
    first, second = io.StringIO(), io.StringIO()
    call_command("prepare", stdout=first)
    call_command("prepare", stdout=second)
    assert Period.objects.filter(is_published_record=True).count() == 4
    assert "jpa-2019: loaded" in first.getvalue()
    assert second.getvalue() == ""


@pytest.mark.parametrize("demo", [True, False])
def test_it_tells_the_address_and_becomes_the_server(monkeypatch, settings, demo):
    became = []
    monkeypatch.setattr(os, "execv", lambda program, words: became.extend(words))
    monkeypatch.setattr("jpa.dashboards.management.commands.serve.call_command", lambda *args, **options: None)
    monkeypatch.setattr("jpa.dashboards.management.commands.serve.connections.close_all", lambda: None)
    monkeypatch.setenv("PORT", "8123")
    settings.DEMO = demo
    out = io.StringIO()
    call_command("serve", stdout=out)
    assert "http://localhost:8123/" in out.getvalue()
    assert ("focal.th@demo.example" in out.getvalue()) == demo
    assert {"gunicorn", "jpa.wsgi", "--bind=127.0.0.1:8123", "--worker-class=gthread"} <= set(became)
