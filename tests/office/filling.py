"""Workbooks filled in by LibreOffice itself, cell by cell, under the protection that we gave them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.office.recalculate import OfficeFailed

SCRIPT = Path(__file__).with_name("typing_in_office.py")
SECONDS = 900


@dataclass(frozen=True)
class Filling:
    """A workbook that is opened, what is typed into it as (sheet, cell, text), and where it is saved as .xlsx."""

    workbook: Path
    cells: tuple[tuple[str, str, str], ...]
    target: Path


def fill_in(fillings: list[Filling], folder: Path) -> list[str]:
    """Let one LibreOffice fill in all workbooks; return the cells where a person could not have typed.

    Raises OfficeFailed where it did not get through. Needs Debian's python3-uno.
    """
    folder.mkdir(parents=True, exist_ok=True)
    jobs, profile, pipe = folder / "jobs.json", folder / "profile", f"pingyi-{abs(hash(folder))}"
    jobs.write_text(
        json.dumps([{"open": str(one.workbook), "save": str(one.target), "cells": one.cells} for one in fillings]),
        encoding="utf-8",
    )
    for one in fillings:
        one.target.parent.mkdir(parents=True, exist_ok=True)
    listening = ["soffice", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
    with subprocess.Popen(
        [*listening, f"-env:UserInstallation={profile.as_uri()}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as office:
        try:
            command = ["/usr/bin/python3", str(SCRIPT), pipe, str(jobs)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        finally:
            try:
                office.wait(30)
            except subprocess.TimeoutExpired:
                office.kill()
    if done.returncode:
        raise OfficeFailed(done.stdout + done.stderr)
    refused: list[str] = json.loads(done.stdout)
    return refused
