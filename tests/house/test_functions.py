"""Public functions say what they do; actions say who acts and leave their event."""

import ast
import re

import pytest

from tests.house.tree import Module, calls, dotted, in_rooms

TOLD = in_rooms("rules", "actions", "queries", "figures", "facts", "trends", "counting", "workflow")
ACTIONS = [m for m in in_rooms("actions") if m.app != "jpa.audit"]
# Public functions of `actions` that only look, and so have nobody who acts.
PURE = {
    "jpa.accounts.actions.digest",
    "investigations.actions.results.check",
    "investigations.actions.results.began_in",
}
WRITES = {
    "create",
    "update",
    "save",
    "delete",
    "set",
    "add",
    "remove",
    "clear",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "record",
}

by_module = pytest.mark.parametrize("module", TOLD, ids=lambda m: m.name)
by_actions = pytest.mark.parametrize("module", ACTIONS, ids=lambda m: m.name)


def _acting(module: Module) -> list[ast.FunctionDef]:
    return [f for f in module.public_functions() if f"{module.name}.{f.name}" not in PURE]


def _reached(function: ast.FunctionDef, module: Module) -> list[ast.FunctionDef]:
    """The function and those of its module that it calls, directly or not."""
    known = {n.name: n for n in module.tree.body if isinstance(n, ast.FunctionDef)}
    reached, waiting = {}, [function]
    while waiting:
        current = waiting.pop()
        reached[current.name] = current
        waiting += [known[name] for name in calls(current) if name in known and name not in reached]
    return list(reached.values())


@by_module
def test_public_functions_are_told(module: Module):
    assert [f.name for f in module.public_functions() if not ast.get_docstring(f)] == []


@by_module
def test_public_functions_are_typed(module: Module):
    untyped = [
        f"{f.name}({a.arg})"
        for f in module.public_functions()
        for a in (*f.args.posonlyargs, *f.args.args, *f.args.kwonlyargs)
        if a.annotation is None
    ]
    assert untyped + [f.name for f in module.public_functions() if f.returns is None] == []


def test_what_is_excused_is_there():
    assert {f"{m.name}.{f.name}" for m in ACTIONS for f in m.public_functions()} >= PURE


@by_actions
def test_actions_say_who_acts(module: Module):
    assert [f.name for f in _acting(module) if "by" not in {a.arg for a in f.args.kwonlyargs}] == []


@by_actions
def test_actions_leave_their_event(module: Module):
    """Through `audit`, or through another action that does."""
    others = {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if ".actions" in f"{node.module}.{alias.name}"
    }
    silent = [
        f.name
        for f in _acting(module)
        if not others & {name.partition(".")[0] for part in _reached(f, module) for name in calls(part)}
    ]
    assert silent == []


@by_actions
def test_actions_of_several_writes_are_atomic(module: Module):
    open_ended = []
    for function in _acting(module):
        writes = [name for name in calls(function) if "." in name and name.rpartition(".")[2] in WRITES]
        atomic = any(dotted(d).startswith("transaction.atomic") for d in function.decorator_list)
        if len(writes) > 1 and not atomic:
            open_ended.append(f"{module.name}.{function.name}: {writes}")
    assert open_ended == []


def test_each_kind_of_event_is_written_in_one_place():
    places: dict[str, set[str]] = {}
    for module in ACTIONS:
        for function in (n for n in module.tree.body if isinstance(n, ast.FunctionDef)):
            for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
                for word in call.keywords:
                    if word.arg == "kind" and isinstance(word.value, ast.Constant):
                        places.setdefault(word.value.value, set()).add(f"{module.name}.{function.name}")
    assert places
    assert {kind: where for kind, where in places.items() if len(where) > 1} == {}
    assert [kind for kind in places if not re.fullmatch(r"[a-z_]+\.[a-z_]+", kind)] == []
