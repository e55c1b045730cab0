"""Nothing grows until it cannot be read."""

import ast

from tests.house.tree import BASE, FUNCTIONS, modules, modules_of_tests

MODULE, FUNCTION, CLASS, TEMPLATE, TEST_MODULE = 300, 40, 200, 150, 500


def _lines(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1


def _too_long(kinds: tuple[type, ...], most: int) -> list[str]:
    return [
        f"{module.name}.{node.name}: {_lines(node)}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, kinds) and _lines(node) > most
    ]


def test_modules_are_short():
    assert [m.name for m in modules() if len(m.text.splitlines()) > MODULE] == []


def test_functions_are_short():
    assert _too_long(FUNCTIONS, FUNCTION) == []


def test_classes_are_short():
    assert _too_long((ast.ClassDef,), CLASS) == []


def test_templates_are_short():
    pages = (BASE / "templates").rglob("*.*")
    assert [str(p.relative_to(BASE)) for p in pages if len(p.read_text().splitlines()) > TEMPLATE] == []


def test_test_modules_are_short():
    assert [m.name for m in modules_of_tests() if len(m.text.splitlines()) > TEST_MODULE] == []
