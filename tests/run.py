"""`make test`: every check in its order, on SQLite and on PostgreSQL; what could not be run is said at the end.

Where CI is set, what could not be run counts as failed.
"""

import os
import shutil
import subprocess
import sys
import time

from tests.coverage_gate import FILE as COVERAGE

JOBS = os.environ.get("PYTEST_JOBS", "2")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PRODUCTION = {"DEBUG": "off", "DEMO": "off", "HTTPS": "on", "SECRET_KEY": "0123456789-abcdefghij-" * 4}


def chromium() -> str | None:
    """Where the machine's Chromium is, for the browser tests."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def _install_chromium() -> None:
    """Root on Debian may install it; anyone else is told to."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdin": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"], check=False, **quiet)


def step(name: str, *command: str, **environment: str) -> bool:
    print(f"\n== {name}", flush=True)
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", *command], env={**os.environ, **environment}, stdin=subprocess.DEVNULL, check=False
    )
    print(f"== {name}: {'passed' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - start:.0f} s)", flush=True)
    return done.returncode == 0


def verdict(failed: list[str], not_run: list[str]) -> str:
    """The last line: it claims no more than was run."""
    if failed:
        return f"FAILED: {', '.join(failed)}"
    return "All that was run passed." if not_run else "All passed."


def main() -> int:
    not_run = []
    if chromium() is None:
        _install_chromium()
    pytest, no_browser = ["pytest", "-q", "-n", JOBS, "--cov", "--cov-report="], ["-m", "not browser"]
    if chromium() is None:
        not_run.append("the browser tests: no Chromium here, and it could not be installed (apt-get install chromium)")
    COVERAGE.unlink(missing_ok=True)
    os.environ.pop("DATABASE_URL", None)  # the tests bring their own
    results = {
        "ruff check": step("ruff check", "ruff", "check", "."),
        "ruff format": step("ruff format", "ruff", "format", "--check", "."),
        "settings of production": step(
            "settings of production", "django", "check", "--deploy", "--fail-level", "WARNING",
            DJANGO_SETTINGS_MODULE="jpa.settings", **PRODUCTION,
        ),
        "tests on SQLite": step("tests on SQLite", *pytest, *([] if chromium() else no_browser)),
        # Without the browser: it visits a server of its own, on SQLite, and has done so above.
        "tests on PostgreSQL": step(
            "tests on PostgreSQL", "tests.postgres", "--", sys.executable, "-m", *pytest, *no_browser, "--cov-append"
        ),
        "coverage": step("coverage", "tests.coverage_gate"),
    }  # fmt: skip
    failed = [name for name, passed in results.items() if not passed]
    print()
    for line in not_run:
        print(f"NOT RUN: {line}")
    if not_run and os.environ.get("CI"):
        failed.append("what was not run (CI needs all of it)")
    print(verdict(failed, not_run))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
