"""Prints a new API token of one account, and nothing else."""

from django.core.management.base import BaseCommand, CommandError

from jpa.accounts.actions import TOKEN_DAYS, issue_token
from jpa.accounts.models import User
from jpa.common.errors import DomainError


class Command(BaseCommand):
    help = f"Print a new API token for an account. It is shown once and ends after {TOKEN_DAYS} days."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="command line", help="what the token is for")

    def handle(self, *, email, name, **options):
        owner = User.objects.filter(email__iexact=email).first()
        if owner is None:
            raise CommandError(f"There is no account {email}.", returncode=2)
        try:
            self.stdout.write(issue_token(owner=owner, name=name, by=None))
        except DomainError as error:
            raise CommandError(str(error), returncode=2) from error
