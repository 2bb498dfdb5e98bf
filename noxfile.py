"""How the project is checked; `nox` alone does everything that must hold before a change lands, `nox -l` lists it."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import nox

if TYPE_CHECKING:
    from collections.abc import Callable

nox.needs_version = ">=2025.5.1"

PROJECT = nox.project.load_toml("pyproject.toml")
RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
PYTHONS = list(dict.fromkeys([*nox.project.python_versions(PROJECT), RUNNING]))
DEPENDENCIES: list[str] = PROJECT["project"]["dependencies"]
PORTAL = ("portal", "postgres")
EXTRAS: list[str] = [line for name in PORTAL for line in PROJECT["project"]["optional-dependencies"][name]]
CATALOGUE = Path("rubrics", "locale", "zh_CN", "LC_MESSAGES", "pingyi.po")
# What needs no other program than Python.
PLAIN = ["--ignore=tests/journeys", "--numprocesses=auto", "-m", "not office and not postgres"]
# To measure the coverage of these would take as long as they do, and no branch of the core waits for them.
PORTAL_TESTS = [f"tests/scoring/{room}" for room in ("actions", "portal", "storage")]
# Every branch of these is tested; the coverage of the rest is printed.
FULLY_COVERED = ["rubrics", "submissions", "scoring/rounds", "scoring/engine"]

nox.options.sessions = ["lint", "types", f"tests-{RUNNING}", "office", "browser", "docs"]
nox.options.default_venv_backend = "virtualenv"  # comes with nox
nox.options.error_on_missing_interpreters = False
nox.options.error_on_external_run = True

# nox makes the environment before it calls a session, so a session takes from the end of the last one to its own.
ends = [time.perf_counter()]
times: dict[str, float] = {}


def timed(work: Callable[[nox.Session], None]) -> Callable[[nox.Session], None]:
    """Print how long a session took, its environment included, and again at the end of the run."""

    @functools.wraps(work)
    def session_with_time(session: nox.Session) -> None:
        try:
            work(session)
        finally:
            ends.append(time.perf_counter())
            times[session.name] = ends[-1] - ends[-2]
            session.log(f"{session.name}: {times[session.name]:.1f} s")

    return session_with_time


@atexit.register
def print_times() -> None:
    """Print the time of every session that ran."""
    for name, seconds in times.items():
        print(f"{seconds:8.1f} s  {name}")
    if times:
        print(f"{sum(times.values()):8.1f} s  in all", flush=True)


@nox.session
@timed
def lint(session: nox.Session) -> None:
    """Refuse untidy code (ruff) and imports that point the wrong way (import-linter)."""
    session.install(*group("lint"))
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")
    session.run("lint-imports")


@nox.session
@timed
def types(session: nox.Session) -> None:
    """Check the types of all code and all tests (mypy, strict)."""
    session.install(*DEPENDENCIES, *EXTRAS, *group("types"), *group("tests"), *group("browser"), *group("messages"))
    session.run("mypy", *session.posargs)


@nox.session(python=PYTHONS)
@timed
def tests(session: nox.Session) -> None:
    """Test the installed wheel, every branch of the core covered; `-- ARGS` go to pytest."""
    install_wheel(session, *group("tests"))
    if session.posargs:
        run_pytest(session, *session.posargs)
        return
    run_pytest(session, *PLAIN, *PORTAL_TESTS)
    run_pytest(session, "--cov", "--cov-report=", *PLAIN, *(f"--ignore={folder}" for folder in PORTAL_TESTS))
    session.run("coverage", "report")
    for package in FULLY_COVERED:
        session.run("coverage", "report", "--format=total", "--fail-under=100", f"--include={package}/*")


@nox.session
@timed
def office(session: nox.Session) -> None:
    """Let LibreOffice recalculate the workbooks, and print workbooks and letters."""
    install_debian(
        session,
        {
            "libreoffice-calc-nogui": has_program("soffice"),
            "libreoffice-writer-nogui": has_writer(),
            "poppler-utils": has_program("pdftoppm"),
            "fonts-noto-cjk": has_chinese_font(),
            "python3-uno": has_uno(),
        },
    )
    install_wheel(session, *group("tests"))
    usual = ["--numprocesses=2", "--dist=worksteal", "-m", "office", "tests/office"]
    run_pytest(session, *(session.posargs or usual))


@nox.session
@timed
def browser(session: nox.Session) -> None:
    """Go through a whole round in Chromium, on SQLite and on PostgreSQL; all that needs a database server."""
    install_debian(
        session,
        {
            "chromium": has_program("chromium"),
            "postgresql": has_postgresql(),
            "fonts-noto-cjk": has_chinese_font(),
        },
    )
    install_wheel(session, *group("tests"), *group("browser"))
    if session.posargs:
        run_pytest(session, *session.posargs)
        return
    # Apart from each other: while Playwright runs, Django takes every test for an asynchronous one.
    run_pytest(session, "-m", "postgres", "tests/scoring")
    run_pytest(session, "--numprocesses=2", "--dist=loadfile", "-m", "browser", "tests/journeys")


@nox.session(default=False)
@timed
def load(session: nox.Session) -> None:
    """Measure how many marks a second the portal keeps, beside a bare Django view in the same run; refuses nothing."""
    install_debian(session, {"postgresql": has_postgresql()})
    install_wheel(session, *group("tests"))
    session.run("python", "tests/load.py", *session.posargs)


@nox.session
@timed
def docs(session: nox.Session) -> None:
    """Generate help texts, schema, reference and catalogue anew and compare them with the committed ones."""
    install_wheel(session, *group("messages"))
    session.run("python", "docs/generate.py", "--check", *session.posargs)


@nox.session(default=False, python=PYTHONS[0])
@timed
def minimums(session: nox.Session) -> None:
    """Test with the oldest dependencies that pyproject.toml allows."""
    install_wheel(
        session, *group("tests"), *(line.partition(",")[0].replace(">=", "==") for line in [*DEPENDENCIES, *EXTRAS])
    )
    run_pytest(session, *(session.posargs or PLAIN))


@nox.session(default=False)
@timed
def bench(session: nox.Session) -> None:
    """Measure the commands beside their peers; prints ratios, refuses nothing."""
    install_wheel(session)
    session.run("python", "tests/bench.py", *session.posargs)


@nox.session(default=False)
@timed
def messages(session: nox.Session) -> None:
    """Bring the Chinese catalogue up to date with the sentences in the code, and compile it."""
    session.install(*group("messages"))
    template = Path(session.create_tmp(), "pingyi.pot")
    keywords = ["-k", "say", "-k", "_", "-k", "tr", "-k", "translate"]
    session.run(
        "pybabel",
        "extract",
        "-F",
        "babel.cfg",
        *keywords,
        "--project=pingyi",
        "--version=",
        "--add-location=file",
        "--sort-by-file",
        "--width=110",
        f"--output={template}",
        ".",
    )
    if not CATALOGUE.exists():
        session.run("pybabel", "init", "-D", "pingyi", "-l", "zh_CN", "-i", str(template), "-o", str(CATALOGUE))
    session.run(
        "pybabel",
        "update",
        "-D",
        "pingyi",
        "-l",
        "zh_CN",
        "-i",
        str(template),
        "-o",
        str(CATALOGUE),
        "--no-fuzzy-matching",
        "--ignore-obsolete",
        "--ignore-pot-creation-date",
        "--width=110",
    )
    session.run(
        "pybabel",
        "compile",
        "-D",
        "pingyi",
        "-l",
        "zh_CN",
        "--statistics",
        "-i",
        str(CATALOGUE),
        "-o",
        str(CATALOGUE.with_suffix(".mo")),
    )


def group(name: str) -> tuple[str, ...]:
    """Return the requirements of a dependency group of pyproject.toml."""
    return nox.project.dependency_groups(PROJECT, name)


def install_wheel(session: nox.Session, *requirements: str) -> None:
    """Build the wheel and install it: what users get, data files included, and never the folder itself."""
    folder = Path(session.create_tmp(), "wheel")
    shutil.rmtree(folder, ignore_errors=True)
    session.run("python", "-m", "pip", "wheel", "--quiet", "--no-deps", f"--wheel-dir={folder}", ".")
    (wheel,) = folder.glob("pingyi-*.whl")
    session.install(f"{wheel}[{','.join(PORTAL)}]", *requirements)


def run_pytest(session: nox.Session, *arguments: str) -> None:
    """Run pytest with the folder of the project kept off sys.path, here and in every process that a test starts."""
    session.env["PYTHONSAFEPATH"] = "1"
    session.env["COVERAGE_FILE"] = str(Path(session.create_tmp(), "coverage").resolve())
    session.run("pytest", *arguments)


def has_program(name: str) -> bool:
    """Return whether a program can be called by its name."""
    return shutil.which(name) is not None


def has_postgresql() -> bool:
    """Return whether the programs of a PostgreSQL server are here: Debian keeps them off the path."""
    return has_program("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def has_writer() -> bool:
    """Return whether LibreOffice opens letters too: Debian parts it into packages, others have all of it."""
    office = shutil.which("soffice")
    folder = Path(office).resolve().parent if office else Path()
    return office is not None and ((folder / "libswlo.so").exists() or not (folder / "libsclo.so").exists())


def has_uno() -> bool:
    """Return whether the system's Python can type into LibreOffice."""
    command = ["/usr/bin/python3", "-c", "import uno"]
    return Path(command[0]).exists() and not subprocess.run(command, capture_output=True, check=False).returncode  # noqa: S603 - written here


def has_chinese_font() -> bool:
    """Return whether fontconfig finds a font with Chinese characters."""
    if not has_program("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout)  # noqa: S607 - where it lies differs


def install_debian(session: nox.Session, found: dict[str, bool]) -> None:
    """Install the Debian packages that are not found; without apt-get or the right to use it, say which they are."""
    missing = [package for package, is_there in found.items() if not is_there]
    if not missing:
        return
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if not (is_root and has_program("apt-get")):
        session.error(f"This session needs {', '.join(missing)}. On Debian, as root: {' '.join(command)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    session.run("apt-get", "update", "--quiet", external=True, env=quiet)
    session.run(*command, external=True, env=quiet)
