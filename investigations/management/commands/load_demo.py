"""Builds the invented demo world."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from investigations.management.demo.loading import load
from jpa.common.errors import DomainError


class Command(BaseCommand):
    help = "Build the invented demo world, once. Needs DEMO=on and the reference data."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demo world is only for a demo database: set DEMO=on.", returncode=2)
        try:
            counts = load()
        except DomainError as error:
            raise CommandError(str(error), returncode=2) from error
        told = ", ".join(f"{number} {what}" for what, number in counts.items()) or "nothing to do"
        self.stdout.write(f"demo world: {told}")
