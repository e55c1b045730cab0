"""Brings a database and the static files up to date; quick when they are."""

import hashlib
import io
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

# The API answers JSON only and its docs page uses Swagger UI alone: these are never asked for.
UNUSED_STATIC = ["rest_framework", "redoc", "django_filters"]


def fingerprint() -> str:
    """Changes whenever a static file is added, removed or written."""
    lines = [settings.VERSION]
    for finder in get_finders():
        for path, storage in finder.list(UNUSED_STATIC):
            found = Path(storage.path(path)).stat()
            lines.append(f"{path} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def collect_static() -> bool:
    """Collect, hash and compress the static files, unless nothing changed since the last time."""
    mark, now = Path(settings.STATIC_ROOT) / ".fingerprint", fingerprint()
    if mark.exists() and mark.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, clear=True, ignore_patterns=UNUSED_STATIC, verbosity=0)
    mark.write_text(now)
    return True


class Command(BaseCommand):
    help = "Migrate, collect static files, load reference data and published periods; with DEMO=on the demo world too."

    def add_arguments(self, parser):
        parser.add_argument("--static-only", action="store_true", help="only collect static files (image builds)")

    def handle(self, **options):
        collect_static()
        if options["static_only"]:
            return
        call_command("migrate", interactive=False, verbosity=0)
        for name in ["load_reference", "load_published", *(["load_demo"] if settings.DEMO else [])]:
            told = io.StringIO()
            call_command(name, stdout=told, stderr=self.stderr)
            for line in told.getvalue().splitlines():
                if not line.endswith("nothing to do"):
                    self.stdout.write(line)
