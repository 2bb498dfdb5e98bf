"""The folder submissions/ as it lies on a disk."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import pytest

from rubrics import Place, Problem, Rubric, read_rubric
from scoring.folder import submissions
from scoring.folder.submissions import read_submissions
from scoring.rounds import Agency, Round

RUBRIC = """
pingyi: 1
id: small
title: 示例评分细则
basis: 示例市评议办法
rounding: {places: 2, mode: half_up}
rank: {by: exact, share: true}
facts: [{id: viewers, title: 观看人次, min: 0}]
report: {max_chars: 10}
parts:
  - id: reach
    title: 覆盖面
    criteria:
      - id: B1
        title: 执法直播
        marking: {bands: {fact: viewers, table: [{from: 0, points: 0}, {from: 1000, points: 5}]}}
        evidence: [{kind: 说明报告}]
"""
ROUND = Round(
    pingyi=1,
    id="r",
    title="示例市评议",
    organizer="示例市司法局",
    rubric="rubric.yaml",
    agencies=(Agency(id="edu", name="教育局"), Agency(id="civil", name="民政局")),
)
GOOD = "{agency: %s, status: accepted, report: {text: 履职}, facts: {viewers: 1200}}"


@pytest.fixture
def rubric() -> Rubric:
    """Return a rubric of one band over a fact."""
    return read_rubric(RUBRIC, "rubric.yaml")


def put(root: Path, name: str, content: bytes | str) -> None:
    """Write a file below submissions/."""
    path = root / "submissions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def link(path: Path, target: Path) -> None:
    """Make a symbolic link, as far as this system lets one."""
    try:
        path.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.fail("this system does not let anyone make symbolic links: allow it (developer mode on Windows)")


def told(problems: list[Problem]) -> list[tuple[str, Place]]:
    """Return code and place of problems."""
    return [(problem.code, problem.place) for problem in problems]


def test_a_round_without_submissions_has_none(tmp_path: Path, rubric: Rubric) -> None:
    """No folder, no submissions, no problems."""
    assert read_submissions(tmp_path, rubric, ROUND) == ({}, [])


def test_submissions_come_in_the_official_order_of_agencies(tmp_path: Path, rubric: Rubric) -> None:
    """Not in that of the alphabet; loose and hidden files are nobody's submission."""
    for agency in ("civil", "edu"):
        put(tmp_path, f"{agency}/submission.yaml", GOOD % agency)
    put(tmp_path, ".git/config", "")
    put(tmp_path, "说明.txt", "")
    found, problems = read_submissions(tmp_path, rubric, ROUND)
    assert (list(found), problems) == (["edu", "civil"], [])
    assert found["edu"].facts == {"viewers": Decimal(1200)}


def test_files_are_read_and_checked(tmp_path: Path, rubric: Rubric) -> None:
    """In folders below and by any of their names; the report is counted, evidence that is not named is left alone."""
    text = (
        "agency: edu\nstatus: accepted\nreport: {file: 报告.txt}\nfacts: {viewers: 1}\nevidence:\n"
        "  - {criterion: B1, kind: 说明报告, title: 甲, file: '佐证\\甲.txt'}\n"
        "  - {criterion: B1, kind: 说明报告, title: 乙, file: 佐证/乙.txt}\n"
        "  - {criterion: B1, kind: 说明报告, title: 丙, file: ../civil/丙.txt}\n"
        "  - {criterion: B1, kind: 说明报告, title: 丁, url: 'http://a.cn'}\n"
    )
    put(tmp_path, "edu/submission.yaml", text)
    put(tmp_path, "edu/报告.txt", "一二三四五六七八九十又一")
    put(tmp_path, "edu/佐证/甲.txt", "甲")
    put(tmp_path, "edu/佐证/unused.exe", b"\0")
    put(tmp_path, "civil/丙.txt", "丙")
    found, problems = read_submissions(tmp_path, rubric, ROUND)
    file = "submissions/edu/submission.yaml"
    assert list(found) == ["edu"]
    assert told(problems) == [
        ("SUBMISSION-MISSING", Place("submissions/civil/submission.yaml")),
        ("REPORT-LENGTH", Place(file, 3, "report.file")),
        ("FILE-MISSING", Place(file, 7, "evidence[1].file")),
        ("FILE-OUTSIDE", Place(file, 8, "evidence[2].file")),
        ("EVIDENCE-WAY", Place(file, 9, "evidence[3].url")),
    ]


def test_what_cannot_be_read_does_not_keep_others_from_being_read(tmp_path: Path, rubric: Rubric) -> None:
    """Agencies of another round, broken YAML, bytes that are no text, and one that is sound in GB18030."""
    put(tmp_path, "tax/submission.yaml", GOOD % "tax")
    put(tmp_path, "civil/submission.yaml", "agency: [\n")
    put(tmp_path, "edu/submission.yaml", (GOOD % "edu").encode("gb18030"))
    found, problems = read_submissions(tmp_path, rubric, ROUND)
    assert list(found) == ["edu"]
    assert told(problems) == [
        ("YAML-SYNTAX", Place("submissions/civil/submission.yaml", 2)),
        ("AGENCY-UNKNOWN", Place("submissions/tax")),
    ]


