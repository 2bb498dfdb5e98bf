"""The workbook of a large round, opened again: figures, words, sheets, and what becomes of a full disk."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import replace
from errno import ENOSPC
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from rubrics import Problems
from scoring.engine.results import Results
from scoring.folder import write_file
from scoring.reports.findings import Findings
from scoring.reports.large.workbook import write_large
from scoring.rounds import DecidedGrade, Decision
from tests.scoring.reports.large.large_rounds import findings, large, name

if TYPE_CHECKING:
    from openpyxl import Workbook

SUMMARY, PARTS, OWN = "Summary of results", "Scores by part", "Self-assessment and score"
DETAILS, NOTES = "Scores by rater", "Notes on scoring"
Rows = list[tuple[Any, ...]]


def written(found: Findings, **options: Any) -> bytes:  # noqa: ANN401 - options of write_large
    """Return the workbook's bytes."""
    stream = io.BytesIO()
    write_large(found, stream, **options)
    return stream.getvalue()


@cache
def opened(*, detail: bool = False, names: bool = False, own: bool = False) -> Workbook:
    """Return a workbook of the standard round, opened again."""
    given = {name(1): {"a": "9.5", "b": "8", "q": "7"}, name(2): {"a": "10"}} if own else {}
    return load_workbook(io.BytesIO(written(findings(large(), given=given), detail=detail, names=names)))


@cache
def standard() -> Results:
    """Return the results of the standard round."""
    return large()


def rows(book: Workbook, sheet: str) -> Rows:
    """Return all rows of a sheet."""
    return list(book[sheet].iter_rows(values_only=True))


def below(held: Rows, heading: str) -> Rows:
    """Return the rows below the one that begins with `heading`."""
    return held[next(at for at, row in enumerate(held) if row[0] == heading) + 1 :]


def shown(found: Results, node: str, agency: str) -> float | str:
    """Return what stands in a cell for a node of an agency."""
    score = found.score(node, agency)
    return "—" if score is None else float(found.shown(score))


def test_every_figure_is_the_one_of_the_results() -> None:
    """Agency by agency and node by node, rounded exactly and once; what is 不涉及 says so, a veto yes or no."""
    found = standard()
    expected = [
        (
            found.round.names[agency],
            *(shown(found, node, agency) for node in ("total", "p", "a")),
            "not applicable" if agency == name(8) else shown(found, "b", agency),
            shown(found, "q", agency),
            "yes" if agency == name(3) else "no",
        )
        for agency in found.agencies
    ]
    assert below(rows(opened(), PARTS), "full marks") == expected


def test_the_ranking_stands_in_its_order() -> None:
    """Every standing has a line: rank, name, total, grade, parts and what there is to remark."""
    found = standard()
    lines = below(rows(opened(), SUMMARY), "rank")[: len(found.rows)]
    assert [(line[0], line[1], line[2], line[3]) for line in lines] == [
        (
            item.placing.rank if item.placing else "—",
            item.name,
            shown(found, "total", item.agency) if item.placing else "—",
            item.grade or "—",
        )
        for item in found.standings
    ]
    remarks = {line[1]: line[-1] for line in lines}
    names = found.round.names
    assert remarks[names[name(5)]] == "评议: awaited"
    assert remarks[names[name(9)]] == "withdrawn"
    assert remarks[names[name(3)]] == "veto: 否决"


def test_below_the_ranking_stand_rules_open_matters_and_signatures() -> None:
    """As on page 1 of smaller rounds; no rater is named."""
    found = standard()
    foot = [row[0] for row in below(rows(opened(), SUMMARY), "rank")[len(found.rows) :]]
    assert foot[0].startswith("Rules: Total: sum of all parts; vetoes: 否决; ")
    assert foot[1] == "Not ranked: 示例市a005局 (评议: awaited)"
    assert foot[-6] == "Withdrawn: 示例市a009局 (撤销)"
    assert [line.partition(":")[0].strip("　") for line in foot[-5:]] == [
        "counted by", "checked by", "supervised by", "head of the panel", "approved by",
    ]  # fmt: skip


def test_the_status_stands_on_every_sheet() -> None:
    """In the second row of page 1, and in the header of all."""
    assert rows(opened(), SUMMARY)[1][0] == "(for approval)"
    headers = [sheet.oddHeader for sheet in opened(detail=True)]
    assert [header and str(header.center.text).split("    ")[0] for header in headers] == ["&Bfor approval&B"] * 4


def test_nothing_of_raters_is_in_the_file_that_is_signed() -> None:
    """Nor is there any formula."""
    with zipfile.ZipFile(io.BytesIO(written(findings(standard())))) as packed:
        whole = "".join(packed.read(entry).decode() for entry in packed.namelist() if entry.endswith(".xml"))
    assert [word for word in ("panel-", "council-", "panel组1", "<f>") if word in whole] == []


