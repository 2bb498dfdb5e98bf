"""Django's own check of how the portal is deployed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("mode", "warnings"),
    [
        ({}, []),
        ({"PINGYI_PROXY": "https://pingyi.example.gov.cn"}, []),
        # In a hall these are true: that is what the flag allows, and what the pages say.
        ({"PINGYI_HALL_NETWORK": "1"}, ["security.W004", "security.W011", "security.W016"]),
    ],
)
def test_the_deployment_check_finds_nothing_else(tmp_path: Path, mode: dict[str, str], warnings: list[str]) -> None:
    """Over HTTPS it is clean; what is silenced has its reason in the settings."""
    variables = {"PINGYI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "scoring.portal.settings"} | mode
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PINGYI_")} | variables
    command = [sys.executable, "-m", "django", "check", "--deploy"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    found = [line.partition("(")[2].partition(")")[0] for line in done.stderr.splitlines() if line.startswith("?:")]
    assert (done.returncode, found) == (0, warnings)


@pytest.mark.parametrize(
    ("mode", "prefix"),
    [({}, "__Host-"), ({"PINGYI_HALL_NETWORK": "1"}, ""), ({"PINGYI_LOOPBACK": "1"}, "")],
)
def test_cookies_are_of_this_host_alone_over_https(tmp_path: Path, mode: dict[str, str], prefix: str) -> None:
    """Another host of the same domain cannot plant a cookie of that name; plain HTTP has no such thing."""
    variables = {"PINGYI_DATA": str(tmp_path)} | mode
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PINGYI_")} | variables
    names = "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_HTTPONLY)"
    command = [sys.executable, "-c", f"import scoring.portal.settings as s; {names}"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.split() == [f"{prefix}pingyi", f"{prefix}pingyi-csrf", str(bool(prefix)), "True"]


@pytest.mark.parametrize("said", [{"PINGYI_DATA": ""}, {}])
def test_no_folder_is_not_the_folder_where_it_runs(tmp_path: Path, said: dict[str, str]) -> None:
    """Set and empty is as good as not set: nothing is written anywhere."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PINGYI_")} | said
    environment["PYTHONPATH"] = str(Path(__file__).parents[3])
    command = [sys.executable, "-c", "import scoring.portal.settings as s; print(s.PINGYI_DATA)"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=True)
    assert (done.stdout, list(tmp_path.iterdir())) == (f"{tmp_path.resolve() / 'pingyi-data'}\n", [])