def test_the_agency_is_that_of_the_folder(tmp_path: Path, rubric: Rubric) -> None:
    """A copied submission.yaml must not count for another agency."""
    put(tmp_path, "edu/submission.yaml", GOOD % "civil")
    _, problems = read_submissions(tmp_path, rubric, ROUND)
    assert told(problems) == [("AGENCY-FOLDER", Place("submissions/edu/submission.yaml", 1, "agency"))]


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path, rubric: Rubric) -> None:
    """Neither of an evidence file, nor of submission.yaml, nor of the folder itself; a link within is a file."""
    piece = "{criterion: B1, kind: 说明报告, title: 甲, file: %s}"
    pieces = ", ".join(piece % name for name in ("out.txt", "in.txt"))
    put(tmp_path, "edu/submission.yaml", (GOOD % "edu").replace("}}", f"}}, evidence: [{pieces}]}}"))
    put(tmp_path, "edu/real.txt", "材料")
    outside = tmp_path / "secret"
    outside.mkdir()
    (outside / "submission.yaml").write_text(GOOD % "civil", "utf-8")
    folder = tmp_path / "submissions"
    link(folder / "edu" / "out.txt", outside / "submission.yaml")
    link(folder / "edu" / "in.txt", folder / "edu" / "real.txt")
    link(folder / "civil", outside)
    found, problems = read_submissions(tmp_path, rubric, ROUND)
    assert list(found) == ["edu"]
    assert [problem.render() for problem in problems] == [
        (
            "submissions/civil/submission.yaml: the agency's folder holds no submission.yaml. "
            "Add it, or remove the folder. [SUBMISSION-MISSING]"
        ),
        (
            "submissions/edu/submission.yaml:1 evidence[0].file: “out.txt” cannot be used: "
            "it is a link that leads out of the folder. Hand it in once more. [FILE-UNREADABLE]"
        ),
    ]
    (folder / "edu" / "submission.yaml").unlink()
    link(folder / "edu" / "submission.yaml", outside / "submission.yaml")
    assert [problem.code for problem in read_submissions(tmp_path, rubric, ROUND)[1]] == ["SUBMISSION-MISSING"] * 2


def test_files_beyond_all_measure_are_not_read(tmp_path: Path, rubric: Rubric, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits for submission.yaml, for reports and for evidence, each named in the message."""
    mebibyte = 1024 * 1024
    monkeypatch.setattr(submissions, "LARGEST_FILE", 2 * mebibyte)
    monkeypatch.setattr(submissions, "LARGEST_REPORT", mebibyte)
    monkeypatch.setattr(submissions, "LARGEST_YAML", mebibyte)
    piece = "{criterion: B1, kind: 说明报告, title: 甲, file: e}"
    text = f"{{agency: edu, status: draft, report: {{file: r}}, evidence: [{piece}]}}"
    put(tmp_path, "edu/submission.yaml", text)
    put(tmp_path, "edu/r", b"a" * (mebibyte + 1))
    put(tmp_path, "edu/e", b"b" * (2 * mebibyte + 1))
    put(tmp_path, "civil/submission.yaml", b"#" * (mebibyte + 1))
    found, problems = read_submissions(tmp_path, rubric, ROUND)
    assert list(found) == ["edu"]
    assert [(problem.code, problem.rule.render()) for problem in problems] == [
        ("SUBMISSION-LONG", "the file is larger than 1 MB."),
        ("FILE-UNREADABLE", "“e” cannot be used: it is larger than 2 MB."),
        ("FILE-UNREADABLE", "“r” cannot be used: it is larger than 1 MB."),
    ]


def test_a_file_that_the_system_withholds_is_a_problem(
    tmp_path: Path, rubric: Rubric, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever keeps it from being opened is passed on, for evidence and for submission.yaml."""
    put(tmp_path, "edu/submission.yaml", "{agency: edu, status: draft, report: {file: r.txt}}")
    put(tmp_path, "edu/r.txt", "报告")
    put(tmp_path, "civil/submission.yaml", GOOD % "civil")
    withheld = {tmp_path / "submissions" / "edu" / "r.txt", tmp_path / "submissions" / "civil" / "submission.yaml"}
    opened = Path.open

    def refuse(path: Path, mode: str = "r", **options: Any) -> IO[Any]:  # noqa: ANN401 - whatever pathlib passes on
        if path in withheld:
            raise PermissionError(13, "Permission denied")
        return opened(path, mode, **options)

    monkeypatch.setattr(Path, "open", refuse)
    problems = read_submissions(tmp_path, rubric, ROUND)[1]
    assert [problem.render() for problem in problems] == [
        (
            "submissions/civil/submission.yaml: the file cannot be read (Permission denied). "
            "Close it elsewhere, or let yourself read it. [SUBMISSION-UNREADABLE]"
        ),
        (
            "submissions/edu/submission.yaml:1 report.file: “r.txt” cannot be used: "
            "it cannot be read (Permission denied). Hand it in once more. [FILE-UNREADABLE]"
        ),
    ]
