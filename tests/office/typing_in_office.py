"""What runs inside LibreOffice's own Python: opens workbooks, types into cells as a person would, saves them as .xlsx.

`python3 typing_in_office.py PIPE JOBS`: JOBS is JSON, a list of {"open", "save", "cells": [[sheet, cell, text], …]};
a text that is a number is typed as one. Prints the cells where the sheet's protection lets nobody type.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno  # comes with Debian's python3-uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

SECONDS = 60
FILTER = "Calc MS Excel 2007 XML"


def desktop(pipe: str) -> Any:  # noqa: ANN401 - UNO has no types
    """Return LibreOffice's desktop once it answers on its pipe."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    until = time.monotonic() + SECONDS
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)


def choice(name: str, value: object) -> Any:  # noqa: ANN401 - the same
    """Return one of the settings with which a document is opened or saved."""
    held = PropertyValue()
    held.Name, held.Value = name, value
    return held


def fill(office: Any, job: dict[str, Any]) -> list[str]:  # noqa: ANN401 - the same
    """Do one job; return the cells that are protected, where a person could not have typed."""
    book = office.loadComponentFromURL(Path(job["open"]).as_uri(), "_blank", 0, (choice("Hidden", value=True),))
    book.enableAutomaticCalculation(False)  # noqa: FBT003 - UNO takes no keywords
    book.addActionLock()
    refused = []
    for title, name, text in job["cells"]:
        sheet = book.Sheets.getByName(title)
        cell = sheet.getCellRangeByName(name)
        if sheet.isProtected() and cell.CellProtection.IsLocked:
            refused.append(f"{job['open']} {title} {name}")
            continue
        try:
            cell.Value = float(text)
        except ValueError:
            cell.String = text
    book.removeActionLock()
    book.enableAutomaticCalculation(True)  # noqa: FBT003 - the same
    book.calculateAll()
    book.storeToURL(Path(job["save"]).as_uri(), (choice("FilterName", FILTER),))
    book.close(True)  # noqa: FBT003 - the same
    return refused


def main() -> None:
    """Do all jobs, print what was refused, and end LibreOffice."""
    office = desktop(sys.argv[1])
    jobs = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    refused = [line for job in jobs for line in fill(office, job)]
    print(json.dumps(refused))  # noqa: T201 - how the test hears of it
    office.terminate()


if __name__ == "__main__":
    main()