def test_the_sheets_of_both_editions() -> None:
    """Self-assessments and marks have sheets where there are any and where they belong."""
    assert opened().sheetnames == [SUMMARY, PARTS, NOTES]
    assert opened(detail=True, own=True).sheetnames == [SUMMARY, PARTS, OWN, DETAILS, NOTES]


def test_the_long_sheet_of_marks() -> None:
    """A row for each agency and criterion, a column for each seat: marks as points, states in words."""
    held = rows(opened(detail=True), DETAILS)
    assert held[1] == (
        "agency", "number", "criterion", "full marks",
        *(f"panel组{at}" for at in range(1, 7)), *(f"council组{at}" for at in range(1, 4)), "score",
    )  # fmt: skip
    assert [row for row in held if row[0] == "示例市a007局"] == [
        ("示例市a007局", "1", "甲项", 10, "absent", 8, 8, 7, 9, 9, None, None, None, shown(standard(), "a", name(7))),
        ("示例市a007局", "2", "乙项", 10, "absent", 7, 8, 7, 9, 9, None, None, None, shown(standard(), "b", name(7))),
        ("示例市a007局", "q", "会议", 10, *[None] * 6, 7, 0, 8, 7),
        ("示例市a007局", "v", "否决", "—", *[None] * 6, "no", "no", "no", "no"),
    ]
    assert [row[4:6] for row in held if row[:2] == ("示例市a008局", "2")] == [("not applicable", "not applicable")]
    assert [row[4:6] for row in held if row[:2] == ("示例市a005局", "1")] == [("awaited", 8)]


def test_dropped_marks_are_told_by_their_look() -> None:
    """All marks of a rater whose value the pool drops: typeface, and a word behind the mark; states have none."""
    held = opened(detail=True)[DETAILS]
    shown_ = {
        (row[0].value, row[1].value): [(cell.value, cell.number_format, cell.font.italic) for cell in row[4:10]]
        for row in held.iter_rows(min_row=3)
    }
    plain, high, low = ("General", False), ('General" high"', True), ('General" low"', True)
    looks = [plain, plain, plain, high, plain, low]
    for number in "12":
        cells = shown_["示例市a001局", number]
        assert [look for _, *look in cells] == [list(look) for look in looks]
    assert {tuple(look) for _, *look in shown_["示例市a005局", "1"]} == {plain}


def test_names_where_they_are_asked_for() -> None:
    """Behind the seat stands who sits there."""
    assert rows(opened(detail=True, names=True), DETAILS)[1][4] == "panel组1 panel-1"


def test_self_assessment_and_difference() -> None:
    """Where they can be compared; a dash elsewhere."""
    found, held = standard(), rows(opened(detail=True, own=True), OWN)
    assert held[2][:7] == ("", *("self-assessment", "score", "difference") * 2)
    of_one = next(row for row in held if row[0] == "示例市a001局")
    assert of_one[-3:] == (7, shown(found, "q", name(1)), float(found.score("q", name(1)) or 0) - 7)
    of_two = next(row for row in held if row[0] == "示例市a002局")
    assert of_two[-3:] == ("—", shown(found, "q", name(2)), "—")
    parts = rows(opened(detail=True, own=True), PARTS)
    assert [row[-2:] for row in parts if row[0] == "agency"] == [("self-assessment", "difference")]


def test_the_notes_say_that_figures_are_values() -> None:
    """The last row, and the kind of file in the first."""
    held = rows(opened(), NOTES)
    assert held[-1] == (
        "Formulas",
        "More than 60 agencies: every figure is a value, and a changed mark changes nothing.",
    )
    assert held[1] == ("File", "ranked sheet for approval, for approval")


def regions(agency: str) -> str | None:
    """Return the region of an agency: four large ones in turn."""
    return ("东区", "西区", "南区", None)[int(agency[1:]) % 4]


def in_regions() -> Results:
    """Return the standard round with regions."""
    found = standard()
    agencies = tuple(item.model_copy(update={"region": regions(item.id)}) for item in found.round.agencies)
    return Results(
        found.rubric, found.round.model_copy(update={"agencies": agencies}), found.collected, found.evaluated
    )


def test_beyond_the_end_of_a_sheet_regions_go_on_further_ones() -> None:
    """Every agency stands on one of them, with those of its region; the ranking goes on by rank."""
    book = load_workbook(io.BytesIO(written(findings(in_regions()), detail=True, most_rows=66)))
    assert book.sheetnames == [
        f"{SUMMARY} 1", f"{SUMMARY} 2", PARTS,
        f"{DETAILS} (东区)", f"{DETAILS} (西区)", f"{DETAILS} (南区)", f"{DETAILS} (—)", NOTES,
    ]  # fmt: skip
    found = standard()
    own = [
        [name_ for name_, *_ in rows(book, f"{DETAILS} ({region})")[2::4]] for region in ("东区", "西区", "南区", "—")
    ]
    assert own == [
        [found.round.names[agency] for agency in found.agencies if regions(agency) == region]
        for region in ("东区", "西区", "南区", None)
    ]
    first, second = below(rows(book, f"{SUMMARY} 1"), "rank"), below(rows(book, f"{SUMMARY} 2"), "rank")
    names = [row[1] for row in (*first, *second) if row[1]]
    assert names == [item.name for item in found.standings]


