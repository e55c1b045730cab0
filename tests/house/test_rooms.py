"""The same rooms in every app, and what each may know of the others."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from tests.house.tree import APPS, BASE, DOMAIN_ROOMS, in_rooms, modules

VOCABULARY = {
    "models", "rules", "queries", "figures", "facts", "trends", "actions", "filters", "forms", "serializers", "imports",
    "exports", "views", "api", "admin", "urls", "apps", "migrations", "management", "templatetags", "checks",
    "middleware", "tasks", "data",
    "counting", "charts", "geo", "drafting", "workflow",
}  # fmt: skip
# What only one app has, and why.
OWN_ROOMS = {
    "jpa.accounts": {
        "policy",  # the roles and their rights on one page
        "authentication",  # DRF's name for how a program proves who it is
        "admin_site",  # the administration under the product's own rights
    },
}
# Who may import whom inside an app: only from a lower row.
ROWS = [
    {"models", "policy"},
    {"queries", "rules", "figures", "facts", "trends", "counting", "charts", "geo", "workflow"},
    {"actions"},
    {"filters", "authentication"},
    {"forms", "serializers", "imports", "exports"},
    {"views", "api", "admin"},
    {"urls"},
]
FORBIDDEN_BELOW = ("django.http", "django.shortcuts", "django.views", "django.contrib.messages", "rest_framework")


def _row(room: str) -> int | None:
    return next((n for n, row in enumerate(ROWS) if room in row), None)


@pytest.mark.parametrize("app", APPS)
def test_rooms_have_the_names_of_the_vocabulary(app: str):
    folder = BASE / app.replace(".", "/")
    rooms = {path.stem for path in folder.iterdir() if not path.name.startswith("__")}
    assert rooms - VOCABULARY - OWN_ROOMS.get(app, set()) == set()


@pytest.mark.parametrize("app", APPS)
def test_no_room_is_empty(app: str):
    folder = BASE / app.replace(".", "/")
    empty = [p.name for p in folder.glob("*.py") if p.name != "__init__.py" and not p.read_text().strip()]
    assert empty == []


def test_every_app_is_known_here_and_has_its_layer():
    own = {app.removesuffix("Config").removesuffix(".apps.Admin") for app in settings.INSTALLED_APPS}
    own = {app for app in own if (BASE / app.replace(".", "/")).is_dir()} - {"jpa"}
    contract = tomllib.loads((BASE / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    assert own == {*APPS, "jpa.common"}
    assert own <= set(contract["layers"])


def test_imports_point_downwards():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=BASE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_rooms_import_only_from_lower_rows():
    wrong = []
    for module in modules():
        row = _row(module.room)
        for name in module.imports() if row is not None else ():
            other = name.removeprefix(f"{module.app}.").partition(".")[0] if name.startswith(f"{module.app}.") else ""
            if other != module.room and (_row(other) or 0) >= max(row, 1) and not (_row(other) == row == 1):
                wrong.append(f"{module.name} imports {name}")
    assert wrong == []


def test_domain_files_know_no_requests():
    wrong = [
        f"{module.name} imports {name}"
        for module in in_rooms(*DOMAIN_ROOMS)
        for name in module.imports()
        if name.startswith(FORBIDDEN_BELOW)
    ]
    assert wrong == []


def test_imports_are_absolute_and_name_what_they_take():
    wrong = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.level or node.names[0].name == "*")
    ]
    assert wrong == []


def test_there_are_no_signals():
    banned = ("django.dispatch", "django.db.models.signals", "django.core.signals")
    assert [m.name for m in modules() for name in m.imports() if name.startswith(banned)] == []


def test_there_are_no_generic_foreign_keys():
    assert [m.name for m in modules() if "GenericForeignKey" in m.text] == []
