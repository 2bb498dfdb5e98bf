"""A round folder as it lies on a disk. What each kind of broken input is told stands with `pingyi check`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import pytest

from rubrics import Place, Problems
from rubrics.library import demo_files, rubric_text
from scoring.folder import Reading, RoundFolder, read_bytes, read_folder, write_folder
from scoring.rounds import Mark, MarkState

ROUND = """\
pingyi: 1
id: r
title: 示例评议
organizer: 示例市普法办
rubric: {rubric}
agencies: [{{id: a, name: 甲局}}, {{id: b, name: 乙局}}]
groups: [{{id: panel, title: 评议团, members: [{{id: r1, name: 一}}]}}]
"""
RUBRIC = """\
pingyi: 1
id: small
title: 示例评分细则
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, share: true}
facts: [{id: viewers, title: 观看人次, min: 0}]
parts:
  - {id: public, title: 社会评议, given: {from: public, scale: 100}}
  - id: panel
    title: 评议团评分
    by: panel
    pool: {mean: {}, incomplete: leave_out}
    criteria: [{id: A1, title: 责任清单, points: 10}]
  - id: live
    title: 直播
    criteria: [{id: L1, title: 观看人次, points: 5, marking: {count: {fact: viewers, each: 1}}}]
"""
FILES = {
    "round.yaml": ROUND.format(rubric="rubric.yaml").encode(),
    "rubric.yaml": RUBRIC.encode(),
    "sheets/r1.csv": b"agency,rater,A1\na,r1,8\n",
    "imports/public.csv": b"agency,value\nb,91.5\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small sound round folder."""
    write_folder(tmp_path / "round", FILES)
    return tmp_path / "round"


def told(root: Path) -> list[tuple[str, Place]]:
    """Return code and place of every problem of a folder."""
    with pytest.raises(Problems) as raised:
        read_folder(root)
    return [(problem.code, problem.place) for problem in raised.value.items]


def test_everything_is_read(root: Path) -> None:
    """Round, rubric, marks and imports; what nobody wrote is awaited."""
    read = read_folder(root)
    assert (read.root, read.round.title, read.rubric.id) == (root, "示例评议", "small")
    assert read.collected.marks == {
        ("a", "r1", "A1"): Mark(MarkState.GIVEN, Decimal(8)),
        ("b", "r1", "A1"): Mark(MarkState.AWAITED),
    }
    assert read.collected.imports == {"public": {"b": Decimal("91.5")}}
    assert (read.submissions, read.collected.facts) == ({}, {})


def test_a_rubric_of_the_library_needs_no_file(root: Path) -> None:
    """round.yaml may name one by its id."""
    (root / "rubric.yaml").unlink()
    (root / "imports" / "public.csv").unlink()
    (root / "sheets" / "r1.csv").unlink()
    members = ", ".join(f"{{id: r{n}, name: {n}号}}" for n in range(1, 6))
    round_ = ROUND.format(rubric="shenzhen-sample").replace("{id: r1, name: 一}", members)
    (root / "round.yaml").write_text(round_, "utf-8")
    assert read_folder(root).rubric.id == "shenzhen-sample"
    assert rubric_text("shenzhen-sample").count("id: shenzhen-sample") == 1


def test_the_order_of_files_changes_nothing(root: Path) -> None:
    """One sheet in two files of any names is the same sheet."""
    whole = read_folder(root).collected
    (root / "sheets" / "r1.csv").rename(root / "sheets" / "z.csv")
    (root / "sheets" / "a.csv").write_text("agency,rater,criterion,mark\nb,r1,A1,缺席\n", "utf-8")
    both = read_folder(root).collected
    assert both.marks == {**whole.marks, ("b", "r1", "A1"): Mark(MarkState.ABSENT)}


def test_hidden_files_are_passed_over(root: Path) -> None:
    """What systems and programs leave lying about is no sheet."""
    before = read_folder(root).collected
    (root / "sheets" / ".DS_Store").write_bytes(b"\0")
    (root / "sheets" / "~$r1.xlsx").write_bytes(b"")
    assert read_folder(root).collected == before


