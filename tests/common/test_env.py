"""What cannot be read from the environment stops the start with one line that names it."""

import pytest

from jpa import env


@pytest.mark.parametrize(
    ("read", "value", "line"),
    [
        (lambda name: env.flag(name, False), "perhaps", "expected yes or no"),
        (lambda name: env.number(name, 1), "many", "expected a whole number"),
        (lambda name: env.database(name, ""), "no-scheme", "expected a database address such as"),
        (
            lambda name: env.database(name, ""),
            "postgres://jpa:se/cret@host/name",
            "expected a database address such as",
        ),
        (lambda name: env.secret(name, "known", debug=False), "", "must be set when DEBUG and DEMO are off"),
    ],
)
def test_what_cannot_be_used_is_told_by_its_name(monkeypatch, read, value, line):
    monkeypatch.setenv("A_SETTING", value)
    with pytest.raises(SystemExit) as stopped:
        read("A_SETTING")
    assert str(stopped.value).startswith(f"A_SETTING: {line}")
    assert "cret" not in str(stopped.value)


@pytest.mark.parametrize(("value", "meant"), [("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("", True)])
def test_a_flag_is_yes_or_no(monkeypatch, value, meant):
    monkeypatch.setenv("A_SETTING", value)
    assert env.flag("A_SETTING", True) is meant


def test_a_database_address_is_read(monkeypatch):
    monkeypatch.setenv("A_SETTING", "postgres://jpa:word@host/name")
    read = env.database("A_SETTING", "")
    assert (read["ENGINE"], read["HOST"], read["NAME"]) == ("django.db.backends.postgresql", "host", "name")


def test_a_secret_is_the_one_given_or_the_known_one(monkeypatch):
    assert env.secret("A_SETTING", "known", debug=True) == "known"
    monkeypatch.setenv("A_SETTING", "given")
    assert env.secret("A_SETTING", "known", debug=False) == "given"
