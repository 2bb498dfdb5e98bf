"""Workbooks made to harm: refused in a moment, in little memory, each in a process of its own."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

RELATIONS = b'<R><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></R>'
NEEDED = {
    "[Content_Types].xml": b"<Types/>",
    "xl/workbook.xml": b'<workbook xmlns:r="r"><sheet name="a" r:id="rId1"/></workbook>',
    "xl/_rels/workbook.xml.rels": RELATIONS,
}
SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1024 * 1024
# Of memory Python's own count is taken, which is the same on every system; of time the processor's.
READ = """
import json, sys, time, tracemalloc
from pathlib import Path
from rubrics import Problems
from submissions import read_workbook, read_worksheets
data = Path(sys.argv[1]).read_bytes()
told = []
for read in (read_worksheets, read_workbook):
    began = time.process_time()
    tracemalloc.start()
    try:
        found = [len(sheet.cells) for sheet in read(data, "a.xlsx")] if read is read_worksheets else read(data, "a")
        code = str(found if read is read_worksheets else [len(table.rows) for table in found])
    except Problems as problems:
        code = " ".join(problem.code for problem in problems.items)
    told.append((code, time.process_time() - began, tracemalloc.get_traced_memory()[1]))
    tracemalloc.stop()
print(json.dumps(told))
"""


def spaces(size: int) -> bytes:
    """Return a workbook whose sheet is so many spaces."""
    return zipped({**NEEDED, SHEET: b" " * size})


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip of named contents."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def lying() -> bytes:
    """Return a workbook whose sheet says that it is short."""
    size = 200_000_000
    return spaces(size).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def growing() -> bytes:
    """Return a workbook with an entity of a thousand million laughs."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<!DOCTYPE a [<!ENTITY a0 "ha">{entities}]><worksheet>&a9;</worksheet>'
    return zipped({**NEEDED, SHEET: xml.encode()})


def of_200_megabytes() -> bytes:
    """Return a workbook with a sheet of rows like any others, but 200 MB of them."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n * 7919) for n in range(1_000_000, 1_020_000)
    )
    return zipped({**NEEDED, SHEET: rows * (200 * MEGABYTE // len(rows) + 1)})


def far() -> bytes:
    """Return a workbook with one cell, the last that there can be."""
    row = b'<row r="1048576"><c r="XFD1048576"><v>8</v></c></row>'
    return zipped({**NEEDED, SHEET: b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>"})


def of_many_members() -> bytes:
    """Return a workbook with more members than anybody wants to list."""
    listed = zipped(NEEDED)
    return listed + b"PK\1\2" * 20_000


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: spaces(400 * MEGABYTE), "BOOK-SIZE"),
        (lying, "BOOK-DAMAGED"),
        (growing, "BOOK-XML"),
        (of_200_megabytes, "BOOK-SIZE"),
        (of_many_members, "BOOK-SIZE"),
        (far, "[1]"),
    ],
    ids=["spaces", "lying", "growing", "200 MB", "members", "far"],
)
def test_bombs_are_refused(tmp_path: Path, make: Callable[[], bytes], told: str) -> None:
    """Within a second of the processor's time, and less than 200 MB beyond the file itself."""
    file = tmp_path / "a.xlsx"
    file.write_bytes(make())
    run = subprocess.run([sys.executable, "-c", READ, str(file)], check=True, capture_output=True, text=True)
    found = json.loads(run.stdout)
    assert [code for code, *_ in found] == [told, told]
    assert [(seconds < 1, peak < 200 * MEGABYTE) for _, seconds, peak in found] == [(True, True)] * 2
