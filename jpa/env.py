"""Reads the environment. A value that cannot be used stops the start with one plain line."""

import sys
from pathlib import Path
from typing import Any, NoReturn

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

_env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# Many readers beside one writer, and a writer that waits instead of failing.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
    ),
}


FLAGS = {
    **dict.fromkeys(("1", "on", "yes", "true", "y", "t"), True),
    **dict.fromkeys(("0", "off", "no", "false", "n", "f"), False),
    "": None,
}


def _stop(name: str, problem: str) -> NoReturn:
    sys.exit(f"{name}: {problem}")


def text(name: str, default: str = "") -> str:
    return _env.str(name, default)


def flag(name: str, default: bool) -> bool:
    value = text(name).strip().lower()
    if value not in FLAGS:
        _stop(name, "expected yes or no")
    return default if FLAGS[value] is None else FLAGS[value]


def number(name: str, default: int) -> int:
    try:
        return _env.int(name, default)
    except ValueError:
        _stop(name, "expected a whole number")


def words(name: str, default: list[str]) -> list[str]:
    return _env.list(name, str, default)


def secret(name: str, development: str, debug: bool) -> str:
    """The secret itself, or a known one for development only."""
    value = text(name)
    if value:
        return value
    if not debug:
        _stop(name, "must be set when DEBUG and DEMO are off")
    return development


def database(name: str, default: str) -> dict[str, Any]:
    """A Django DATABASES entry from a URL such as postgres://user:word@host/name."""
    try:
        known = text(name, default).partition(":")[0] in environ.Env.DB_SCHEMES
        config = _env.db_url(name, default) if known else {}
    except (ValueError, environ.ImproperlyConfigured):
        config = {}
    if not config:  # nothing of the address is repeated: it may hold a password
        _stop(name, "expected a database address such as postgres://user:password@host/name")
    if "sqlite3" in config["ENGINE"]:
        config["OPTIONS"] = SQLITE_OPTIONS
        path = Path(config["NAME"])
        config["NAME"] = str(path if path.is_absolute() else BASE_DIR / path)
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config
