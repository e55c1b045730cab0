"""The product's own source, for the gates: its modules as syntax trees, its apps and their rooms."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
PACKAGES = ("jpa", "countries", "investigations")
# Apps of the domain; `jpa.common` is the leaf below them and has rooms of its own.
APPS = ("jpa.codes", "jpa.audit", "jpa.accounts", "countries", "jpa.periods", "investigations", "jpa.dashboards")
DOMAIN_ROOMS = {"models", "rules", "queries", "figures", "facts", "trends", "actions", "counting", "charts", "workflow"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """One source file; `name` is its dotted name."""

    path: Path
    name: str
    text: str
    tree: ast.Module

    @property
    def app(self) -> str | None:
        return next((app for app in APPS if self.name == app or self.name.startswith(f"{app}.")), None)

    @property
    def room(self) -> str:
        """`actions` for both `actions.py` and `actions/cases.py`; the empty string outside an app."""
        return self.name.removeprefix(f"{self.app}").lstrip(".").partition(".")[0] if self.app else ""

    def imports(self) -> set[str]:
        """Everything it imports, by full name: `from a import b` is `a.b`."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
        return found

    def public_functions(self) -> list[ast.FunctionDef]:
        return [n for n in self.tree.body if isinstance(n, FUNCTIONS) and not n.name.startswith("_")]


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product but migrations."""
    return tuple(
        _read(path)
        for package in PACKAGES
        for path in sorted((BASE / package).rglob("*.py"))
        if "migrations" not in path.parts
    )


@cache
def modules_of_tests() -> tuple[Module, ...]:
    return tuple(_read(path) for path in sorted((BASE / "tests").rglob("*.py")))


def in_rooms(*rooms: str) -> list[Module]:
    return [module for module in modules() if module.room in rooms]


def _read(path: Path) -> Module:
    text = path.read_text()
    name = ".".join(path.relative_to(BASE).with_suffix("").parts).removesuffix(".__init__")
    return Module(path, name, text, ast.parse(text))


def calls(node: ast.AST) -> list[str]:
    """The dotted names of everything called inside: `audit.create`, `case.legs.all`, `_link`."""
    return [name for n in ast.walk(node) if isinstance(n, ast.Call) and (name := dotted(n.func))]


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
