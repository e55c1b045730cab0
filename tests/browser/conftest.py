"""A real server with the published record and the demo world, and a real Chromium that watches what it does."""

import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from investigations.management.demo import DEMO_PASSWORD
from tests.browser.watch import Visit
from tests.run import chromium

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
LONGEST_START = 180  # seconds until a server that does not answer is given up


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `manage.py serve` on a database of its own: what `make run` starts, static files hashed."""
    folder = tmp_path_factory.mktemp("site")
    port, log = _free_port(), folder / "log"
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "jpa.settings", "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "DEMO": "on", "DEBUG": "off", "HTTPS": "off", "PORT": str(port), "LISTEN": "127.0.0.1",
    }  # fmt: skip
    # One at a time: the servers of parallel test processes collect the static files into the same folder.
    with (tmp_path_factory.getbasetemp().parent / "serve.lock").open("w") as lock, log.open("w") as output:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        until = time.monotonic() + LONGEST_START
        while not _answers(address):
            if server.poll() is not None or time.monotonic() > until:
                server.kill()
                pytest.fail(f"The server did not start:\n{log.read_text()}")
            time.sleep(0.2)
    yield address
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for one module: its event loop must be gone before other tests use the database."""
    program = chromium()
    if program is None:
        pytest.fail("No Chromium here. Leave these tests out with -m 'not browser'.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def sessions(site: str, browser: Browser) -> Callable[[str], dict]:
    """`sessions("focal.th")`: the cookies of a demo person who has signed in by the form."""
    known: dict[str, dict] = {"": {}}

    def of(person: str) -> dict:
        if person not in known:
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{site}/sign-in/?next=/help/")
            page.get_by_label("E-mail address").fill(f"{person}@demo.example")
            page.get_by_label("Password").fill(DEMO_PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(f"{site}/help/")
            known[person] = context.storage_state()
            context.close()
        return known[person]

    return of


@pytest.fixture
def open_as(site: str, browser: Browser, sessions: Callable[[str], dict]) -> Iterator[Callable[..., Visit]]:
    """`open_as("focal.th", "/trends/")`: a watched visit in a fresh window; "" is somebody not signed in."""
    contexts: list[BrowserContext] = []

    def visit(person: str, path: str, **options) -> Visit:
        contexts.append(browser.new_context(storage_state=sessions(person) or None, **options))
        return Visit(site, contexts[-1], path)

    yield visit
    for context in contexts:
        context.close()
