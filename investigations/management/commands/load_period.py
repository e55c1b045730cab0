from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from investigations import imports
from jpa.common.errors import DomainError


class Command(BaseCommand):
    help = "Load published periods from JSON files (docs/period-format.md). With one problem, nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        refusals: list[str] = []
        done: list[str] = []
        with transaction.atomic():
            for path in options["files"]:
                try:
                    done.append(told(imports.load(path)))
                except DomainError as error:
                    refusals.append(refusal(path, error))
            if refusals:
                transaction.set_rollback(True)
        if refusals:
            raise CommandError("\n".join(refusals), returncode=2)
        self.stdout.write("\n".join(done))


def told(outcome: imports.Outcome) -> str:
    """What was done, in one line."""
    return f"{outcome.period}: loaded" if outcome.stored else f"{outcome.period}: already loaded, nothing to do"


def refusal(path: Path, error: DomainError) -> str:
    """Why a file was refused, each problem on a line with its place."""
    places = [f"  {f.pointer.lstrip('/')}: {f.detail}" if f.pointer else f"  {f.detail}" for f in error.faults]
    return "\n".join(
        [f"{path}: {error.detail}", *places] if places != [f"  {error.detail}"] else [f"{path}: {error.detail}"]
    )
