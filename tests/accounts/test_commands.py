"""The two commands about accounts: a token for a program, the first administrator."""

import io

import pytest
from django.core.management import CommandError, call_command

from jpa.accounts.actions import digest
from jpa.accounts.management.commands import create_admin
from jpa.accounts.models import ApiToken, User
from jpa.accounts.policy import Role
from jpa.audit.models import Event

GOOD = "quite a long pass phrase"


def run(*args: str) -> str:
    out = io.StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def refused(*args: str) -> str:
    with pytest.raises(CommandError) as refusal:
        run(*args)
    assert refusal.value.returncode == 2
    return str(refusal.value)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """What arrives on standard input, without a terminal."""

    def type_in(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return type_in


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch):
    """A terminal at which these answers are typed."""

    def type_in(*answers: str) -> None:
        waiting = iter(answers)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr(create_admin.getpass, "getpass", lambda prompt: next(waiting))

    return type_in


def test_issue_token_prints_a_token_that_works(cast):
    token = run("issue_token", "FOCAL@example.org").strip()
    assert token.startswith("jpa_")
    assert "\n" not in token
    assert ApiToken.objects.usable().get(digest=digest(token)).user == cast.focal


def test_issue_token_leaves_its_event_without_the_token(cast):
    token = run("issue_token", "focal@example.org").strip()
    event = Event.objects.get(kind="token.issued")
    assert event.after == {"owner": "focal@example.org", "name": "command line"}
    assert token not in str(vars(event))


def test_issue_token_refuses_an_unknown_address(cast):
    assert refused("issue_token", "nobody@example.org") == "There is no account nobody@example.org."


def test_issue_token_refuses_a_suspended_account(cast):
    assert "suspended" in refused("issue_token", "suspended@example.org")
    assert not ApiToken.objects.exists()


@pytest.mark.django_db
def test_create_admin_makes_an_administrator(typed):
    typed(f"{GOOD}\n")
    assert "may sign in" in run("create_admin", "first@example.org", "--name", "First")
    user = User.objects.get()
    assert (user.role, user.name, user.check_password(GOOD)) == (Role.ADMINISTRATOR, "First", True)
    assert Event.objects.get().kind == "user.added"


@pytest.mark.django_db
def test_create_admin_asks_twice_at_a_terminal(terminal):
    terminal(GOOD, GOOD)
    run("create_admin", "first@example.org")
    assert User.objects.get().check_password(GOOD)


@pytest.mark.django_db
def test_create_admin_refuses_two_different_passwords(terminal):
    terminal(GOOD, "something else entirely")
    assert refused("create_admin", "first@example.org") == "The two passwords differ."
    assert not User.objects.exists()


@pytest.mark.django_db
def test_create_admin_refuses_a_weak_password(typed):
    typed("short\n")
    assert "too short" in refused("create_admin", "first@example.org")
    assert not User.objects.exists()


def test_create_admin_refuses_an_address_in_use(cast, typed):
    typed(f"{GOOD}\n")
    refused("create_admin", "Admin@example.org")
    assert User.objects.filter(role=Role.ADMINISTRATOR).count() == 1


@pytest.mark.django_db
def test_create_admin_refuses_what_is_no_address(typed):
    typed(f"{GOOD}\n")
    assert "email" in refused("create_admin", "not an address")
