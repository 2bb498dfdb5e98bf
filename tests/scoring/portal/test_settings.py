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
