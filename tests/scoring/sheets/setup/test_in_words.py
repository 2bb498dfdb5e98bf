"""Tests of scoring.sheets.setup.in_words: no message about a workbook names a key of a plain file or a place in one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from rubrics import Problems
from scoring.sheets.setup import read_setup
from scoring.sheets.setup.in_words import REMEDIES, RULES
from scoring.sheets.setup.pages import CRITERIA
from scoring.sheets.setup.pages import RULES as RULES_PAGE
from tests.scoring.sheets.setup.workbooks import changed

ROOT = Path(__file__).parents[4]
Cell = tuple[str, int, str, object]


def said() -> Iterator[str]:
    """Yield every sentence that the rules of rubrics and rounds say."""
    for file in [*(ROOT / "rubrics" / "rules").glob("*.py"), ROOT / "scoring" / "rounds" / "rules.py"]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str(text)), *_]):
                    yield text


def told(*cells: Cell) -> list[str]:
    """Return what is said of a workbook with these cells, without the name of the file."""
    with pytest.raises(Problems) as caught:
        read_setup(changed(*cells), "x.xlsx")
    return [item.render().removeprefix("x.xlsx ") for item in caught.value.items]


def test_every_sentence_that_is_replaced_is_still_said() -> None:
    """Else the table would go stale without anybody noticing."""
    assert sorted({*REMEDIES, *RULES} - set(said())) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            [(RULES_PAGE, 3, "value", "五舍六入")],
            (
                "sheet “Rules of counting” cell D7: “五舍六入” cannot stand here. "
                "Write one of: 四舍五入, 四舍六入五成双, 截尾. [SHAPE-VALUE]"
            ),
        ),
        (
            [(CRITERIA, 2, "methods", "现场看看")],
            (
                "sheet “Criteria” cell J6: the method “现场看看” is not known. "
                "Write one of: 查阅资料, 座谈了解, 实地察看. [METHOD-UNKNOWN]"
            ),
        ),
        (
            [(CRITERIA, 2, "for", "街道")],
            (
                "sheet “Criteria” cell O6: the class “街道” is not declared. "
                "Add rows with the fields 单位类别／第1项／编号, 单位类别／第1项／标题 in the sheet “Other settings”, "
                "or correct the name. [CLASS-UNKNOWN]"
            ),
        ),
        (
            [(CRITERIA, 3, "id", "A1")],
            (
                "sheet “Criteria” cell B7: “A1” is used twice: Criteria E6 has it already. "
                "Change one of the two. [ID-TWICE]"
            ),
        ),
        (
            [(CRITERIA, 4, "by", "专家组")],
            (
                "sheet “Criteria” cell K8: the rubric is marked by “专家组”, but the round has no such group. "
                "Choose a group that the sheet “Panel” has, or add it and its members there. [GROUP-UNKNOWN]"
            ),
        ),
        (
            [(RULES_PAGE, 10, "value", "优秀 9：30%\n合格 0")],
            (
                "sheet “Rules of counting” cell D14: “末位同分” is missing. "
                "Write it in a line, such as “优秀 90：30%，向下取整，末位同分不计入”. [SHAPE-MISSING]"
            ),
        ),
    ],
)
def test_what_is_wrong_in_the_words_of_the_workbook(cells: list[Cell], expected: str) -> None:
    """What may be chosen, where something stands already, and what to do about it."""
    assert told(*cells)[0] == expected


def test_what_is_wrong_with_other_cells_is_told_as_well() -> None:
    """A line that cannot be read does not hide that a number somewhere else is none; nor is one cell told twice."""
    lines = told((CRITERIA, 3, "content", "优秀"), (CRITERIA, 2, "points", "四分"), (RULES_PAGE, 13, "value", "众数"))
    assert [line.rpartition("[")[2] for line in lines] == ["SHAPE-VALUE]", "SETUP-LINE]", "SETUP-CHOICE]"]
