from typing import Any

from django.core.management.base import BaseCommand, CommandError

from investigations import imports
from investigations.management.commands.load_period import refusal, told
from jpa.common.errors import Conflict, DomainError


class Command(BaseCommand):
    help = "Load the published record that comes with the product, oldest period first. Again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        for path in imports.published_files():
            try:
                self.stdout.write(told(imports.load(path)))
            except Conflict as error:
                self.stdout.write(self.style.NOTICE(refusal(path, error)))
            except DomainError as error:
                raise CommandError(refusal(path, error), returncode=2) from None
