"""Makes the first administrator, who invites everyone else."""

import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from jpa.accounts.actions import add_user
from jpa.accounts.policy import Role
from jpa.common.errors import DomainError


def ask_password() -> str:
    """Typed twice at a terminal, else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise CommandError("The two passwords differ.", returncode=2)
    return password


class Command(BaseCommand):
    help = "Create an administrator. The password is asked for, or read from standard input."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="Administrator")

    def handle(self, *, email, name, **options):
        password = ask_password()
        try:
            validate_password(password)
            user = add_user(by=None, email=email, name=name, role=Role.ADMINISTRATOR, password=password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        except DomainError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"{user} may sign in.")
