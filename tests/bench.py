"""How long the commands take as whole, cold processes, beside a peer in the same run: `nox -s bench`.

Every pair runs in turn (A B A B …), so that a machine that grows slower is slower for both; medians are printed,
nothing is asserted. `nox -s bench -- demo` measures the commands on the demo round only, `-- large` only the
workbook of ten thousand agencies, `-- forms` only five hundred score sheets (bench_forms.py).
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
for name in ("demo", "new", "check", "rank", "explain", "report", "template", "verify", "history", "rubric"):
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

AGENCIES, LARGE_RUNS = 10_000, 3
# Fifteen criteria of the sample rubric, eleven raters; marks from a fixed generator (Knuth's MMIX one).
MAKE_LARGE = """
import sys
from pathlib import Path
from rubrics import read_rubric, tree
from rubrics.library import rubric_text
root, count, state = Path(sys.argv[1]), int(sys.argv[2]), 2020
leaves = tree(read_rubric(rubric_text("shenzhen-sample"), "rubric")).leaves()
levels = {leaf.id: [str(level.points) for level in leaf.leaf.rule.levels] for leaf in leaves}
def drawn(below):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % below
lines = ["pingyi: 1", "id: large", "title: 示例省评议", "organizer: 示例省普法办", "fictional: true",
         "rubric: shenzhen-sample", "groups:", "  - {id: panel, title: 评议团, members: ["
         + ", ".join(f"{{id: r{n}, name: 评议员{n}}}" for n in range(11)) + "]}", "agencies:"]
lines += [f"  - {{id: a{n}, name: 示例省第{n}单位, region: 第{n % 17}区}}" for n in range(count)]
root.mkdir()
(root / "round.yaml").write_text("\\n".join(lines) + "\\n", encoding="utf-8")
(root / "sheets").mkdir()
with open(root / "sheets" / "marks.csv", "w", encoding="utf-8") as sheet:
    print("agency", "rater", *levels, sep=",", file=sheet)
    for n in range(count):
        worse = drawn(97)
        for rater in range(11):
            marks = [held[min((worse + drawn(130)) // 70, len(held) - 1)] for held in levels.values()]
            print(f"a{n}", f"r{rater}", *(["回避"] * 15 if drawn(997) == 0 else marks), sep=",", file=sheet)
"""
OURS_LARGE = """
import json, resource, sys, time
began = time.perf_counter()
from pathlib import Path
from scoring.cli.language import CHINESE, speak, tr
from scoring.engine.notices import notices
from scoring.engine.version import VERSION
from scoring.folder import Reading, evaluate_folder
from scoring.reports.findings import Findings
from scoring.reports.large.workbook import write_large
speak(CHINESE)
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
read = evaluate_folder(Path(sys.argv[1]), Reading.FIGURES)
found = Findings(read.results, tr, VERSION, read.status, tuple(notices(read.results)))
told = {"evaluated": time.perf_counter() - began, "evaluated MB": peak()}
for edition, detail in (("ranked", False), ("details", True)):
    began = time.perf_counter()
    with open(f"{sys.argv[2]}-{edition}.xlsx", "wb") as stream:
        write_large(found, stream, detail=detail)
    told |= {edition: time.perf_counter() - began, f"{edition} MB": peak()}
print(json.dumps(told))
"""
HELD_CELLS = """
import pickle, sys, zipfile
from xml.etree.ElementTree import iterparse
from xlsxwriter.utility import xl_cell_to_rowcol
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
with zipfile.ZipFile(sys.argv[1]) as packed, open(sys.argv[2], "wb") as target:
    count = 0
    for name in (name for name in packed.namelist() if name.startswith("xl/worksheets/sheet")):
        for _, row in iterparse(packed.open(name)):
            if row.tag != SPACE + "row":
                continue
            cells = []
            for cell in row:
                text = "".join(piece.text or "" for piece in cell.iter(SPACE + "t"))
                number = cell.find(SPACE + "v")
                if number is not None or cell.get("t") == "inlineStr":
                    cells.append((*xl_cell_to_rowcol(cell.get("r")), text if number is None else float(number.text)))
            count += len(cells)
            pickle.dump(cells, target)
            row.clear()
        pickle.dump(None, target)
print(count)
"""
BARE_XLSXWRITER = """
import json, pickle, resource, sys, time
import xlsxwriter
told = {}
for edition in ("ranked", "details"):
    with open(f"{sys.argv[1]}-{edition}.cells", "rb") as held:
        held.seek(0, 2)
        end = held.tell()
        held.seek(0)
        began = time.perf_counter()
        book = xlsxwriter.Workbook(f"{sys.argv[1]}-bare.xlsx", {"constant_memory": True})
        sheet = book.add_worksheet()
        while True:
            cells = pickle.load(held)
            if cells is None:
                if held.tell() == end:
                    break
                sheet = book.add_worksheet()
                continue
            for row, column, value in cells:
                if value.__class__ is str:
                    sheet.write_string(row, column, value)
                else:
                    sheet.write_number(row, column, value)
        book.close()
    told[edition] = time.perf_counter() - began
    told[f"{edition} MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(told))
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


def said(program: str, *arguments: object) -> dict[str, float]:
    """Return what one run of a program prints: how many seconds each of its works took, and MB at the most."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def large(folder: Path, agencies: int) -> None:
    """Print how long ten thousand agencies take: the writing beside bare XlsxWriter, and the whole process."""
    root, stem = folder / "large", folder / "large"
    subprocess.run([sys.executable, "-c", MAKE_LARGE, str(root), str(agencies)], check=True)
    said(OURS_LARGE, root, stem)
    counts = {
        edition: subprocess.run(
            [sys.executable, "-c", HELD_CELLS, f"{stem}-{edition}.xlsx", f"{stem}-{edition}.cells"],
            check=True, stdout=subprocess.PIPE, text=True,
        ).stdout.strip()
        for edition in ("ranked", "details")
    }  # fmt: skip
    runs = []
    for _ in range(LARGE_RUNS):
        began = time.perf_counter()
        ours = said(OURS_LARGE, root, stem)
        runs.append((ours | {"whole": time.perf_counter() - began}, said(BARE_XLSXWRITER, stem)))
    middle = [{key: statistics.median(run[side][key] for run in runs) for key in runs[0][side]} for side in (0, 1)]
    ours, bare = middle
    print(f"\n{agencies:,} agencies -> workbook, medians of {LARGE_RUNS} pairs; results in hand, writing alone:")
    for edition, count in counts.items():
        ratio = statistics.median(a[edition] / b[edition] for a, b in runs)
        print(
            f"{edition:<9}{int(count):>10,} cells {ours[edition]:7.1f} s   bare XlsxWriter writing the same cells"
            f" {bare[edition]:7.1f} s   ratio {ratio:5.2f}"
        )
    print(f"whole process: read and evaluated {ours['evaluated']:.1f} s, peak {ours['evaluated MB']:.0f} MB;", end=" ")
    print(f"with both files {ours['whole']:.1f} s, peak {ours['details MB']:.0f} MB (bare {bare['details MB']:.0f} MB)")


def main() -> None:
    """Measure what the command line asks for; everything without it."""
    asked = sys.argv[1:] or ["demo", "large", "forms"]
    if "demo" in asked:
        demo()
    if "large" in asked:
        with tempfile.TemporaryDirectory() as name:
            large(Path(name), int(next((word for word in asked if word.isdigit()), AGENCIES)))
    if "forms" in asked:
        subprocess.run([sys.executable, str(Path(__file__).with_name("bench_forms.py"))], check=True)


def demo() -> None:
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