def test_a_folder_among_the_sheets_is_told(root: Path) -> None:
    """Sheets sorted into folders are not read; their raters would only seem to be late."""
    (root / "sheets" / "old").mkdir()
    assert told(root) == [("FILE-KIND", Place("sheets/old"))]


def test_a_name_of_a_table_with_no_table_behind_it(root: Path) -> None:
    """A folder called x.csv, or a link that leads nowhere, is told: somebody's marks may be missing."""
    (root / "sheets" / "x.csv").mkdir()
    (root / "imports" / "y.XLSX").mkdir()
    assert told(root) == [
        ("FILE-UNREADABLE", Place("imports/y.XLSX")),
        ("FILE-UNREADABLE", Place("sheets/x.csv")),
    ]


def test_submissions_are_left_unread_where_no_figure_needs_them(tmp_path: Path) -> None:
    """The demo's rubric asks for no facts: only a check reads the evidence."""
    write_folder(tmp_path / "demo", demo_files())
    assert list(read_folder(tmp_path / "demo", Reading.FIGURES).submissions) == []
    assert len(read_folder(tmp_path / "demo").submissions) == 8


def test_facts_of_accepted_submissions_count(root: Path) -> None:
    """Where the rubric has facts, submissions are read even for figures only."""
    for agency, status in (("a", "accepted"), ("b", "submitted")):
        folder = root / "submissions" / agency
        folder.mkdir(parents=True)
        text = f"{{agency: {agency}, status: {status}, report: {{text: 履职}}, facts: {{viewers: 12}}}}"
        (folder / "submission.yaml").write_text(text, "utf-8")
    read = read_folder(root, Reading.FIGURES)
    assert read.collected.facts == {"a": {"viewers": Decimal(12)}}
    assert isinstance(read, RoundFolder)


def test_imports_are_known_by_the_rubric_and_stand_once(root: Path) -> None:
    """A file that nothing reads, and two files for one source, are told."""
    (root / "imports" / "other.csv").write_bytes(b"agency,value\n")
    book = root / "imports" / "public.CSV"
    book.write_bytes(b"agency,value\na,90\n")
    files = sorted(path.name for path in (root / "imports").iterdir())
    expected = [("IMPORT-UNKNOWN", Place("imports/other.csv"))]
    if "public.csv" in files and "public.CSV" in files:
        expected.append(("IMPORT-TWICE", Place("imports/public.csv")))
    assert told(root) == expected


VOTED = """\
  - id: street
    title: 群众满意度
    criteria:
      - id: S1
        title: 测评
        marking: {votes: {from: street, rule: satisfaction, scale: 10, options: [{title: 满意, points: 10}]}}
"""


def test_ballots_are_kept_apart_from_values(root: Path) -> None:
    """What voters gave is many values for an agency, not one."""
    (root / "rubric.yaml").write_text(RUBRIC + VOTED, "utf-8")
    (root / "imports" / "street.csv").write_text("被评议单位,满意\na,30\n", "utf-8")
    read = read_folder(root).collected
    assert read.ballots == {"street": {"a": ((Decimal(10), 30),)}}
    assert read.imports == {"public": {"b": Decimal("91.5")}, "street": {}}


DECISION = """\
pingyi: 1
body: 示例市普法领导小组
date: 2026-12-01
minutes: 〔2026〕3号
grades: [{agency: a, decided: 优秀}, {agency: b, proposed: 合格, decided: 合格}]
"""
GRADED = RUBRIC.replace(
    "facts:", "grades: {by: exact, bands: [{title: 优秀, from: 60}, {title: 合格, from: 0}]}\nfacts:"
)


def test_a_decision_is_checked_once_the_grades_are_known(root: Path) -> None:
    """No figure depends on it; where it differs from what was computed it needs a reason."""
    (root / "rubric.yaml").write_text(GRADED, "utf-8")
    without = read_folder(root)
    assert (without.decision, without.decision_problems({"a": "优秀", "b": None})) == (None, [])
    (root / "decision.yaml").write_text(DECISION, "utf-8")
    read = read_folder(root)
    assert read.decision is not None
    assert (read.decision.body, read.decision.by_agency["b"].proposed) == ("示例市普法领导小组", "合格")
    assert read.collected == without.collected
    assert read.decision_problems({"a": "优秀", "b": "合格"}) == []
    assert [(item.code, item.place) for item in read.decision_problems({"a": "合格", "b": "合格"})] == [
        ("DECISION-REASON", Place("decision.yaml", 5, "grades[0].decided"))
    ]


