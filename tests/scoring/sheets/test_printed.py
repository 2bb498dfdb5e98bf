"""The rubric as it is printed, worked out once."""

from __future__ import annotations

from rubrics import fingerprints, read_rubric, tree
from scoring.sheets.printed import Printed, Words
from tests.everything_rubric import RUBRIC


def test_words_are_worked_out_once_for_each_way_of_printing() -> None:
    """Title, 评分标准 and methods in the language of the workbook; every sentence is asked for once."""
    asked: list[str] = []

    def translate(text: str) -> str:
        asked.append(text)
        return text

    rubric = read_rubric(RUBRIC, "rubric.yaml")
    printed = Printed(rubric, translate)
    leaves = {leaf.id: leaf for leaf in tree(rubric).leaves()}
    lines = "high (8 points): all up to date{}low (3 points)"
    assert printed.words(leaves["A2"], run_on=False) == Words("Notices", lines.format("\n"), "document review")
    assert printed.words(leaves["A2"], run_on=True) == Words("Notices", lines.format("; "), "document review")
    count = len(asked)
    assert printed.words(leaves["A2"], run_on=True).title == "Notices"
    assert len(asked) == count
    assert printed.words(leaves["heard"], run_on=True).methods == "hearing"
    assert printed.prints == fingerprints(rubric)
