from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from countries import imports as countries
from jpa.audit import imports as audit
from jpa.codes import imports as codes
from jpa.common.context import serving


class Command(BaseCommand):
    help = "Load code lists, indicators, rules, countries and organisations. Loading them again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        with serving("import"), transaction.atomic():
            for data in [*codes.data_sets(), *countries.data_sets()]:
                done = audit.store(data)
                if done.added or done.changed:
                    self.stdout.write(f"{done.name}: {done.added} added, {done.changed} changed")
                else:
                    self.stdout.write(f"{done.name}: nothing to do")