def test_a_decision_without_grades_in_the_rubric(root: Path) -> None:
    """There is nothing to decide."""
    (root / "decision.yaml").write_text(DECISION, "utf-8")
    found = read_folder(root).decision_problems({"a": None, "b": None})
    assert {item.code for item in found} == {"DECISION-GRADE"}


def test_the_faults_of_a_decision_are_told_with_those_of_the_sheets(root: Path) -> None:
    """Of its shape and of its syntax; a folder of that name cannot be read."""
    (root / "sheets" / "r1.csv").write_bytes(b"agency,rater,A1\nx,r1,8\n")
    (root / "decision.yaml").write_text(DECISION + "score: 100\n", "utf-8")
    assert told(root) == [
        ("SHAPE-UNKNOWN", Place("decision.yaml", 6, "score")),
        ("AGENCY-UNKNOWN", Place("sheets/r1.csv", 2)),
    ]
    (root / "decision.yaml").unlink()
    (root / "decision.yaml").mkdir()
    assert told(root)[0] == ("FILE-UNREADABLE", Place("decision.yaml"))


def test_a_round_in_chinese_words(root: Path) -> None:
    """Also the word under which it names its rubric."""
    text = ROUND.format(rubric="rubric.yaml").replace("rubric:", "评分细则:").replace("agencies:", "被评议单位:")
    (root / "round.yaml").write_text(text, "utf-8")
    assert list(read_folder(root).round.names) == ["a", "b"]
    (root / "round.yaml").write_text(text.replace("rubric.yaml", "nix"), "utf-8")
    assert [code for code, _ in told(root)] == ["RUBRIC-MISSING"]


def test_the_faults_of_an_import_are_told_with_their_lines(root: Path) -> None:
    """Each line for itself."""
    (root / "imports" / "public.csv").write_text("agency,value\na,101\nx,9\nb,９０\n", "utf-8")
    assert told(root) == [
        ("VALUE-RANGE", Place("imports/public.csv", 2)),
        ("AGENCY-UNKNOWN", Place("imports/public.csv", 3)),
        ("VALUE-NUMBER", Place("imports/public.csv", 4)),
    ]


@pytest.mark.parametrize("name", ["nix", "../outside.yaml", "sheets"])
def test_a_rubric_must_lie_in_the_folder(root: Path, name: str) -> None:
    """A name that is no file of the folder is told at its line."""
    (root.parent / "outside.yaml").write_text(RUBRIC, "utf-8")
    (root / "round.yaml").write_text(ROUND.format(rubric=name), "utf-8")
    assert told(root) == [("RUBRIC-MISSING", Place("round.yaml", 5, "rubric"))]


def test_a_round_that_is_a_list_is_told_and_nothing_else(root: Path) -> None:
    """There is no rubric to look for."""
    (root / "round.yaml").write_text("- a\n", "utf-8")
    assert [code for code, _ in told(root)] == ["SHAPE-VALUE"]


def test_a_file_that_the_system_withholds(tmp_path: Path) -> None:
    """Open in another program, or not ours to read: a problem, not a trace. A folder cannot be read anywhere."""
    with pytest.raises(Problems) as raised:
        read_bytes(tmp_path, "sheets/r1.csv")
    assert [(problem.code, problem.place) for problem in raised.value.items] == [
        ("FILE-UNREADABLE", Place("sheets/r1.csv"))
    ]


def test_a_sheet_that_the_system_withholds_does_not_hide_the_others(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All the other files are read and judged."""
    (root / "sheets" / "r2.csv").write_bytes(b"agency,rater,A1\nx,r1,8\n")
    open_ = Path.open

    def withheld(path: Path, mode: str) -> IO[Any]:
        if path.name == "r1.csv":
            raise PermissionError(13, "Permission denied")
        return open_(path, mode)

    monkeypatch.setattr(Path, "open", withheld)
    assert told(root) == [
        ("FILE-UNREADABLE", Place("sheets/r1.csv")),
        ("AGENCY-UNKNOWN", Place("sheets/r2.csv", 2)),
    ]