def test_too_many_columns_are_refused() -> None:
    """Before anything is written: Excel would lose them."""
    stream = io.BytesIO()
    with pytest.raises(Problems) as raised:
        write_large(findings(standard()), stream, most_columns=8)
    assert [(item.code, item.rule.render()) for item in raised.value.items] == [
        ("SHEET-FULL", "“Scores by part” would have 9 columns, Excel has 8.")
    ]
    assert stream.getvalue() == b""


HOSTILE = ["=1+1", "<r><t>x</t></r>", "<r>&</r>", "@SUM(A1)", "-5", "https://example.org", "长" * 300, "[]:*?/\\'"]


def test_names_are_text_whatever_they_say() -> None:
    """No formula, no markup, no link, and sheets have legal names."""
    agencies = [
        {"id": name(at), "name": text, "region": text}
        for at, text in enumerate([*HOSTILE, *(f"单位{at}" for at in range(len(HOSTILE), 61))])
    ]
    book = load_workbook(io.BytesIO(written(findings(large(agencies=agencies)), most_rows=30)))
    held = [cell for sheet in book if sheet.title.startswith(PARTS) for (cell,) in sheet.iter_rows(max_col=1)]
    texts = {cell.value: cell for cell in held}
    assert [(texts[text].data_type, texts[text].hyperlink) for text in HOSTILE] == [("s", None)] * len(HOSTILE)
    assert max(map(len, book.sheetnames)) <= 31


def test_remarks_of_raters_stand_behind_their_marks() -> None:
    """With the seat; only where any rater wrote one."""
    found = standard()
    key = (name(1), "panel-2", "a")
    marks = {**found.collected.marks, key: replace(found.collected.marks[key], remark="材料不全")}
    held = Results(found.rubric, found.round, replace(found.collected, marks=marks), found.evaluated)
    details = rows(load_workbook(io.BytesIO(written(findings(held), detail=True))), DETAILS)
    assert details[1][-1] == "remarks"
    assert [row[-1] for row in details[2:] if row[-1]] == ["panel组2: 材料不全"]


def test_the_same_findings_give_the_same_bytes() -> None:
    """Nothing of the moment or the machine is in a file."""
    assert written(findings(standard()), detail=True) == written(findings(large()), detail=True)


def test_decided_grades_stand_beside_computed_ones() -> None:
    """With a decision there are three columns of grades, and a line for each grade that differs."""
    decision = Decision(
        pingyi=1, body="评议团", grades=(DecidedGrade(agency=name(1), proposed="优秀", decided="合格", reason="复核"),)
    )
    book = load_workbook(io.BytesIO(written(findings(standard(), decision=decision))))
    lines = below(rows(book, SUMMARY), "rank")
    assert [row[3:6] for row in lines if row[1] == "示例市a001局"] == [("合格", "优秀", "合格")]


def test_progress_is_told_up_to_the_end() -> None:
    """Rows done and rows in all, on the way and at the end."""
    told: list[tuple[int, int]] = []
    written(findings(standard()), detail=True, progress=lambda done, total: told.append((done, total)))
    assert told == [(200, 366), (366, 366)]


class Full(io.BytesIO):
    """A disk with room for 2,000 bytes."""

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - whatever a stream takes
        """Write as long as there is room."""
        if self.tell() > 2_000:
            raise OSError(ENOSPC, "No space left on device")
        return super().write(data)


def test_a_full_disk_is_an_error_of_the_disk() -> None:
    """Not one of XlsxWriter's own: whoever writes files tells it as a Problem."""
    with pytest.raises(OSError, match="No space left") as raised:
        write_large(findings(standard()), Full())
    assert raised.value.errno == ENOSPC


def test_no_room_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is not written, and the problem is told."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    (tmp_path / "out").mkdir()
    with pytest.raises(Problems) as raised:
        write_file(tmp_path / "out" / "a.xlsx", lambda stream: write_large(findings(standard()), stream))
    assert [item.code for item in raised.value.items] == ["FILE-WRITE"]
    assert list((tmp_path / "out").iterdir()) == []


class MistakenError(Exception):
    """A mistake in the middle of the work."""


def failing(done: int, total: int) -> None:
    """Fail when so many rows of so many are written."""
    raise MistakenError(done, total)


def test_temporary_files_are_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After success, on a full disk, and when something else goes wrong on the way."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written(findings(standard()))
    with pytest.raises(OSError, match="No space left"):
        write_large(findings(standard()), Full())
    stream = io.BytesIO()
    with pytest.raises(MistakenError):
        write_large(findings(standard()), stream, detail=True, progress=failing)
    assert stream.getvalue() == b""
    assert list(tmp_path.iterdir()) == []
