"""Prepares, says where and how to sign in, and becomes the application server."""

import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from investigations.management.demo import DEMO_LOGINS, DEMO_PASSWORD
from jpa import env


class Command(BaseCommand):
    help = "Run `prepare`, then serve on LISTEN (default 127.0.0.1) and PORT (default 8000)."

    def handle(self, **options):
        host, port = env.text("LISTEN", "127.0.0.1"), env.number("PORT", 8000)
        call_command("prepare", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(f"\nJPA Results: http://localhost:{port}/")
        if settings.DEMO:
            self._tell_log_ins()
        self.stdout.flush()
        connections.close_all()  # the database connection does not survive becoming another program
        gunicorn = [
            "gunicorn", "jpa.wsgi", f"--bind={host}:{port}", "--worker-class=gthread", "--workers=2", "--threads=4",
            "--max-requests=5000", "--max-requests-jitter=500", "--log-level=warning",
        ]  # fmt: skip
        os.execv(sys.executable, [sys.executable, "-m", *gunicorn])  # noqa: S606 -- no shell, fixed words

    def _tell_log_ins(self):
        self.stdout.write(f"Demo log-ins, password {DEMO_PASSWORD} for all:")
        for email, role in DEMO_LOGINS:
            self.stdout.write(f"  {email:28} {role}")
