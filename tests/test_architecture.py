"""The house rules that no linter knows; import-linter holds the direction of imports (pyproject.toml)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("rubrics", "submissions", "scoring")
CORE = ("rubrics", "submissions", "scoring/rounds", "scoring/engine", "scoring/reports", "scoring/sheets")
SAYS_NOTHING = {"base", "common", "helpers", "misc", "tools", "util", "utils"}
# What Django knows of the web; the rest of it is about the database.
WEB = ("django.http", "django.shortcuts", "django.template", "django.urls", "django.views", "django.middleware")
# Calls that fetch something the core must be given: a file, the terminal, the moment, chance.
REACHING_OUT = {"open", "print", "input", "now", "today", "utcnow", "urandom", "default_rng", "getenv"}


def modules(*folders: str) -> list[Path]:
    """Return every Python file below these folders of the project."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def called(tree: ast.AST) -> list[tuple[str, int]]:
    """Return the last name of everything that is called, `now` of `datetime.now()`, with its line."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = {ast.Attribute: "attr", ast.Name: "id"}
    return [(getattr(call.func, names[type(call.func)]), call.lineno) for call in calls if type(call.func) in names]


def test_there_are_only_the_agreed_packages() -> None:
    """Code at the top level lives in three packages, their tests and their docs, and nowhere else."""
    holding_code = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("[!.]*/**/*.py")}
    assert holding_code - {*PACKAGES, "tests", "docs"} == set()
    assert [path.name for path in ROOT.glob("*.py")] == ["noxfile.py"]


def test_every_room_is_a_package() -> None:
    """A folder with code has an __init__.py: without it import-linter and the type checker pass by."""
    rooms = {path.parent for path in modules(*PACKAGES)}
    assert [str(room.relative_to(ROOT)) for room in sorted(rooms) if not (room / "__init__.py").exists()] == []


def test_scoring_costs_nothing_to_import() -> None:
    """scoring/__init__.py stays empty, or `pingyi --help` pays for everything."""
    assert (ROOT / "scoring" / "__init__.py").read_bytes() == b""


def test_files_are_named_for_what_they_are_about() -> None:
    """No junk drawers, in the code or in its tests."""
    vague = [path for path in modules(*PACKAGES, "tests") if path.stem.removeprefix("test_") in SAYS_NOTHING]
    assert vague == []


def test_no_file_is_longer_than_one_can_read() -> None:
    """Past 300 lines a file is about two things; a migration is written by Django and about one step."""
    written = [path for path in modules(*PACKAGES) if path.parent.name != "migrations"]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in written}
    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_the_core_is_told_and_does_not_look() -> None:
    """The core opens no file, prints nothing, and asks neither the time nor chance."""
    reaching = [
        f"{path.relative_to(ROOT)}:{line} {name}()"
        for path in modules(*CORE)
        for name, line in called(ast.parse(path.read_text("utf-8")))
        if name in REACHING_OUT
    ]
    assert reaching == []


def imported(tree: ast.AST) -> list[str]:
    """Return the names of all modules that are imported."""
    froms = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return froms + [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]


def test_only_the_portal_knows_requests_and_pages() -> None:
    """Storage and actions import nothing of Django that is about the web."""
    web = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules("scoring/storage", "scoring/actions")
        for name in imported(ast.parse(path.read_text("utf-8")))
        if name.startswith(WEB)
    ]
    assert web == []


@pytest.mark.parametrize(
    ("source", "calls"),
    [
        ("import datetime\nx = datetime.datetime.now()", [("now", 2)]),
        ("open('a')", [("open", 1)]),
        ("f()()", [("f", 1)]),
    ],
)
def test_calls_are_seen(source: str, calls: list[tuple[str, int]]) -> None:
    """The search behind the rule above finds calls of names and of attributes."""
    assert called(ast.parse(source)) == calls
