"""How long the commands take as whole, cold processes, beside a peer in the same run: `nox -s bench`.

Every pair runs in turn (A B A B …), so that a machine that grows slower is slower for both; medians are printed,
nothing is asserted.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from openpyxl import load_workbook

RUNS = 9
BARE_CLICK = """
import click
@click.group()
def main():
    pass
for name in ("demo", "new", "check", "rank", "explain", "report", "rubric"):
    main.add_command(click.Command(name, help=f"The command {name}."))
main()
"""
PLAIN_OPENPYXL = """
import json, sys
from openpyxl import Workbook
sheets = json.load(open(sys.argv[1], encoding="utf-8"))
book = Workbook()
book.remove(book.active)
for name, cells in sheets.items():
    sheet = book.create_sheet(name)
    for place, value in cells.items():
        sheet[place] = value
book.save(sys.argv[2])
"""


def seconds(command: list[str]) -> float:
    """Return the wall time of one run of `command`, which must succeed."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PINGYI_LANG": "zh"})
    return time.perf_counter() - began


def compare(name: str, command: list[str], peer: str, peers: list[str]) -> None:
    """Print the medians of both commands and of their ratio, pair by pair."""
    seconds(command), seconds(peers)
    pairs = [(seconds(command), seconds(peers)) for _ in range(RUNS)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name:<16}{ours * 1000:7.0f} ms   {peer:<34}{theirs * 1000:7.0f} ms   ratio {ratio:5.2f}")


def main() -> None:
    """Make the demo round, then time rank, report and --help beside their peers."""
    python = sys.executable
    pingyi = [python, "-c", "from scoring.cli.main import run; run()"]
    with tempfile.TemporaryDirectory() as name:
        folder, workbook, cells = Path(name, "demo"), Path(name, "ours.xlsx"), Path(name, "cells.json")
        subprocess.run([*pingyi, "demo", str(folder)], check=True, stdout=subprocess.DEVNULL)
        report = [*pingyi, "report", str(folder), "-o", str(workbook)]
        seconds(report)
        book = load_workbook(workbook)
        held = {
            sheet.title: {
                cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
            }
            for sheet in book
        }
        cells.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        count = sum(map(len, held.values()))
        print(f"Python {platform.python_version()}, medians of {RUNS} pairs of whole processes; {count} cells")
        compare(
            "pingyi rank",
            [*pingyi, "rank", str(folder)],
            "python -c 'import openpyxl'",
            [python, "-c", "import openpyxl"],
        )
        same = [python, "-c", PLAIN_OPENPYXL, str(cells), str(Path(name, "theirs.xlsx"))]
        compare("pingyi report", report, "openpyxl writing the same cells", same)
        compare("pingyi --help", [*pingyi, "--help"], "a bare click command", [python, "-c", BARE_CLICK, "--help"])


if __name__ == "__main__":
    main()
