"""A workbook that does not belong here, and one that came under another rater's name."""

from __future__ import annotations

import pytest

from rubrics import Problems
from scoring.sheets.reading import read_returned
from tests.scoring.sheets.returning import FULL, ROUND, RUBRIC, Office, edited, marks


def told(office: Office, data: bytes, file: str = "back.xlsx") -> list[str]:
    """Return code and rule of every problem of a workbook; none where it is read."""
    try:
        read_returned(data, file, office.reception)
    except Problems as problems:
        return [f"{item.code}: {item.rule.render()}" for item in problems.items]
    return []


def filled(office: Office) -> bytes:
    """Return a workbook that came back to an office."""
    return edited(office.issue(), marks("a", FULL))


def test_another_form() -> None:
    """Every form has a seal, and each its own command."""
    office = Office()
    data = office.resealed(filled(office), form="agency-form")
    assert told(office, data) == ["SHEETS-FORM: this is no score sheet but another form of the round."]


def test_another_round() -> None:
    """A folder that was copied for a new round has the key of the old one."""
    office = Office()
    data = filled(office)
    office.round_yaml = ROUND.replace("small-2026", "small-2027")
    assert told(office, data) == [
        "SHEETS-ROUND: the workbook was issued for the round “small-2026”, and this is “small-2027”."
    ]


def test_a_rater_who_has_no_seat() -> None:
    """The round was changed since."""
    office = Office()
    data = filled(office)
    office.round_yaml = ROUND.replace("{id: r1,", "{id: r9,").replace("rater: r1", "rater: r9")
    assert told(office, data) == ["SHEETS-RATER: the workbook was issued to “r1”, who has no seat in this round."]


def test_a_rubric_that_counts_otherwise() -> None:
    """Its scoring fingerprint is another one; where only words were corrected the sheet is valid."""
    office = Office()
    data = filled(office)
    office.rubric_yaml = RUBRIC.replace("群众评价, points: 4", "群众评价, points: 5")
    (line,) = told(office, data)
    assert line.startswith("SHEETS-RUBRIC: since the workbook was issued, something in the rubric that counts was")
    office.rubric_yaml = RUBRIC.replace("群众评价", "群众评议")
    assert told(office, data) == []


def test_what_the_register_does_not_know() -> None:
    """Issued from another copy of the folder: its number is not there, or somebody else's."""
    office, other = Office(), Office()
    data = filled(office)
    assert told(other, data) == ["SHEETS-ISSUE: the register issued.yaml does not know this workbook (issue 1)."]
    other.issue("r2")
    assert told(other, data) == ["SHEETS-ISSUE: the register issued.yaml does not know this workbook (issue 1)."]


@pytest.mark.parametrize(
    ("file", "other"),
    [
        ("r1.xlsx", ""),
        ("back.zip/一组/r1-matrix.xlsx", ""),
        ("评分表 (2).xlsx", ""),
        ("r10.xlsx", ""),
        ("张三和李四.xlsx", ""),
        ("r2.xlsx", "李四 (r2)"),
        ("r1\\r2 (1).xlsx", "李四 (r2)"),
        ("李四评分表.xlsx", "李四 (r2)"),
        ("李四光.xlsx", "李四光 (r3)"),
    ],
)
def test_a_file_under_another_raters_name(file: str, other: str) -> None:
    """Either the name is wrong, or the rater filled in somebody else's workbook."""
    office = Office()
    rule = f"SHEETS-NAME: the file is named after {other}, but the workbook was issued to 张三 (r1)."
    assert told(office, filled(office), file) == ([rule] if other else [])


def test_a_name_corrected_since() -> None:
    """The cover bears the name as it was issued."""
    office = Office()
    data = filled(office)
    office.round_yaml = ROUND.replace("张三", "张叁")
    assert told(office, data) == []
